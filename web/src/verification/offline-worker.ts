/**
 * Keeps the verification page's own files, so that it opens and judges without a net. A script by itself: the build puts
 * in which files these are (web/offline-plugin.ts), and another set of files is another script, hence another cache.
 *
 * It keeps the page, its scripts, styles and fonts, and what the installation says whom to trust: nothing of the
 * application, no answer of the API, nothing that a visitor verified. It is registered for /verify alone.
 */

/** Of the types that only a service worker has (no other file is one), as far as they are used here. */
interface Lifetime {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Lifetime {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface Worker {
  addEventListener(type: 'install' | 'activate', listener: (event: Lifetime) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  readonly clients: { claim(): Promise<void> };
}

declare const __OFFLINE_FILES__: readonly string[];
declare const __OFFLINE_VERSION__: string;

const worker = globalThis as unknown as Worker;
const PAGE = '/verify';
const TRUST = '/.well-known/openpouch.json';
const PREFIX = 'openpouch-verify-';
const CACHE = PREFIX + __OFFLINE_VERSION__;
const files = new Set(__OFFLINE_FILES__);

worker.addEventListener('install', (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(CACHE);
      await cache.addAll([new Request(PAGE, { headers: { accept: 'text/html' } }), TRUST, ...files]);
    })(),
  );
});

worker.addEventListener('activate', (event) => {
  event.waitUntil(
    (async () => {
      const old = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== CACHE);
      await Promise.all(old.map((name) => caches.delete(name)));
      await worker.clients.claim();
    })(),
  );
});

worker.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== location.origin) return;
  if (request.mode === 'navigate' && pathname === PAGE) event.respondWith(fresh(request, PAGE));
  else if (pathname === TRUST) event.respondWith(fresh(request, TRUST));
  else if (files.has(pathname)) event.respondWith(kept(request));
});

/** Files have the hash of what is in them in their names. */
const kept = async (request: Request): Promise<Response> =>
  (await caches.match(request.url, { cacheName: CACHE, ignoreVary: true })) ?? fetch(request);

/** As the server says it now; without it, as it said last. What was kept is what it says without a visitor's query. */
async function fresh(request: Request, name: string): Promise<Response> {
  try {
    const answer = await fetch(request);
    if (name === TRUST && answer.ok) await (await caches.open(CACHE)).put(name, answer.clone());
    if (answer.status < 500) return answer;
  } catch {
    // No net: below.
  }
  return (await caches.match(name, { cacheName: CACHE, ignoreVary: true })) ?? Response.error();
}
