// Completes package-lock.json after `npm install NAME`: npm writes down only those optional packages that fit the
// platform it runs on, and `npm ci` of npm 11.9 and later then fails on any other ("Missing: … from lock file").
// Run it whenever the lock file changed: `node scripts/complete-lock.mjs`.
import { readFileSync, writeFileSync } from 'node:fs';

const SYSTEMS = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'win32',
  windows: 'win32',
  android: 'android',
  freebsd: 'freebsd',
};
const PROCESSORS = {
  x64: 'x64',
  amd64: 'x64',
  arm64: 'arm64',
  arm: 'arm',
  ia32: 'ia32',
  riscv64: 'riscv64',
  ppc64: 'ppc64',
  s390x: 's390x',
};

/** What a package is for, by the words of its name: `@scope/tool-linux-arm64-musl`. */
function platformOf(name) {
  const words = name.split(/[-/]/);
  const find = (table) => words.map((word) => table[word]).find(Boolean);
  const libc = words.includes('musl') || words.includes('linuxmusl') ? 'musl' : undefined;
  return { os: find(SYSTEMS), cpu: find(PROCESSORS), libc };
}

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const { packages } = lock;
let added = 0;
for (const [path, parent] of Object.entries({ ...packages })) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    if (packages[`${path}/node_modules/${name}`] || packages[`node_modules/${name}`]) continue;
    const { os, cpu, libc } = platformOf(name);
    if (os === undefined) {
      console.warn(`Left out, its name tells no system: ${name}`);
      continue;
    }
    packages[`node_modules/${name}`] = {
      version: version.replace(/^[~^]/, ''),
      ...(cpu && { cpu: [cpu] }),
      ...(parent.dev && { dev: true }),
      ...(libc && { libc: [libc] }),
      optional: true,
      os: [os],
    };
    added++;
  }
}
// npm keeps the packages in this order; another one would show as a change of everything.
lock.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => a.localeCompare(b, 'en')));
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
console.log(`Packages added to the lock file: ${added}`);
