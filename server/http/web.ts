import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Express } from 'express';
import expressStaticGzip from 'express-static-gzip';
import helmet from 'helmet';

/** Vite and Mantine write this word where the nonce of the answer goes (web/vite.config.ts). */
const noncePlaceholder = '__CSP_NONCE__';

/**
 * Serves the built web application: files under their hashed names for ever, compressed when it was built, and its one page, with a fresh nonce,
 * at every other address that a browser navigates to, so that deep links and reload work.
 */
export function mountWeb(
  app: Express,
  folder: string,
  options: { readonly reserved: readonly string[] },
): void {
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  app.use('/assets', helmet({ contentSecurityPolicy: workerPolicy, strictTransportSecurity: false }));
  app.use(
    '/assets',
    expressStaticGzip(join(folder, 'assets'), {
      enableBrotli: true,
      index: false,
      serveStatic: { immutable: true, maxAge: '1y', redirect: false },
    }),
  );
  app.get(offlineScript, helmet({ contentSecurityPolicy: offlinePolicy, strictTransportSecurity: false }));
  app.get(offlineScript, (_request, response) => {
    // Asked for anew each time: a script that stayed would keep old pages.
    response.sendFile(join(folder, offlineScript), { headers: { 'cache-control': 'no-cache' } });
  });
  app.get(/.*/, (request, response, next) => {
    const wantsPage = request.method === 'GET' && (request.get('accept') ?? '').includes('text/html');
    if (!wantsPage || options.reserved.some((prefix) => request.path.startsWith(prefix))) {
      next();
      return;
    }
    const nonce = randomBytes(16).toString('base64');
    pageHeaders(nonce)(request, response, () => {
      response.setHeader('permissions-policy', permissions(request.path === verifyPath));
      response.setHeader('cache-control', 'no-store');
      response.type('html').send(page.replaceAll(noncePlaceholder, nonce));
    });
  });
}

/**
 * Of a script it says what a worker made of it may do; for the page it means nothing. The worker that reads PDFs, which
 * may be hostile, may compile its image decoders and reach nothing at all: no address, not even ours.
 */
const workerPolicy = {
  useDefaults: false,
  directives: { defaultSrc: ["'none'"], scriptSrc: ["'self'", "'wasm-unsafe-eval'"] },
};

const verifyPath = '/verify';

/** Keeps the verification page for whoever has no net (web/src/verification/offline-worker.ts). */
const offlineScript = '/verify-offline.js';
const offlinePolicy = {
  useDefaults: false,
  directives: { defaultSrc: ["'none'"], connectSrc: ["'self'"] },
};

/** Codes on prints are read by camera on one page; nothing else that a browser can be asked for is ever wanted. */
const permissions = (mayScan: boolean): string =>
  [
    `camera=${mayScan ? '(self)' : '()'}`,
    ...['microphone', 'geolocation', 'payment', 'usb', 'serial', 'midi', 'display-capture'].map(
      (feature) => `${feature}=()`,
    ),
  ].join(', ');

function pageHeaders(nonce: string) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'", `'nonce-${nonce}'`],
        styleSrc: ["'self'", `'nonce-${nonce}'`],
        imgSrc: ["'self'", 'data:', 'blob:'],
        fontSrc: ["'self'"],
        // The one above, and the one that reads PDFs.
        workerSrc: ["'self'"],
        // The verification page asks the RPC address that its visitor chose.
        connectSrc: ["'self'", 'http:', 'https:'],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
}
