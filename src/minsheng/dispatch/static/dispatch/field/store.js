// What a phone keeps: the visits of the next days (they expire), and the outbox (it never loses anything).
// A record is written down first and sent later; its client id makes sending it again harmless. All of it is sealed (seal.js).
(() => {
  "use strict";
  const NAME = "minsheng-field";
  const UNSENT = "field-unsent"; // the count, for the sign-out button of other pages
  const WAIT_MS = 20000;
  const db = new Dexie(NAME);
  db.version(1).stores({
    visits: "id, on",
    outbox: "client_id, visit, made_at",
    drafts: "visit",
    meta: "key",
  });

  db.version(2).stores({ photos: "record" }); // a photo follows its record; nobody has to take one
  db.version(3).stores({ keys: "id, mark, purpose" }); // the other tables keep their shape for a tab of an earlier version
  const seal = fieldSeal(db);

  class Stop extends Error {} // nothing can be sent or kept now; `message` is the name of the reason

  const get = async (key) => (await db.meta.get(key))?.value; // what lies open: the account, times, states
  const put = (key, value) => db.meta.put({ key, value });

  // Rows as they were before they were sealed. To open one the key must stand: see `is_unreadable` in seal.js.
  const read = async (table, rows) => {
    const keys = await seal.ring();
    return Promise.all(rows.map((row) => seal.opened(keys, table, row)));
  };
  const all = async (table) => read(table, await db[table].toArray());
  const one = async (table, id) => (await read(table, [await db[table].get(id)]))[0];
  const name = async () => (await one("meta", "name"))?.value || "";
  const visits = async () => (await all("visits")).filter((row) => !row.is_unreadable);

  const keyFor = async (account, purpose) => {
    try {
      return await seal.keyFor(account, purpose);
    } catch {
      throw new Stop("unsealed"); // no https, or a browser that keeps no keys: then nothing is kept
    }
  };

  // Seal with the account's key, then write in one transaction; anew where the key was destroyed in between.
  const sealThenWrite = async (account, purpose, tables, sealAll, write) => {
    for (;;) {
      const key = await keyFor(account, purpose);
      const sealed = await sealAll((table, row) => seal.closed(key, table, row));
      const isWritten = await db.transaction("rw", [db.keys, ...tables], async () => {
        if (!(await seal.stands(key))) return false;
        await write(sealed);
        return true;
      });
      if (isWritten) return;
    }
  };

  // Seal a row anew, if it is still there.
  const rewrite = (account, purpose, table, id, row) => sealThenWrite(account, purpose, [db[table]], (closed) => closed(table, row), async (sealed) => {
    const now = await db[table].get(id);
    if (now) await db[table].put({ ...(now.sealed ? now : {}), ...sealed });
  });

  // An answer in JSON, or Stop: without network, signed out, or a server that has trouble.
  const ask = async (address, options = {}) => {
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), WAIT_MS);
    try {
      const answer = await fetch(address, {
        credentials: "same-origin",
        cache: "no-store",
        signal: patience.signal,
        ...options,
        headers: { "HX-Request": "true", Accept: "application/json", ...options.headers },
      });
      if (answer.status === 401) throw new Stop("signed_out");
      if (answer.status >= 500) throw new Stop("server");
      const isJson = (answer.headers.get("content-type") || "").startsWith("application/json");
      return { status: answer.status, told: isJson ? await answer.json() : null };
    } catch (problem) {
      if (problem instanceof Stop) throw problem;
      throw new Stop("network");
    } finally {
      clearTimeout(timer);
    }
  };

  const count = async () => {
    const records = new Set(await db.outbox.toCollection().primaryKeys());
    const photos = (await db.photos.toCollection().primaryKeys()).filter((id) => !records.has(id));
    const unsent = records.size + photos.length;
    localStorage.setItem(UNSENT, String(unsent));
    return unsent;
  };

  // What an earlier version left open is sealed; where nothing can be sealed, only what is unsent stays, to be sent.
  const sealOld = () => inTurn(async () => {
    const account = await get("account");
    for (const [table, purpose] of [["visits", "day"], ["drafts", "day"], ["outbox", "unsent"], ["photos", "unsent"]]) {
      for (const id of await db[table].filter((row) => !row.sealed).primaryKeys()) {
        const row = await db[table].get(id);
        if (row && !(await sealOne(row.account || account, purpose, table, id, row)) && purpose === "day") await db[table].delete(id);
      }
    }
    const named = await db.meta.get("name");
    if (named && !named.sealed && !(await sealOne(account, "day", "meta", "name", named))) await db.meta.delete("name");
  });

  const sealOne = async (...told) => {
    try {
      await rewrite(...told);
      return true;
    } catch (problem) {
      if (problem instanceof Stop) return false;
      throw problem;
    }
  };

  // The visits of a day go while it `isOver`: first their keys, then what they sealed.
  const clearDay = async (isOver, clear) => {
    await db.transaction("rw", db.keys, db.meta, async () => { if (await isOver()) await seal.destroy("day"); });
    await db.transaction("rw", db.visits, db.drafts, db.meta, async () => { if (await isOver()) await clear(); });
  };

  // Who is signed in; visits of somebody else are wiped, his unsent records stay until he sends them.
  const greet = async (words) => {
    const { told } = await ask(words.urls.hello);
    if (!told) throw new Stop("server");
    await clearDay(async () => (await get("account")) !== told.account, async () => {
      await Promise.all([db.visits.clear(), db.drafts.clear(), db.meta.clear()]);
      await put("account", told.account);
    });
    return told;
  };

  // The visits of an account take the place of those that were here; `more` is written with them.
  const keepVisits = (account, visits, called, more) => sealThenWrite(
    account, "day", [db.visits, db.outbox, db.meta],
    async (closed) => ({
      rows: await Promise.all(visits.map((row) => closed("visits", row))),
      named: await closed("meta", { key: "name", value: called }),
    }),
    async ({ rows, named }) => {
      if ((await get("account")) !== account) throw new Stop("server"); // somebody else has signed in in another tab
      const waiting = new Map((await db.outbox.toArray()).map((row) => [row.visit, row.client_id]));
      await db.visits.clear();
      await db.visits.bulkPut(rows.map((row) => ({ ...row, recorded: waiting.get(row.id) || "" })));
      await db.meta.put(named);
      await more();
    },
  );

  const fetchDay = async (words) => {
    const account = await get("account");
    await keyFor(account, "day"); // nothing is asked for that could not be kept
    const { told } = await ask(words.urls.day);
    if (!told || !told.visits) throw new Stop("server");
    await keepVisits(account, told.visits, told.name, async () => {
      await put("schema", told.schema); // the words of the forms: the same for everybody, so they lie open
      await put("fetched_at", Date.now());
      await put("expires_at", Date.now() + told.keep_hours * 3600000);
      await db.meta.delete("expired");
    });
  };

  // Visits that have outstayed their time leave the device; the outbox, with a key of its own, stays until it is sent.
  const expire = async () => {
    const until = await get("expires_at");
    const fetched = await get("fetched_at");
    if (!until || (Date.now() < until && Date.now() > fetched - 300000)) return false;
    await clearDay(async () => (await get("expires_at")) === until, () => ( // else it was fetched anew just now
      Promise.all([db.visits.clear(), db.drafts.clear(), db.meta.bulkDelete(["expires_at", "name"]), put("expired", true)])
    ));
    return true;
  };

  // What is half written, the latest of it: a tab that is killed has it again when it is opened.
  let typed = null;
  let typing = null;
  const keepDraft = (visit, answers) => {
    typed = { visit, answers };
    typing ??= (async () => {
      try {
        const account = await get("account");
        while (typed && account) {
          const row = typed;
          typed = null;
          await sealThenWrite(account, "day", [db.drafts], (closed) => closed("drafts", row), (sealed) => db.drafts.put(sealed));
        }
      } catch { /* it still stands on its page */ } finally { typing = null; }
    })();
    return typing;
  };

  // One after the other, in all tabs: nobody clears the phone while a record is being written.
  const inTurn = (act) => (navigator.locks ? navigator.locks.request(`${NAME}-write`, act) : act());

  // Write a record down. `replaces`: the client id of one that was refused and is corrected by this one.
  const record = (told) => inTurn(() => writeDown(told));

  const writeDown = async ({ visit, form, answers, label, replaces, photo }) => {
    const account = await get("account");
    if (!account) throw new Stop("signed_out"); // in another tab, just now
    typed = null;
    await typing;
    const old = replaces ? await one("photos", replaces) : null;
    const bytes = photo || (old && old.bytes);
    const made_at = new Date().toISOString();
    const row = { client_id: fieldSeal.newId(), account, visit, form, body: JSON.stringify({ visit, form, answers, done_at: made_at }), label, made_at, reason: "", is_refused: false };
    let kept = row.client_id;
    await sealThenWrite(
      account, "unsent", [db.visits, db.outbox, db.drafts, db.photos, db.meta],
      async (closed) => ({
        written: await closed("outbox", row),
        taken: bytes && await closed("photos", { record: row.client_id, account, label, bytes, reason: "", is_refused: false }),
      }),
      async ({ written, taken }) => {
        if ((await get("account")) !== account) throw new Stop("signed_out");
        const known = await db.visits.get(visit);
        if (known && known.recorded && !replaces) {
          kept = known.recorded; // written down in another tab just now
          return;
        }
        if (replaces) await Promise.all([db.photos.delete(replaces), db.outbox.delete(replaces)]);
        if (taken) await db.photos.add(taken);
        await db.outbox.add(written);
        await db.visits.update(visit, { recorded: row.client_id });
        await db.drafts.delete(visit);
      },
    );
    await count();
    return kept;
  };

  const body = (fields) => {
    const made = new FormData();
    for (const [key, value] of Object.entries(fields)) made.append(key, value);
    return made;
  };

  const markArrived = async (row, words) => {
    const visit = await one("visits", row.visit);
    if (visit && !visit.is_unreadable && fieldSeal.isPossible) {
      await rewrite(row.account, "day", "visits", row.visit, { ...visit, recorded: row.client_id, arrived: words });
    }
    await db.outbox.delete(row.client_id);
  };

  // Where nothing can be sealed (an old record that is being sent from there), only the state is written.
  const refuse = (table, id, row, reason) => (fieldSeal.isPossible
    ? rewrite(row.account, "unsent", table, id, { ...row, reason, is_refused: true })
    : db[table].update(id, { is_refused: true }));

  // One record on its way: true when the server has it, else it says why not and keeps it.
  const deliver = async (words, row, token) => {
    const { status, told } = await ask(words.urls.records, {
      method: "POST", body: body({ client_id: row.client_id, record: row.body }), headers: { "X-CSRFToken": token },
    });
    if (told && told.client_id === row.client_id && status === 200) {
      await markArrived(row, told.words);
      return true;
    }
    if (status === 403 && !told) throw new Stop("server");
    await refuse("outbox", row.client_id, row, (told && told.reason) || "");
    return false;
  };

  // A photo on its way, after its record; refused, it stays until somebody gives it up.
  const deliverPhoto = async (words, row, token) => {
    const made = body({ client_id: row.record });
    made.append("photo", new Blob([row.bytes], { type: "image/jpeg" }), "photo.jpg");
    const { status, told } = await ask(words.urls.photos, { method: "POST", body: made, headers: { "X-CSRFToken": token } });
    if (status === 200 && told && told.client_id === row.record) return db.photos.delete(row.record);
    if (status === 403 && !told) throw new Stop("server");
    return refuse("photos", row.record, row, (told && told.reason) || "");
  };

  const dropPhoto = async (record) => {
    await db.photos.delete(record);
    await count();
  };

  // A record that was refused and handed in as a file is given up here; one that may still be sent is not.
  const dropRefused = (client_id) => inTurn(async () => {
    await db.transaction("rw", db.outbox, db.photos, db.visits, db.keys, async () => {
      const row = await db.outbox.get(client_id);
      const isLost = row && row.sealed && !(await seal.stands(row.sealed));
      if (!row || (!isLost && !(row.is_refused && row.is_exported))) return;
      await Promise.all([db.outbox.delete(client_id), db.photos.delete(client_id), db.visits.update(row.visit, { recorded: "" })]);
    });
    await count();
  });

  // With nothing left to send, the key of what was sent has served.
  const forgetSent = (account) => db.transaction("rw", db.keys, db.outbox, db.photos, async () => {
    const isMine = (row) => row.account === account;
    if ((await db.outbox.filter(isMine).count()) + (await db.photos.filter(isMine).count())) return;
    await db.keys.delete(`${account}/unsent`);
  });

  const sendAll = async (words, isForced) => {
    const hello = await greet(words);
    const isMine = (row) => row.account === hello.account && !row.is_unreadable && (isForced || !row.is_refused);
    let sent = 0;
    for (const { client_id } of (await db.outbox.orderBy("made_at").toArray()).filter(isMine)) {
      const row = await one("outbox", client_id);
      if (row && isMine(row) && await deliver(words, row, hello.token)) sent += 1;
    }
    const waiting = new Set(await db.outbox.toCollection().primaryKeys());
    for (const id of await db.photos.filter((row) => isMine(row) && !waiting.has(row.record)).primaryKeys()) {
      const row = await one("photos", id);
      if (row && isMine(row)) await deliverPhoto(words, row, hello.token);
    }
    await forgetSent(hello.account);
    return { sent, hello };
  };

  const alone = (act) => (navigator.locks
    ? navigator.locks.request(`${NAME}-send`, { ifAvailable: true }, (lock) => (lock ? act() : null))
    : act());

  // Send what waits; with `isFresh` fetch the visits anew afterwards. Returns {sent, stop}: how many, and why no more.
  const exchange = async (words, { isForced = false, isFresh = false } = {}) => {
    let stop = "";
    let sent = 0;
    try {
      await alone(async () => {
        if (isFresh) await sealOld();
        const done = await sendAll(words, isForced);
        sent = done.sent;
        if (fieldSeal.isPossible && (isFresh || done.sent || !(await get("expires_at")))) await fetchDay(words);
      });
    } catch (problem) {
      if (!(problem instanceof Stop)) throw problem;
      stop = problem.message;
    }
    await put("stop", stop);
    await count();
    return { sent, stop };
  };

  // Everything unsent as one file, for the case that the phone cannot send it.
  const inLetters = (bytes) => new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(new Blob([bytes], { type: "image/jpeg" }));
  });

  // Everything that is unsent, photos as data: addresses beside the records that they belong to. The file is not sealed.
  const exported = async () => {
    const isReadable = (row) => !row.is_unreadable;
    const records = (await all("outbox")).filter(isReadable).map(({ client_id, account, body: told }) => ({ client_id, account, record: told }));
    const kept = (await all("photos")).filter(isReadable);
    const photos = await Promise.all(kept.map(async (row) => ({ record: row.record, account: row.account, photo: await inLetters(row.bytes) })));
    await db.outbox.filter((row) => row.is_refused).modify({ is_exported: true });
    return new Blob([JSON.stringify({ format: "minsheng-field-2", made_at: new Date().toISOString(), records, photos })], { type: "application/json" });
  };

  // Nothing of this person stays; false, and nothing happens, while something is unsent. The keys go first.
  const wipe = () => inTurn(async () => {
    const isEmpty = await db.transaction("rw", db.keys, db.outbox, db.photos, db.meta, async () => {
      if ((await db.outbox.count()) + (await db.photos.count())) return false;
      await Promise.all([db.keys.clear(), db.meta.delete("account")]);
      return true;
    });
    if (!isEmpty) return false;
    await db.delete();
    localStorage.removeItem(UNSENT);
    if (globalThis.caches) for (const held of await caches.keys()) if (held.startsWith(NAME)) await caches.delete(held);
    return true;
  });

  globalThis.fieldStore = {
    db, get, name, visits, all, one, count, exchange, expire, record, keepDraft, keepVisits, sealOld, exported, wipe, dropPhoto, dropRefused,
  };
})();
