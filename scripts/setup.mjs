// Brings the checkout to a state in which `npm start` and `npm test` can run: packages, contracts, web application.
// Does only what is missing or out of date. Runs on Node 18 and later with npm 10 and later; no dependencies.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const inRoot = (...names) => join(root, ...names);
const readJson = (name) => JSON.parse(readFileSync(inRoot(name), 'utf8'));

/** Ours first: from the second round on, `node` is the Node 24 that the first one installed. */
const env = {
  ...process.env,
  PATH: inRoot('node_modules/.bin') + delimiter + process.env.PATH,
  HARDHAT_DISABLE_TELEMETRY: 'true',
};

/** Runs a program to its end, says what is done and that it goes on; ends us when it fails. */
async function step(title, program, args, extraEnv = {}) {
  const since = Date.now();
  const seconds = () => Math.round((Date.now() - since) / 1000);
  console.log(`${title}…`);
  const alive = setInterval(() => console.log(`  … ${seconds()} s`), 10_000);
  const child = spawn(program, args, {
    cwd: root,
    env: { ...env, ...extraEnv },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const failure = await new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(code === 0 ? undefined : `ended with ${signal ?? code}`));
  });
  clearInterval(alive);
  if (failure !== undefined) {
    console.error(`Set-up failed: ${title} (${failure}).`);
    process.exit(1);
  }
  console.log(`  done in ${seconds()} s`);
}

const musl = () => existsSync('/lib') && readdirSync('/lib').some((name) => name.startsWith('ld-musl-'));

/** Packages of the lock file that fit this platform and are not installed in that version. */
function missingPackages() {
  if (!existsSync(inRoot('node_modules/.package-lock.json')))
    return [{ path: 'all of them', optional: false }];
  const present = readJson('node_modules/.package-lock.json').packages;
  const libc = musl() ? 'musl' : 'glibc';
  const fits = (wanted, own) => wanted === undefined || wanted.includes(own);
  // The lock file does not always say which C library a package is for; its name does.
  const libcOf = (path, p) => p.libc ?? (path.includes('musl') ? ['musl'] : undefined);
  const forHere = (path, p) =>
    p.os !== undefined &&
    fits(p.os, process.platform) &&
    fits(p.cpu, process.arch) &&
    fits(libcOf(path, p), libc);
  return Object.entries(readJson('package-lock.json').packages)
    .filter(
      ([path, p]) => path !== '' && present[path]?.version !== p.version && (!p.optional || forHere(path, p)),
    )
    .map(([path, p]) => ({ path, optional: p.optional === true }));
}

// npm leaves out optional packages that ask for a newer Node than its own (Hardhat's engine): the second round runs
// under the Node 24 that the first installed.
const ROUNDS = ['Installing packages, about a minute the first time', 'Adding packages that need Node 24'];
for (const title of ROUNDS) {
  if (missingPackages().length === 0) break;
  const args = ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'];
  // Node itself comes by an install script.
  await step(title, 'npm', args, { npm_config_ignore_scripts: 'false' });
}
const missing = missingPackages();
if (missing.length > 0) {
  console.error(
    `These packages are still missing: ${missing
      .map(({ path }) => path)
      .join(', ')
      .slice(0, 500)}`,
  );
  if (missing.some(({ optional }) => !optional)) process.exit(1);
}

/** Name, size and time of every file below; a changed, added or deleted one changes it. */
function fingerprint(names) {
  const hash = createHash('sha256');
  const add = (path) => {
    const { size, mtimeMs } = statSync(path);
    hash.update(`${path}\0${size}\0${mtimeMs}\n`);
  };
  const walk = (path) => {
    if (!existsSync(path)) return;
    if (!statSync(path).isDirectory()) return add(path);
    for (const entry of readdirSync(path).sort()) {
      if (entry !== 'node_modules' && entry !== 'dist') walk(join(path, entry));
    }
  };
  for (const name of names) walk(inRoot(name));
  return hash.digest('hex');
}

/** Builds when the result is not there or the sources are not those of the last build. */
async function build({ name, title, sources, result, script, args }) {
  const stamp = inRoot('cache', `${name}.built`);
  const now = fingerprint(sources);
  if (existsSync(inRoot(result)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === now) return;
  await step(title, inRoot('node_modules/.bin/node'), [inRoot(script), ...args]);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, now);
}

await build({
  name: 'contracts',
  title: 'Building the contracts',
  sources: ['contracts', 'hardhat.config.ts', 'package-lock.json'],
  result: 'artifacts/contracts',
  script: 'node_modules/hardhat/dist/src/cli.js',
  args: ['build', '--quiet'],
});

if (existsSync(inRoot('web/index.html'))) {
  await build({
    name: 'web',
    title: 'Building the web application',
    sources: ['web', 'core', 'package-lock.json'],
    result: 'web/dist/index.html',
    script: 'node_modules/vite/bin/vite.js',
    args: ['build', 'web', '--logLevel', 'warn'],
  });
}
