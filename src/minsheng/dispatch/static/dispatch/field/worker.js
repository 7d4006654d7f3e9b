// The field pages without network: the page and its files come from the phone, everything else from the server.
// `SHELL` (page, files, version) is said by the address that brings this file in.
"use strict";
const NAME = "minsheng-field";
const HELD = `${NAME}-${SHELL.version}`;

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
