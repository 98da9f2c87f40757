import { writeFileSync } from 'node:fs';
import { apiTypes, type OpenApiDocument } from './api-types.ts';

/** `node web/scripts/generate-api-types.ts [URL of a running server]` writes web/src/api/schema.ts. */
const base = process.argv[2] ?? 'http://127.0.0.1:8080';
const response = await fetch(`${base}/openapi.json`);
if (!response.ok) throw new Error(`${base}/openapi.json answers ${response.status}.`);
writeFileSync(
  new URL('../src/api/schema.ts', import.meta.url),
  apiTypes((await response.json()) as OpenApiDocument),
);
