import { globSync, readFileSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { parseSync } from 'vite';

/** Who may import whom: the rules of docs/architecture.md, read from the sources themselves. */

const root = fileURLToPath(new URL('../..', import.meta.url));

interface Source {
  readonly path: string;
  readonly text: string;
  readonly lines: number;
}

interface Import {
  readonly from: string;
  /** A path from the root for a file of ours, else the name of a package or a built-in module. */
  readonly to: string;
  readonly ours: boolean;
  readonly typeOnly: boolean;
}

const sources: readonly Source[] = globSync('{core,server,scripts,test,web}/**/*.{ts,tsx,mjs}', {
  cwd: root,
  exclude: ['web/dist/**'],
}).map((path) => {
  const text = readFileSync(join(root, path), 'utf8');
  return { path, text, lines: text.split('\n').length - 1 };
});

const imports = sources.flatMap(importsOf);

function importsOf({ path, text }: Source): Import[] {
  const { module, errors } = parseSync(path, text);
  if (errors[0] !== undefined) throw new Error(`${path}: ${errors[0].message}`);
  const exported = module.staticExports.flatMap((one) => one.entries);
  return [
    ...module.staticImports.map((one) => {
      const typeOnly = one.entries.length > 0 && one.entries.every((entry) => entry.isType);
      return toImport(path, one.moduleRequest.value, typeOnly);
    }),
    ...exported.flatMap(({ moduleRequest: wanted, isType }) =>
      wanted ? [toImport(path, wanted.value, isType)] : [],
    ),
    ...module.dynamicImports.map(({ moduleRequest: { start, end } }) =>
      toImport(path, text.slice(start, end).replace(/^['"`]|['"`]$/g, ''), false),
    ),
  ];
}

function toImport(from: string, wanted: string, typeOnly: boolean): Import {
  const ours = wanted.startsWith('.');
  return { from, to: ours ? join(dirname(from), wanted) : wanted, ours, typeOnly };
}

/**
 * Folders of the server that know nothing of the work that it does. `records` is what all features write through:
 * the tables of records and their trail.
 */
const technical = /^server\/(http|database|chain|content|keys|embedded|records)\//;
/** Words that all of the server speaks: who sends a request and what it may, the log, the types of what is composed. */
const vocabulary = /^server\/(access\/scopes|log|context)\.ts$/;
const featureOf = (path: string): string | undefined =>
  technical.test(path) ? undefined : /^server\/(\w+)\//.exec(path)?.[1];
const isIndex = (path: string): boolean => /^server\/\w+\/index\.ts$/.test(path);
const isTest = (path: string): boolean => path.startsWith('test/');
const isScript = (path: string): boolean => path.startsWith('scripts/');

/** What runs in a browser and on the command line as well: no more than these. */
const packagesOfCore = ['@noble/hashes', '@sd-jwt/core', 'canonicalize', 'jose', 'zod'];
const isPackage = (to: string, names: readonly string[]): boolean =>
  names.some((name) => to === name || to.startsWith(`${name}/`));

/** Each rule tells of one import whether it breaks it. */
const rules: Readonly<Record<string, (one: Import) => boolean>> = {
  'core imports nothing of ours, nothing of Node and few packages': ({ from, to, ours }) =>
    from.startsWith('core/') &&
    (ours ? !to.startsWith('core/') : isBuiltin(to) || !isPackage(to, packagesOfCore)),

  'technical folders import core and technical folders': ({ from, to, ours }) =>
    technical.test(from) &&
    ours &&
    !(to.startsWith('core/') || technical.test(to) || (vocabulary.test(to) && !to.endsWith('context.ts'))),

  'features import core, technical folders, and other features through their index': ({ from, to, ours }) => {
    const feature = featureOf(from);
    if (feature === undefined || !ours) return false;
    const allowed =
      to.startsWith('core/') ||
      technical.test(to) ||
      vocabulary.test(to) ||
      featureOf(to) === feature ||
      (featureOf(to) !== undefined && isIndex(to));
    return !allowed;
  },

  'the words that all speak import types alone': ({ from, typeOnly, to }) =>
    vocabulary.test(from) && !typeOnly && to !== 'pino',

  'only main, tests and scripts import compose': ({ from, to, typeOnly }) =>
    to === 'server/compose.ts' &&
    !(from === 'server/main.ts' || isTest(from) || isScript(from)) &&
    // What `npm start` prints is told of the application what compose returns.
    !(from === 'server/welcome.ts' && typeOnly),

  'nobody imports main, and the server imports no tests, scripts or pages': ({ from, to, ours }) =>
    ours && (to === 'server/main.ts' || (from.startsWith('server/') && /^(test|scripts|web)\//.test(to))),

  'web imports core and its own': ({ from, to, ours }) =>
    from.startsWith('web/src/') && (ours ? !/^(core|web\/src)\//.test(to) : isBuiltin(to)),

  'Express stays in server/http, the application and who authenticates its requests': ({ from, to }) =>
    isPackage(to, ['express', 'helmet', 'express-rate-limit']) &&
    from.startsWith('server/') &&
    !/^server\/(http\/|app\.ts$|compose\.ts$|access\/authenticate\.ts$)/.test(from),

  'ethers stays where transactions are made and read': ({ from, to }) =>
    isPackage(to, ['ethers']) && !/^(server\/(chain|anchoring)|scripts|test)\//.test(from),

  'database packages are imported where SQL is written': ({ from, to }) =>
    isPackage(to, ['kysely', 'pg']) && from.startsWith('server/') && !mayHoldSql(from),
};

/** Stores write SQL, and of what is read together the views; these besides, each for its reason. */
const sqlElsewhere: Readonly<Record<string, string>> = {
  'server/access/access-service.ts': 'NOTIFY that access has ended',
  'server/anchoring/anchoring-lock.ts': 'the advisory lock of the one process that anchors',
  'server/anchoring/journal.ts': 'what the embedded chain is replayed from',
  'server/anchoring/send-through-outbox.ts': 'waits for rows of the outbox',
  'server/audit/sealing.ts': 'columns that others select beside their own',
  'server/audit/trail.ts': 'a read of events with their proofs',
  'server/compose.ts': 'readiness, the backlog, old answers',
  'server/demonstration/seed.ts': 'its one row of the installation',
  'server/embedded/postgres.ts': 'asks whether the server answers',
  'server/http/idempotency.ts': 'stored answers',
  'server/installation.ts': 'the rows of the installation',
  'server/records/recorder.ts': 'appends events',
  'server/services.ts': 'creates the database',
  'server/sharing/reader-keys.ts': 'keys of documents beside who may read them',
  'server/sharing/through-access.ts': 'access that follows from other access',
  'server/verification/bundle.ts': 'a read of what a bundle holds',
};
const mayHoldSql = (path: string): boolean =>
  /^server\/database\/|-(store|views)\.ts$/.test(path) || path in sqlElsewhere;
const query = /\.(?:selectFrom|insertInto|updateTable|deleteFrom)\(|\bsql(?:<[^`]*>)?`/;

/** Who may read the environment. */
const environment = /^(server\/main\.ts|scripts\/.*|test\/.*|web\/vite\.config\.ts)$/;
const environmentElsewhere: Readonly<Record<string, string>> = {
  'server/embedded/chain-process.ts': 'PATH and HOME for the process that it starts',
};

/** Longer than 400 lines for a reason. */
const long: Readonly<Record<string, string>> = {
  'web/src/api/schema.ts': 'generated, a line for each type',
  'server/database/tables.ts': 'all tables in one place, as the migrations have them',
  'test/api/certificates.test.ts': 'one life of a certificate, told in order',
  'test/api/documents.test.ts': 'one life of a document, told in order',
};

describe('the architecture', () => {
  it('is read from the sources', () => {
    expect(sources.length).to.be.greaterThan(300);
    expect(imports.filter(({ ours }) => ours).length).to.be.greaterThan(800);
    for (const path of [
      ...Object.keys(sqlElsewhere),
      ...Object.keys(environmentElsewhere),
      ...Object.keys(long),
    ]) {
      expect(
        sources.map((source) => source.path),
        'an exception for a file that is gone',
      ).to.include(path);
    }
  });

  for (const [rule, breaks] of Object.entries(rules)) {
    it(rule, () => {
      expect(imports.filter(breaks).map(({ from, to }) => `${from} imports ${to}`)).to.deep.equal([]);
    });
  }

  it('finds a break of each rule', () => {
    const examples: readonly (readonly [from: string, to: string])[] = [
      ['core/event.ts', 'node:crypto'],
      ['server/http/mount.ts', 'server/pouches/index.ts'],
      ['server/pouches/pouch-service.ts', 'server/sharing/share-service.ts'],
      ['server/log.ts', 'server/app.ts'],
      ['server/app.ts', 'server/compose.ts'],
      ['server/app.ts', 'test/fixtures/server.ts'],
      ['web/src/main.tsx', 'server/access/scopes.ts'],
      ['server/pouches/pouch-service.ts', 'express'],
      ['server/pouches/pouch-service.ts', 'ethers'],
      ['server/pouches/pouch-service.ts', 'kysely'],
    ];
    const breaks = Object.values(rules);
    expect(examples.length).to.equal(breaks.length);
    for (const [index, [from, to]] of examples.entries()) {
      const one = { from, to, ours: to.includes('.ts'), typeOnly: false };
      expect(breaks[index]?.(one), `${from} imports ${to}`).to.equal(true);
    }
    const edge = (from: string, to: string): Import => ({ from, to, ours: true, typeOnly: true });
    expect(cyclesIn([edge('a', 'b'), edge('b', 'c'), edge('c', 'b')])).to.deep.equal(['b → c → b']);
  });

  it('has SQL in stores and views, and nowhere else but for a reason', () => {
    const holders = sources.filter(({ path, text }) => path.startsWith('server/') && query.test(text));
    expect(holders.length).to.be.greaterThan(15);
    expect(holders.map(({ path }) => path).filter((path) => !mayHoldSql(path))).to.deep.equal([]);
  });

  it('reads the environment once', () => {
    const readers = sources.filter(({ text }) => /\bprocess\.env\b/.test(text)).map(({ path }) => path);
    expect(
      readers.filter((path) => !environment.test(path) && !(path in environmentElsewhere)),
    ).to.deep.equal([]);
  });

  it('has no cycles', () => {
    expect(cyclesIn(imports.filter(({ ours }) => ours))).to.deep.equal([]);
  });

  it('has no file above 400 lines but for a reason', () => {
    const found = sources.filter(({ path, lines }) => lines > 400 && !(path in long));
    expect(found.map(({ path, lines }) => `${path}: ${lines}`)).to.deep.equal([]);
  });
});

/** Depth first; imports of types count too, as what cannot be understood without each other belongs together. */
function cyclesIn(edges: readonly Import[]): string[] {
  const next = Map.groupBy(edges, ({ from }) => from);
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (path: string, above: readonly string[]): void => {
    const start = above.indexOf(path);
    if (start >= 0) found.push([...above.slice(start), path].join(' → '));
    if (start >= 0 || done.has(path)) return;
    for (const { to } of next.get(path) ?? []) visit(to, [...above, path]);
    done.add(path);
  };
  for (const path of next.keys()) visit(path, []);
  return found;
}
