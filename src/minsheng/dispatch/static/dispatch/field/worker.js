// The field pages without network: the page and its files come from the phone, everything else from the server.
// `SHELL` (page, files, version) is said by the address that brings this file in, and what a phone keeps (store.js).
"use strict";
const NAME = "minsheng-field";
const HELD = `${NAME}-${SHELL.version}`;

// Whatever wakes this worker also clears away visits that have outstayed their time: the page need not be opened for it.
// The phone's data are opened only where there are any, and closed again, so that signing out can delete them.
const holds = async () => (indexedDB.databases ? (await indexedDB.databases()).some((one) => one.name === NAME) : Dexie.exists(NAME));
let clearing = null;
const clear = () => {
  clearing ??= (async () => {
    try {
      if (await holds()) await fieldStore.expire();
    } catch { /* the next event tries again */ } finally {
      fieldStore.db.close({ disableAutoOpen: false });
      clearing = null;
    }
  })();
  return clearing;
};
for (const kind of ["install", "activate", "fetch", "message", "sync", "periodicsync"]) {
  self.addEventListener(kind, (event) => event.waitUntil(clear()));
}

self.addEventListener("install", (event) => {
  event.waitUntil((async () => {
    const held = await caches.open(HELD);
    await held.addAll([SHELL.page, ...SHELL.files].map((address) => new Request(address, { cache: "reload" })));
    await self.skipWaiting();
  })());
});

self.addEventListener("activate", (event) => {
  event.waitUntil((async () => {
    for (const name of await caches.keys()) if (name.startsWith(NAME) && name !== HELD) await caches.delete(name);
    await self.clients.claim();
  })());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  const isPage = request.mode === "navigate" && pathname === SHELL.page;
  if (!isPage && !SHELL.files.includes(pathname)) return;
  event.respondWith((async () => {
    const held = await caches.open(HELD);
    return (await held.match(isPage ? SHELL.page : pathname)) || fetch(request);
  })());
});
