#!/usr/bin/env node
// The system's Node may be too old to run TypeScript: the one that was installed with the packages does.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const node = here('../node_modules/.bin/node');
if (!existsSync(node)) {
  console.error('OpenPouch is not set up: run `npm start` or `node scripts/setup.mjs` once.');
  process.exit(64);
}
const child = spawn(node, [here('../scripts/openpouch.ts'), ...process.argv.slice(2)], { stdio: 'inherit' });
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(code ?? (signal === null ? 1 : 130)));
