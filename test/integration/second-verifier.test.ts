import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { type VerificationVectors, verifyCase } from './vectors/verification-vectors.ts';

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));
const file = path('test/vectors/verification.json');

/**
 * Two verifiers that share no line, core and the one in Python written from docs/protocol.md alone, over the same
 * proofs and the same recorded answers of a chain.
 */
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

  it('are judged the same by the verifier in Python', function () {
    const { status, stdout, stderr, error } = spawnSync(
      'python3',
      ['-B', path('verifier-python'), '--vectors', file],
      { encoding: 'utf8', maxBuffer: 16 * 1024 * 1024 },
    );
    if (error !== undefined && 'code' in error && error.code === 'ENOENT') this.skip();
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: '' });
    const found = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { name: string; outcome: string })
      .map(({ name, outcome }) => `${name}: ${outcome}`);
    expect(found).to.deep.equal(expected);
  });
});
