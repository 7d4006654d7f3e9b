// What a phone keeps: the visits of the next days (they expire), and the outbox (it never loses anything).
// A record is written down first and sent later; its client id makes sending it again harmless.
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

  class Stop extends Error {} // nothing can be sent now; `message` is the name of the reason

  const get = async (key) => (await db.meta.get(key))?.value;
  const put = (key, value) => db.meta.put({ key, value });

  const newId = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

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
    const photos = (await db.photos.toCollection().primaryKeys()).filter((one) => !records.has(one));
    const unsent = records.size + photos.length;
    localStorage.setItem(UNSENT, String(unsent));
    return unsent;
  };

  // Who is signed in; visits of somebody else are wiped, his unsent records stay until he sends them.
  const greet = async (words) => {
    const { told } = await ask(words.urls.hello);
    if (!told) throw new Stop("server");
    if ((await get("account")) !== told.account) {
      await db.transaction("rw", db.visits, db.drafts, db.meta, async () => {
        await Promise.all([db.visits.clear(), db.drafts.clear(), db.meta.clear()]);
        await put("account", told.account);
      });
    }
    return told;
  };

  const fetchDay = async (words) => {
    const { told } = await ask(words.urls.day);
    if (!told || !told.visits) throw new Stop("server");
    await db.transaction("rw", db.visits, db.outbox, db.meta, async () => {
      const waiting = new Map((await db.outbox.toArray()).map((one) => [one.visit, one.client_id]));
      await db.visits.clear();
      await db.visits.bulkPut(told.visits.map((one) => ({ ...one, recorded: waiting.get(one.id) || "" })));
      await put("schema", told.schema);
      await put("fetched_at", Date.now());
      await put("expires_at", Date.now() + told.keep_hours * 3600000);
      await put("name", told.name);
      await db.meta.delete("expired");
    });
  };

  // Visits that have outstayed their time leave the device; the outbox (no names in it) stays until it is sent.
  const expire = async () => {
    const until = await get("expires_at");
    const fetched = await get("fetched_at");
    if (!until || (Date.now() < until && Date.now() > fetched - 300000)) return false;
    await db.transaction("rw", db.visits, db.drafts, db.meta, async () => {
      await Promise.all([db.visits.clear(), db.drafts.clear(), db.meta.delete("expires_at"), put("expired", true)]);
    });
    return true;
  };

  // One after the other, in all tabs: nobody clears the phone while a record is being written.
  const inTurn = (act) => (navigator.locks ? navigator.locks.request(`${NAME}-write`, act) : act());

  // Write a record down. `replaces`: the client id of one that was refused and is corrected by this one.
  const record = (told) => inTurn(() => writeDown(told));

  const writeDown = async ({ visit, form, answers, label, replaces, photo }) => {
    const known = await db.visits.get(visit);
    if (known && known.recorded && !replaces) return known.recorded; // written down in another tab just now
    const client_id = newId();
    const made_at = new Date().toISOString();
    const body = JSON.stringify({ visit, form, answers, done_at: made_at });
    const account = await get("account");
    await db.transaction("rw", db.visits, db.outbox, db.drafts, db.photos, async () => {
      const old = replaces ? await db.photos.get(replaces) : null;
      const bytes = photo || (old && old.bytes);
      if (bytes) await db.photos.add({ record: client_id, account, label, bytes, reason: "", is_refused: false });
      if (old) await db.photos.delete(replaces);
      await db.outbox.add({ client_id, account, visit, form, body, label, made_at, reason: "", is_refused: false });
      if (replaces) await db.outbox.delete(replaces);
      await db.visits.update(visit, { recorded: client_id });
      await db.drafts.delete(visit);
    });
    await count();
    return client_id;
  };

  const body = (fields) => {
    const made = new FormData();
    for (const [key, value] of Object.entries(fields)) made.append(key, value);
    return made;
  };

  // One record on its way: true when the server has it, else it says why not and keeps it.
  const deliver = async (words, row, token) => {
    const { status, told } = await ask(words.urls.records, {
      method: "POST", body: body({ client_id: row.client_id, record: row.body }), headers: { "X-CSRFToken": token },
    });
    if (told && told.client_id === row.client_id && status === 200) {
      await db.transaction("rw", db.outbox, db.visits, async () => {
        await db.outbox.delete(row.client_id);
        await db.visits.update(row.visit, { recorded: row.client_id, arrived: told.words });
      });
      return true;
    }
    if (status === 403 && !told) throw new Stop("server");
    await db.outbox.update(row.client_id, { reason: (told && told.reason) || "", is_refused: true });
    return false;
  };

  // A photo on its way, after its record; refused, it stays until somebody gives it up.
  const deliverPhoto = async (words, row, token) => {
    const made = body({ client_id: row.record });
    made.append("photo", new Blob([row.bytes], { type: "image/jpeg" }), "photo.jpg");
    const { status, told } = await ask(words.urls.photos, { method: "POST", body: made, headers: { "X-CSRFToken": token } });
    if (status === 200 && told && told.client_id === row.record) return db.photos.delete(row.record);
    if (status === 403 && !told) throw new Stop("server");
    return db.photos.update(row.record, { reason: (told && told.reason) || "", is_refused: true });
  };

  const dropPhoto = async (record) => {
    await db.photos.delete(record);
    await count();
  };

  // A record that was refused and handed in as a file is given up here; one that may still be sent is not.
  const dropRefused = (client_id) => inTurn(async () => {
    await db.transaction("rw", db.outbox, db.photos, db.visits, async () => {
      const one = await db.outbox.get(client_id);
      if (!one || !one.is_refused || !one.is_exported) return;
      await Promise.all([db.outbox.delete(client_id), db.photos.delete(client_id), db.visits.update(one.visit, { recorded: "" })]);
    });
    await count();
  });

  const sendAll = async (words, isForced) => {
    const hello = await greet(words);
    const mine = (one) => one.account === hello.account && (isForced || !one.is_refused);
    let sent = 0;
    for (const row of (await db.outbox.orderBy("made_at").toArray()).filter(mine)) {
      if (await deliver(words, row, hello.token)) sent += 1;
    }
    const waiting = new Set(await db.outbox.toCollection().primaryKeys());
    for (const row of (await db.photos.toArray()).filter((one) => mine(one) && !waiting.has(one.record))) {
      await deliverPhoto(words, row, hello.token);
    }
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
        const done = await sendAll(words, isForced);
        sent = done.sent;
        if (isFresh || done.sent || !(await get("expires_at"))) await fetchDay(words);
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

  // Everything that is unsent, photos as data: addresses beside the records that they belong to.
  const exported = async () => {
    const records = (await db.outbox.toArray()).map(({ client_id, account, body: told }) => ({ client_id, account, record: told }));
    const kept = await db.photos.toArray();
    const photos = await Promise.all(kept.map(async (one) => ({ record: one.record, account: one.account, photo: await inLetters(one.bytes) })));
    await db.outbox.filter((one) => one.is_refused).modify({ is_exported: true });
    return new Blob([JSON.stringify({ format: "minsheng-field-2", made_at: new Date().toISOString(), records, photos })], { type: "application/json" });
  };

  // Nothing of this person stays; false, and nothing happens, while something is unsent.
  const wipe = () => inTurn(async () => {
    if (await count()) return false;
    await db.delete();
    localStorage.removeItem(UNSENT);
    for (const name of await caches.keys()) if (name.startsWith(NAME)) await caches.delete(name);
    return true;
  });

  globalThis.fieldStore = { db, get, count, exchange, expire, record, exported, wipe, dropPhoto, dropRefused };
})();
