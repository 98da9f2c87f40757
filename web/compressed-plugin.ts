import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress } from 'node:zlib';
import type { Plugin } from 'vite';

/** Web fonts and pictures are compressed already. */
const WORTH = /\.(?:m?js|css|svg|json|ttf|wasm)$/;

const compress = promisify(brotliCompress);

/** Writes each file once more, compressed as well as can be, for the server to send (server/http/web.ts). */
export const compressed: Plugin = {
  name: 'compressed',
  apply: 'build',
  writeBundle: {
    order: 'post',
    async handler({ dir = '' }, bundle) {
      const names = Object.keys(bundle).filter((name) => WORTH.test(name));
      await Promise.all(
        names.map(async (name) => {
          await writeFile(join(dir, `${name}.br`), await compress(await readFile(join(dir, name))));
        }),
      );
    },
  },
};
