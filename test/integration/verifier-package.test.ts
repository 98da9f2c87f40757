import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { SaxesParser } from 'saxes';
import type { FileVectors } from './vectors/file-vectors.ts';
import { serveTranscripts } from './vectors/recorded-endpoints.ts';
import type { VerificationVectors } from './vectors/verification-vectors.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const vectors = JSON.parse(
  readFileSync(join(root, 'test/vectors/verification.json'), 'utf8'),
) as VerificationVectors;

/** The packed verifier as a stranger has it: installed from its file, with recorded endpoints and no server of ours. */
describe('the packed verifier', () => {
  let dir = '';
  let chain: Awaited<ReturnType<typeof serveTranscripts>>;
  let packed = '';

  const run = async (command: string, ...words: string[]) => {
    const child = spawn(command, words, {
      cwd: dir,
      env: { ...process.env, PATH: `${dirname(process.execPath)}:${process.env['PATH']}` },
    });
    const [output, errors, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'close'),
    ]);
    return { code: Number(code), output, errors };
  };
  const verify = (...words: string[]) =>
    run(join(dir, 'node_modules/.bin/openpouch'), 'verify', '--trust', 'trust.json', ...words);
  const on = (...names: string[]) => names.flatMap((name) => ['--rpc', chain.url(name)]);
  const caseOf = (name: string) => {
    const found = vectors.cases.find((one) => one.name === name);
    if (found === undefined) throw new Error(`no case ${name}`);
    return found;
  };
  const put = (path: string, content: string | Uint8Array) => {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), content);
  };
  const putProof = (path: string, name: string) => put(path, JSON.stringify(caseOf(name).bundle));

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'openpouch package '));
    chain = await serveTranscripts(vectors);
    const { code, output, errors } = await run(
      process.execPath,
      join(root, 'scripts/pack-verifier.ts'),
      '--to',
      dir,
    );
    expect({ code, errors }).to.deep.equal({ code: 0, errors: '' });
    packed = output.trim().split('\n').at(-1) ?? '';
    put('package.json', '{"type":"module","private":true}');
    const installed = await run('npm', 'install', '--offline', '--no-audit', '--no-fund', packed);
    expect(installed.code, installed.errors).to.equal(0);

    // Recorded heads grow old: whoever trusts these does not ask their age.
    put('trust.json', JSON.stringify(vectors.trust['head of any age']));
    put('folder/a/good.pdf', Buffer.from(caseOf('a rendition').file ?? '', 'base64'));
    put('folder/b/invoice.txt', Buffer.from(caseOf('a document').file ?? '', 'base64'));
    putProof('folder/b/invoice.txt.proof.json', 'a document');
    putProof('folder/c/proof.json', 'a certificate');
    put('folder/.hidden', 'no file of the folder');
    putProof('revoked.json', 'a revoked certificate');
    put('evil<&"\u0007.txt', 'no proof');
  });
  after(() => {
    chain.close();
    rmSync(dir, { recursive: true, force: true });
  });

  it('is one small package without dependencies, with its types and the licenses of what is in it', async () => {
    expect(statSync(packed).size).to.be.lessThan(150_000);
    const installed = join(dir, 'node_modules/openpouch');
    const { dependencies } = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8')) as {
      dependencies?: object;
    };
    expect(dependencies).to.equal(undefined);
    const licenses = readFileSync(join(installed, 'LICENSES-OF-OTHERS.txt'), 'utf8');
    expect(licenses).to.include('@sd-jwt/core').and.to.include('@noble/hashes');

    put(
      'use.ts',
      `import { createVerifier, type Verdict } from 'openpouch';
const verifier = createVerifier({ trust: { deployments: [] }, rpc: ['http://127.0.0.1:1'] });
const verdict: Verdict = await verifier.verify({ proof: '{}' });
// @ts-expect-error: there is no such outcome
if (verdict.outcome === 'genuine') verifier.close();
`,
    );
    const words = [
      '--ignoreConfig',
      '--strict',
      '--noEmit',
      '--module',
      'nodenext',
      '--target',
      'es2024',
      'use.ts',
    ];
    const types = await run(join(root, 'node_modules/.bin/tsc'), ...words);
    expect(types.output).to.equal('');
    expect(types.code).to.equal(0);
  });

  it('is a library that comes to the outcomes of every case', async () => {
    put('cases.json', JSON.stringify({ trust: vectors.trust, cases: vectors.cases }));
    put(
      'use.js',
      `import { readFileSync } from 'node:fs';
import { createVerifier } from 'openpouch';
const { trust, cases } = JSON.parse(readFileSync('cases.json', 'utf8'));
for (const one of cases.filter(({ endpoints }) => endpoints.join() === 'node')) {
  const verifier = createVerifier({ trust: trust[one.trust], rpc: process.argv[2] });
  const input = { file: one.file === undefined ? undefined : Buffer.from(one.file, 'base64'), proof: one.bundle };
  const { outcome } = await verifier.verify(input, new Date(1000 * one.now));
  if (outcome !== one.outcome) console.log(one.name, outcome);
  verifier.close();
}
`,
    );
    expect(await run(process.execPath, 'use.js', chain.url('node'))).to.deep.equal({
      code: 0,
      output: '',
      errors: '',
    });
  });

  it('judges archives and exported trails in memory as the command does files, and asks the chain once for all parts', async () => {
    const files = JSON.parse(readFileSync(join(root, 'test/vectors/files.json'), 'utf8')) as FileVectors;
    const recorded = await serveTranscripts(files);
    try {
      put('files.json', JSON.stringify(files));
      put('pouch.zip', Buffer.from(files.cases[0]?.file ?? '', 'base64'));
      put(
        'files.js',
        `import { readFileSync } from 'node:fs';
import { createVerifier } from 'openpouch';
const { trust, operator, cases } = JSON.parse(readFileSync('files.json', 'utf8'));
for (const one of cases.filter(({ endpoints }) => endpoints.join() === 'node')) {
  const verifier = createVerifier({
    trust: trust[one.trust], rpc: process.argv[2], operator: one.operator === false ? undefined : operator,
  });
  const file = Buffer.from(one.file, 'base64');
  const { outcome, parts } = await verifier.verify({ file }, new Date(1000 * one.now));
  if (outcome !== one.outcome) console.log(one.name, outcome);
  const told = parts?.map((part) => part.outcome).join();
  if (one.parts !== undefined && told !== one.parts.slice(1).join()) console.log(one.name, told);
  verifier.close();
}
const any = { deployments: trust.main.deployments.map((one) => ({ ...one, maxHeadAgeSeconds: null })) };
const verifier = createVerifier({ trust: any, rpc: process.argv[3] });
const found = [];
for await (const { file, outcome } of verifier.verifyFiles(['pouch.zip'])) found.push([file, outcome]);
const { parts } = await verifier.verify({ file: readFileSync('pouch.zip') });
console.log(JSON.stringify({ found, parts: parts.map(({ path, outcome }) => ['pouch.zip: ' + path, outcome]) }));
verifier.close();
`,
      );
      const counted = await serveTranscripts(files);
      const { code, output, errors } = await run(
        process.execPath,
        'files.js',
        recorded.url('node'),
        counted.url('node'),
      );
      counted.close();
      expect({ code, errors }).to.deep.equal({ code: 0, errors: '' });
      const { found, parts } = JSON.parse(output) as { found: string[][]; parts: string[][] };
      expect(found[0]).to.deep.equal(['pouch.zip', 'valid']);
      expect(parts).to.deep.equal(found.slice(1)).and.to.have.length(4);
      expect(counted.posts(), 'all parts together, and that twice').to.be.at.most(2 * 2);
    } finally {
      recorded.close();
    }
  });

  it('shares many among threads, and answers in order; what none of them can ask is said of each', async () => {
    const names = ['a certificate', 'a revoked certificate', 'a closed certificate'];
    const known = names.flatMap((name) => vectors.cases.filter((one) => one.name === name));
    const trust = vectors.trust['head of any age'];
    put('many.json', JSON.stringify({ trust, proofs: known.map(({ bundle }) => bundle) }));
    put(
      'many.js',
      `import { readFileSync } from 'node:fs';
import { createVerifier } from 'openpouch';
const { trust, proofs } = JSON.parse(readFileSync('many.json', 'utf8'));
const inputs = Array.from({ length: 260 }, (_, n) => ({ proof: n === 255 ? '{' : proofs[n % proofs.length] }));
const outcomesOn = async (rpc, threads) => {
  const verifier = createVerifier({ trust, rpc, threads });
  const outcomes = [];
  for await (const { outcome } of verifier.verifyMany(inputs)) outcomes.push(outcome);
  // A program may leave in the middle, and is not held up.
  for await (const _ of verifier.verifyMany(inputs)) break;
  verifier.close();
  return outcomes;
};
const [one, two, none] = [
  await outcomesOn(process.argv[2], 1),
  await outcomesOn(process.argv[2], 2),
  await outcomesOn('http://127.0.0.1:1', 2),
];
console.log(JSON.stringify([one.slice(0, 3), one[255], one.join() === two.join(), [...new Set(none)]]));
`,
    );
    const { code, output, errors } = await run(process.execPath, 'many.js', chain.url('node'));
    expect({ code, errors }).to.deep.equal({ code: 0, errors: '' });
    const outcomes = known.map(({ outcome }) => outcome);
    expect(JSON.parse(output)).to.deep.equal([outcomes, 'invalid', true, ['indeterminate', 'invalid']]);
  });

  it('goes through folders, with a proof beside its file, in the order of their names', async () => {
    const { code, output } = await verify('--json', ...on('node'), 'folder', 'revoked.json');
    const verdicts = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; outcome: string });
    expect(verdicts.map(({ file, outcome }) => `${file} ${outcome}`)).to.deep.equal([
      'folder/a/good.pdf valid',
      'folder/b/invoice.txt valid',
      'folder/c/proof.json valid',
      'revoked.json revoked',
    ]);
    expect(code).to.equal(1);
    const human = await verify(...on('node'), 'folder');
    expect(human.output).to.match(/\n3 files: 3 valid\n$/);
    expect(human.code).to.equal(0);
  });

  it("writes JUnit's XML: failures for what must not be accepted, errors for what cannot be judged", async () => {
    const { code, output } = await verify(
      ...['--format', 'junit', ...on('node'), 'folder', 'revoked.json', 'evil<&"\u0007.txt'],
    );
    expect(code).to.equal(1);
    const seen: string[] = [];
    const parser = new SaxesParser();
    parser.on('opentag', ({ name, attributes }) => {
      if (name === 'testsuite')
        seen.push(
          `${attributes['tests']} tests, ${attributes['failures']} failures, ${attributes['errors']} errors`,
        );
      if (name === 'testcase') seen.push(basename(String(attributes['name'])));
      if (name === 'failure' || name === 'error') seen.push(`${name} ${attributes['type']}`);
    });
    parser.write(output).close();
    expect(seen).to.deep.equal([
      '5 tests, 1 failures, 1 errors',
      ...['good.pdf', 'invoice.txt', 'proof.json', 'revoked.json', 'failure revoked'],
      ...['evil<&"\ufffd.txt', 'error indeterminate'],
    ]);
  });

  it('says when endpoints disagree, and which', async () => {
    const agreed = await verify(...on('node', 'behind'), 'folder/c/proof.json');
    expect(agreed.code).to.equal(0);
    const lied = await verify(...on('says nothing is revoked'), 'revoked.json');
    expect(lied.code, 'the one liar that is asked is believed').to.equal(0);
    const caught = await verify(...on('says nothing is revoked', 'node'), 'revoked.json');
    expect(caught.code).to.equal(2);
    expect(caught.output).to.match(/\(endpoint [12]\) and 127\.0\.0\.1:\d+ \(endpoint [12]\) disagree/);
    put('young.json', JSON.stringify(vectors.trust['main']));
    const stuck = await verify('--trust', 'young.json', ...on('node', 'stuck'), 'folder/c/proof.json');
    expect(stuck.code).to.equal(2);
    expect(stuck.output).to.match(/\(endpoint 2\) is stuck: its latest block is \d+ s old/);
  });

  it('ends with 64 for what is no command: no such file, no such format, an empty folder', async () => {
    mkdirSync(join(dir, 'empty'));
    for (const [words, reason] of [
      [['missing.pdf'], /missing\.pdf/],
      [['--format', 'xml', 'revoked.json'], /--format is/],
      [['--rpc', 'http://127.0.0.1:1', '--rpc', 'ftp://x', 'revoked.json'], /--rpc takes/],
      [['empty'], /There is no file/],
    ] as const) {
      const { code, output, errors } = await verify(...words);
      expect(errors).to.match(reason);
      expect({ code, output }).to.deep.equal({ code: 64, output: '' });
    }
  });
});
