import { createHash } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import type { Plugin, Rolldown } from 'vite';

/** Address of the script, beside the page. */
const SCRIPT = 'verify-offline.js';
const source = fileURLToPath(new URL('./src/verification/offline-worker.ts', import.meta.url));
/** What the page loads when it is needed: what judges, each language, and the decoder of codes. */
const LATER =
  /\/src\/verification\/|\/core\/credential\.ts$|\/src\/text\/\w+\/index\.ts$|\/node_modules\/qr\//;
const PAGE = /\/src\/verification\/verify-page\.tsx$/;
/** The latin ones, as whoever writes otherwise has the system's fonts; and the mark in the browser's tab. */
const FONTS_AND_MARK = /sans-latin(-ext)?-wght-normal-.*\.woff2$|\/mark-[^/]*\.svg$/;

/** Writes the service worker of the verification page, with the names of the files that the page is made of. */
export const offlinePage: Plugin = {
  name: 'offline-page',
  apply: 'build',
  buildStart() {
    this.emitFile({ type: 'chunk', id: source, fileName: SCRIPT });
  },
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const script = bundle[SCRIPT];
      if (script?.type !== 'chunk') throw new Error(`${SCRIPT} was not built.`);
      if (script.imports.length > 0) throw new Error(`${SCRIPT} must be a script by itself.`);
      const files = filesOf(bundle);
      const version = createHash('sha256').update(files.join('\n')).digest('hex').slice(0, 12);
      script.code = script.code
        .replaceAll('__OFFLINE_FILES__', JSON.stringify(files))
        .replaceAll('__OFFLINE_VERSION__', JSON.stringify(version));
    },
  },
};

function filesOf(bundle: Rolldown.OutputBundle): string[] {
  const chunks = Object.values(bundle).filter((file) => file.type === 'chunk');
  const found = new Set<string>();
  const add = (chunk: Rolldown.OutputChunk): void => {
    if (found.has(chunk.fileName)) return;
    found.add(chunk.fileName);
    for (const name of chunk.imports) {
      const imported = bundle[name];
      if (imported?.type === 'chunk') add(imported);
    }
    for (const style of chunk.viteMetadata?.importedCss ?? []) found.add(style);
  };
  for (const chunk of chunks) {
    const holds = (pattern: RegExp) => chunk.moduleIds.some((id) => pattern.test(id));
    const isEntry = chunk.isEntry && chunk.fileName !== SCRIPT;
    if (isEntry || holds(PAGE) || (chunk.isDynamicEntry && holds(LATER))) add(chunk);
  }
  for (const name of Object.keys(bundle)) if (FONTS_AND_MARK.test(name)) found.add(name);
  if (found.size < 5) throw new Error('The files of the verification page were not found.');
  return [...found].map((name) => `/${name}`).sort();
}
