import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'vite';
import { readTrust } from './verifier/trust-file.ts';

/**
 * Packs the verifier, command and library, as one npm package without dependencies:
 * `node scripts/pack-verifier.ts [--to FOLDER] [--trust FILE]`. A trust list that is packed with it is used where
 * `--trust` is not said. Prints the path of the package.
 */
const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({ options: { to: { type: 'string' }, trust: { type: 'string' } } });
const to = resolve(values.to ?? '.');
const dir = mkdtempSync(join(tmpdir(), 'openpouch-pack-'));

try {
  const built = await build({
    configFile: false,
    root,
    logLevel: 'warn',
    build: {
      ssr: true,
      outDir: dir,
      emptyOutDir: false,
      target: 'node20',
      minify: true,
      rollupOptions: {
        input: {
          cli: 'scripts/openpouch.ts',
          index: 'scripts/verifier/library.ts',
          'judge-worker': 'scripts/verifier/judge-worker.ts',
        },
        output: { entryFileNames: '[name].js', chunkFileNames: 'shared.js', banner },
      },
    },
    // One package that needs no other.
    ssr: { noExternal: true, target: 'node' },
  });
  writeTypes();
  writeFileSync(join(dir, 'LICENSES-OF-OTHERS.txt'), licensesOf(modulesOf(built)));
  const { version, license } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    version: string;
    license: string;
  };
  const packageJson = {
    ...{ name: 'openpouch', version, license, type: 'module' },
    description:
      'Verifies certificates of origin and other documents of OpenPouch, offline but for the chain.',
    bin: { openpouch: 'cli.js' },
    exports: { '.': { types: './index.d.ts', default: './index.js' } },
    engines: { node: '>=20.12' },
    files: ['*.js', '*.d.ts', '*.txt', 'trust.json'],
  };
  writeFileSync(join(dir, 'package.json'), JSON.stringify(packageJson, null, 2));
  copyFileSync(join(root, 'LICENSE'), join(dir, 'LICENSE'));
  copyFileSync(join(root, 'scripts/verifier/package/README.md'), join(dir, 'README.md'));
  if (values.trust !== undefined)
    writeFileSync(join(dir, 'trust.json'), JSON.stringify(await readTrust(values.trust)));
  mkdirSync(to, { recursive: true });
  const packed = execFileSync('npm', ['pack', '--silent', '--pack-destination', to], {
    cwd: dir,
    encoding: 'utf8',
  });
  console.log(join(to, packed.trim()));
} finally {
  rmSync(dir, { recursive: true, force: true });
}

/** The command's first line, and what Node 20 lacks of what the sources use. */
function banner({ name, isEntry }: { readonly name: string; readonly isEntry: boolean }): string {
  const shebang = isEntry && name === 'cli' ? '#!/usr/bin/env node\n' : '';
  return `${shebang}Promise.withResolvers??=function(){let r={};r.promise=new this((a,b)=>{r.resolve=a;r.reject=b});return r};`;
}

function modulesOf(built: Awaited<ReturnType<typeof build>>): string[] {
  const outputs = [built].flat().flatMap((one) => ('output' in one ? one.output : []));
  return outputs.flatMap((one) => (one.type === 'chunk' ? one.moduleIds : []));
}

/** What is bundled is others' work, whose licenses ask to be told. */
function licensesOf(modules: readonly string[]): string {
  const folders = modules.flatMap((id) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(id)?.[0] ?? []);
  return [...new Set(folders)]
    .sort()
    .map((folder) => {
      const file = readdirSync(folder).find((name) => /^licen[cs]e(\.(md|txt))?$/i.test(name));
      const { name, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
        name: string;
        license?: string;
      };
      const text = file === undefined ? '' : `\n\n${readFileSync(join(folder, file), 'utf8').trim()}`;
      return `${name}: ${license ?? 'see below'}${text}\n`;
    })
    .join(`\n${'-'.repeat(80)}\n\n`);
}

/** The types as they stand: they name nothing of another file. */
function writeTypes(): void {
  copyFileSync(join(root, 'scripts/verifier/library-types.ts'), join(dir, 'library-types.d.ts'));
  writeFileSync(
    join(dir, 'index.d.ts'),
    `import type { CreateVerifier } from './library-types.js';
export type * from './library-types.js';
export declare const createVerifier: CreateVerifier;
`,
  );
}
