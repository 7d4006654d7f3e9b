// What a phone keeps about people lies there sealed: AES-GCM, with keys that no script can read out. An account has one
// key for the visits of its days and one for what it has not sent; who destroys a key has destroyed what it sealed.
// WebCrypto ends a transaction of IndexedDB by being waited for: seal first, then write, and write only if the key stands.
(() => {
  "use strict";
  const CIPHER = "AES-GCM";
  const IV_BYTES = 12;
  const letters = new TextEncoder();
  const words = new TextDecoder();

  // Browsers hand out WebCrypto at https and at localhost alone.
  const isPossible = Boolean(globalThis.isSecureContext && globalThis.crypto && crypto.subtle);

  // What may lie open: ids, times and states. Whatever else a row holds is sealed.
  const OPEN = {
    visits: ["id", "recorded"],
    drafts: ["visit"],
    outbox: ["client_id", "account", "visit", "made_at", "is_refused", "is_exported"],
    photos: ["record", "account", "is_refused"],
    meta: ["key"],
  };
  const ID = { visits: "id", drafts: "visit", outbox: "client_id", photos: "record", meta: "key" };

  const newId = () => {
    if (crypto.randomUUID) return crypto.randomUUID();
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    const hex = Array.from(bytes, (one) => one.toString(16).padStart(2, "0")).join("");
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  };

  const fieldSeal = (db) => {
    // The key of an account for a purpose ("day", "unsent"), made where there is none; tabs that ask at once get the same.
    const keyFor = async (account, purpose) => {
      const id = `${account}/${purpose}`;
      const known = await db.keys.get(id);
      if (known) return known;
      const key = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ["encrypt", "decrypt"]);
      const made = { id, purpose, mark: newId(), key };
      return db.transaction("rw", db.keys, async () => {
        const other = await db.keys.get(id);
        if (!other) await db.keys.add(made);
        return other || made;
      });
    };

    // Whether a key still stands; to be asked in the transaction that writes what it sealed.
    const stands = async ({ mark }) => (await db.keys.where("mark").equals(mark).count()) > 0;

    const destroy = (purpose) => db.keys.where("purpose").equals(purpose).delete();

    // All keys by their marks, for opening. Kept nowhere: a key that was destroyed opens nothing from then on.
    const ring = async () => new Map((await db.keys.toArray()).map(({ mark, key }) => [mark, key]));

    const closeBytes = async ({ mark, key }, place, bytes) => {
      const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
      const bound = { name: CIPHER, iv, additionalData: letters.encode(place) };
      return { mark, iv, bytes: new Uint8Array(await crypto.subtle.encrypt(bound, key, bytes)) };
    };

    const openBytes = (keys, place, { mark, iv, bytes }) => (
      crypto.subtle.decrypt({ name: CIPHER, iv, additionalData: letters.encode(place) }, keys.get(mark), bytes)
    );

    // A row as it may be kept. What is sealed is bound to its table and id: moved elsewhere it does not open.
    const closed = async (key, table, row) => {
      const place = `${table}/${row[ID[table]]}`;
      const made = {};
      const hidden = {};
      for (const [name, value] of Object.entries(row)) {
        if (OPEN[table].includes(name)) made[name] = value;
        else if (value instanceof Uint8Array) made[name] = await closeBytes(key, `${place}/${name}`, value);
        else hidden[name] = value;
      }
      made.sealed = await closeBytes(key, place, letters.encode(JSON.stringify(hidden)));
      return made;
    };

    // The row again as it was. One of an earlier version, which sealed nothing, is what it is; `is_unreadable`: no key opens it.
    const opened = async (keys, table, row) => {
      if (!row || !row.sealed) return row;
      const place = `${table}/${row[ID[table]]}`;
      const made = {};
      try {
        for (const [name, value] of Object.entries(row)) {
          if (name === "sealed") Object.assign(made, JSON.parse(words.decode(await openBytes(keys, place, value))));
          else if (value && value.mark) made[name] = new Uint8Array(await openBytes(keys, `${place}/${name}`, value));
          else made[name] = value;
        }
        return made;
      } catch {
        return { ...Object.fromEntries(OPEN[table].map((name) => [name, row[name]])), is_unreadable: true };
      }
    };

    return { keyFor, stands, destroy, ring, closed, opened };
  };

  globalThis.fieldSeal = Object.assign(fieldSeal, { isPossible, newId });
})();
