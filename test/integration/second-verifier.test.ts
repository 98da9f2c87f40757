import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { ProofBundle } from '../../core/bundle.ts';
import type { Outcome } from '../../core/verdict.ts';
import { type CompletionVectors, judgeEarly } from './vectors/completion-vectors.ts';
import { type FileVectors, judgeFile, worst } from './vectors/file-vectors.ts';
import { serveTranscripts } from './vectors/recorded-endpoints.ts';
import { type VerificationVectors, verifyCase } from './vectors/verification-vectors.ts';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const file = path('test/vectors/verification.json');

/** @returns undefined where there is no Python */
async function python(...words: string[]) {
  const child = spawn('python3', ['-B', path('verifier-python'), ...words]);
  const ended = once(child, 'close').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return undefined;
  });
  const [output, errors, end] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return end === undefined ? undefined : { code: Number(end[0]), output, errors };
}

const outcomesIn = (output: string): string[] =>
  output
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as { name: string; outcome: string })
    .map(({ name, outcome }) => `${name}: ${outcome}`);

/**
 * Two verifiers that share no line, core and the one in Python written from docs/protocol.md alone, over the same
 * proofs and the same recorded answers of a chain.
 */
describe('statements of control', () => {
  const control = path('test/vectors/control.json');
  const vectors = JSON.parse(readFileSync(control, 'utf8')) as VerificationVectors;
  const expected = vectors.cases.map(({ name, outcome }) => `${name}: ${outcome}`);

  it('are judged by core as they were, and tell whose they are', async () => {
    const found: string[] = [];
    for (const one of vectors.cases) {
      const { outcome, statement, facts } = await verifyCase(vectors, one);
      found.push(`${one.name}: ${outcome}`);
      if (one.name === 'by the second owner') {
        expect(statement).to.match(/^In control: Scheldemachines NV holds certificate .*blue heron 4711\.$/);
        expect(facts?.control).to.deep.include({ purpose: 'Credit 2026/118', sequence: 1 });
      }
    }
    expect(found).to.deep.equal(expected);
  });

  it('are judged the same by the verifier in Python', async function () {
    const ran = await python('--vectors', control);
    if (ran === undefined) return this.skip();
    expect({ code: ran.code, errors: ran.errors }).to.deep.equal({ code: 0, errors: '' });
    expect(outcomesIn(ran.output)).to.deep.equal(expected);
  });
});

describe('archives and exported trails', () => {
  const files = path('test/vectors/files.json');
  const vectors = JSON.parse(readFileSync(files, 'utf8')) as FileVectors;
  /** Of archives the parts too, where the case says them. */
  const found = (name: string, outcomes: readonly Outcome[]) => {
    const { parts } = vectors.cases.find((one) => one.name === name) ?? {};
    return `${name}: ${parts === undefined ? worst(outcomes) : outcomes.join()}`;
  };
  const expected = vectors.cases.map(({ name, outcome, parts }) => `${name}: ${parts?.join() ?? outcome}`);

  it('are judged by core as they were', async () => {
    const judged: string[] = [];
    for (const one of vectors.cases) judged.push(found(one.name, await judgeFile(vectors, one)));
    expect(judged).to.deep.equal(expected);
  });

  it('are judged the same by the verifier in Python', async function () {
    const ran = await python('--vectors', files);
    if (ran === undefined) return this.skip();
    expect({ code: ran.code, errors: ran.errors }).to.deep.equal({ code: 0, errors: '' });
    const lines = ran.output.trimEnd().split('\n');
    const results = lines.map((line) => JSON.parse(line) as { name: string; parts: Outcome[] });
    expect(results.map(({ name, parts }) => found(name, parts))).to.deep.equal(expected);
  });
});

describe('proofs that were taken before they were sealed', () => {
  const completion = path('test/vectors/completion.json');
  const vectors = JSON.parse(readFileSync(completion, 'utf8')) as CompletionVectors;
  const expected = vectors.cases.map(({ name, outcome, parts }) => `${name}: ${parts?.join() ?? outcome}`);

  it('are completed by core, and by nothing that leads elsewhere', async () => {
    const found: string[] = [];
    for (const one of vectors.cases) found.push(`${one.name}: ${await judgeEarly(vectors, one)}`);
    expect(found).to.deep.equal(expected);
  });

  it('are completed the same by the verifier in Python', async function () {
    const ran = await python('--vectors', completion);
    if (ran === undefined) return this.skip();
    expect({ code: ran.code, errors: ran.errors }).to.deep.equal({ code: 0, errors: '' });
    const lines = ran.output.trimEnd().split('\n');
    const results = lines.map((line) => JSON.parse(line) as { name: string; parts: Outcome[] });
    expect(results.map(({ name, parts }) => `${name}: ${parts}`)).to.deep.equal(expected);
  });
});

describe('proofs of before', () => {
  const vectors = JSON.parse(readFileSync(file, 'utf8')) as VerificationVectors;
  const expected = vectors.cases.map(({ name, outcome }) => `${name}: ${outcome}`);

  it('are there with every outcome', () => {
    expect(new Set(vectors.cases.map(({ outcome }) => outcome))).to.have.keys(
      ...['valid', 'invalid', 'indeterminate', 'revoked', 'superseded', 'closed', 'pending', 'expired'],
    );
    expect(new Set(expected)).to.have.length(vectors.cases.length);
  });

  it('are judged by core as they were', async () => {
    const found: string[] = [];
    for (const one of vectors.cases) {
      const { outcome } = await verifyCase(vectors, one);
      found.push(`${one.name}: ${outcome}`);
    }
    expect(found).to.deep.equal(expected);
  });

  it('are judged the same by the verifier in Python', async function () {
    const ran = await python('--vectors', file);
    if (ran === undefined) return this.skip();
    const { code, output, errors } = ran;
    expect({ code, errors }).to.deep.equal({ code: 0, errors: '' });
    expect(outcomesIn(output)).to.deep.equal(expected);
  });

  it('are judged by it over HTTP, through endpoints that must agree', async function () {
    const chain = await serveTranscripts(vectors);
    const dir = mkdtempSync(join(tmpdir(), 'openpouch-python-'));
    try {
      const put = (name: string, value: unknown) => {
        writeFileSync(join(dir, name), JSON.stringify(value));
        return join(dir, name);
      };
      const trust = put('trust.json', vectors.trust['head of any age']);
      const bundle = (name: string) =>
        put(`${name}.json`, vectors.cases.find((one) => one.name === name)?.bundle);
      const [good, revoked] = [bundle('a certificate'), bundle('a revoked certificate')];
      const { events, ...rest } = JSON.parse(readFileSync(good, 'utf8')) as ProofBundle;
      const early = put('early.json', {
        ...rest,
        events: events.map((event) => ({ ...event, anchor: null })),
      });
      const verify = (proof: string, ...names: string[]) =>
        python(proof, '--trust', trust, ...names.flatMap((name) => ['--rpc', chain.url(name)]));
      const genuine = await verify(good, 'node', 'behind');
      if (genuine === undefined) return this.skip();
      expect(genuine.code, genuine.errors).to.equal(0);
      expect((await verify(revoked, 'node'))?.code).to.equal(1);
      const disputed = await verify(revoked, 'node', 'says nothing is revoked');
      expect(disputed?.code).to.equal(2);
      expect(disputed?.output).to.include('disagree');
      expect((await verify(early, 'node'))?.code).to.equal(2);
      const complete = (where: string) =>
        python(early, '--trust', trust, '--rpc', chain.url('node'), '--complete', where);
      expect(await complete(good), 'by a later proof').to.include({ code: 0, errors: '' });
      expect((await complete(revoked))?.code, 'by that of another').to.equal(2);
      expect(await complete(trust), 'by no proof').to.include({ code: 64, output: '' });
      expect(await python(good)).to.include({ code: 64, output: '' });
    } finally {
      chain.close();
      rmSync(dir, { recursive: true, force: true });
    }
  });
});
