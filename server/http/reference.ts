import type { Express } from 'express';
import helmet from 'helmet';
import { problemCatalogue } from './problem.ts';

interface Operation {
  readonly summary?: string;
  readonly tags?: string[];
  readonly security?: Record<string, string[]>[];
}

/** `/docs`: the reference as one plain page without script, made from the OpenAPI document. */
export function mountReference(app: Express, document: { paths?: object; info: { version: string } }): void {
  const page = render(document);
  app.get(
    '/docs',
    helmet({
      contentSecurityPolicy: {
        useDefaults: false,
        directives: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], frameAncestors: ["'none'"] },
      },
      strictTransportSecurity: false,
    }),
    (_request, response) => {
      response.type('html').send(page);
    },
  );
}

const text = (value: string) => value.replace(/[&<>"]/g, (c) => `&#${c.charCodeAt(0)};`);

function render(document: { paths?: object; info: { version: string } }): string {
  const rows = new Map<string, string[]>();
  for (const [path, item] of Object.entries(document.paths ?? {})) {
    for (const [method, operation] of Object.entries(item as Record<string, Operation>)) {
      const tag = operation.tags?.[0] ?? 'Other';
      const needs = operation.security?.flatMap((s) => s['client'] ?? []).join(', ');
      const who = operation.security?.length === 0 ? 'anyone' : needs === '' ? 'signed in' : (needs ?? '');
      const row = `<tr><td><code>${method.toUpperCase()} /api/v1${text(path)}</code></td><td>${text(operation.summary ?? '')}</td><td>${text(who)}</td></tr>`;
      rows.set(tag, [...(rows.get(tag) ?? []), row]);
    }
  }
  const sections = [...rows].map(
    ([tag, list]) =>
      `<h2>${text(tag)}</h2><table><thead><tr><th>Request</th><th>What it does</th><th>Needs</th></tr></thead><tbody>${list.join('')}</tbody></table>`,
  );
  const problems = problemCatalogue()
    .map(
      (p) =>
        `<tr id="problem-${p.code}"><td><code>${p.code}</code></td><td>${p.status}</td><td>${text(p.title)}</td></tr>`,
    )
    .join('');
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>OpenPouch API</title>
<style>body{font:16px/1.5 system-ui,sans-serif;max-width:72rem;margin:2rem auto;padding:0 1rem;color:#1c2330}table{border-collapse:collapse;width:100%;margin-bottom:2rem}th,td{text-align:left;vertical-align:top;padding:.4rem .6rem;border-bottom:1px solid #d8dde6}code{font-size:.9em}h1{font-size:1.6rem}h2{font-size:1.1rem}@media(prefers-color-scheme:dark){body{background:#14181f;color:#e6e9ef}th,td{border-color:#2c3442}a{color:#8ab4ff}}</style></head>
<body><h1>OpenPouch API ${text(document.info.version)}</h1><p>Machine-readable: <a href="/openapi.json">openapi.json</a>. Systems get an access token with OAuth 2 client credentials at <code>POST /api/v1/oauth/token</code>; people sign in with <code>POST /api/v1/sessions</code>. Requests that create something carry an <code>Idempotency-Key</code>.</p>
${sections.join('')}<h2>Problems (RFC 9457)</h2><table><thead><tr><th>Code</th><th>Status</th><th>Meaning</th></tr></thead><tbody>${problems}</tbody></table></body></html>`;
}
