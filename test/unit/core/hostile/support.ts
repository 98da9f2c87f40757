import { expect } from 'chai';
import type { ProofBundle } from '../../../../core/bundle.ts';
import { fromHex, toHex } from '../../../../core/bytes.ts';
import type { CheckCode, Outcome, Verdict } from '../../../../core/verdict.ts';
import { verify } from '../../../../core/verify.ts';
import type { VerifyInput } from '../../../../core/verify-file.ts';
import { issueCertificate, newWorld, type World } from '../world.ts';

export const ask = (world: World, input: VerifyInput): Promise<Verdict> =>
  verify(input, world.trust, world.chain, { now: world.chain.now });

/** The verdict is `outcome` because of `code`, and of nothing before it. */
export async function expectVerdict(
  world: World,
  input: VerifyInput,
  outcome: Outcome,
  code: CheckCode,
): Promise<Verdict> {
  const verdict = await ask(world, input);
  expect(verdict.outcome, verdict.statement).to.equal(outcome);
  expect(verdict.checks.find((check) => check.outcome === outcome)?.code).to.equal(code);
  return verdict;
}

export const flipped = (bytes: Uint8Array, at: number, by = 1): Uint8Array => {
  const copy = new Uint8Array(bytes);
  copy[at] = (copy[at] ?? 0) ^ by;
  return copy;
};
export const flippedHex = (hex: string): never => toHex(flipped(fromHex(hex), 7)) as never;

/** A certificate with three sealed events, which holds. */
export async function genuine(): Promise<{ world: World; bundle: ProofBundle }> {
  const world = await newWorld();
  const { trail, content } = await issueCertificate(world);
  for (const type of ['share.granted', 'record.viewed'])
    await trail.add(type, world.exporter, { to: 'customs' });
  trail.seal();
  const bundle = trail.bundle({ content });
  expect((await ask(world, { bundle })).outcome).to.equal('valid');
  return { world, bundle };
}
