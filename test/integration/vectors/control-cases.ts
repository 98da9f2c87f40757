import type { ProofBundle } from '../../../core/bundle.ts';
import { type ControlStatement, signControl } from '../../../core/control.ts';
import { recordEntryHash } from '../../../core/entry.ts';
import { signEs256 } from '../../../core/es256.ts';
import { ZERO_32 } from '../../../core/ids.ts';
import { canonicalJson } from '../../../core/json.ts';
import { completeJws, prepareJws } from '../../../core/jws.ts';
import { signVoucher } from '../../../core/voucher.ts';
import type { JsonRpc } from '../../../server/chain/json-rpc.ts';
import { issueCertificate, newParty, type Party } from '../../unit/core/world.ts';
import { type RealWorld, record } from './real-world.ts';
import type { VerificationCase } from './verification-vectors.ts';

const isoTime = (seconds: number) => new Date(1000 * seconds).toISOString();

/** Statements of control over records that moved, moved on, ended, or did none of it, on the real chain. */
export async function controlCases(real: RealWorld, rpc: JsonRpc) {
  const { world } = real;
  const { deployment, chamber, exporter: first } = world;
  const [second, third, identity] = [
    await newParty(deployment),
    await newParty(deployment),
    await newParty(deployment),
  ];
  const organisation = { id: 'be-kbo:0403.170.701', legalName: 'Scheldemachines NV', country: 'BE' };
  const vouchers = [
    await signVoucher(
      { signerId: identity.id, organisation, time: world.chain.now.toISOString() },
      chamber.signer,
    ),
  ];
  const sealed = async (): Promise<ProofBundle> => {
    const { trail, content } = await issueCertificate(world);
    trail.seal();
    return trail.bundle({ content, vouchers });
  };
  const [unmoved, moved, movedLate, closed] = [
    await sealed(),
    await sealed(),
    await sealed(),
    await sealed(),
  ];
  await real.settle();
  const bundles = [unmoved, moved, movedLate, closed];
  const asked = {
    roots: bundles.flatMap(({ events }) => events.flatMap(({ anchor }) => anchor?.root ?? [])),
    signers: [chamber.id],
    chambers: [world.chamberId],
    records: bundles.map(({ recordId }) => recordId),
  };
  const terms = { content: ZERO_32, deadline: real.time() + 86_400 };
  const handOver = ({ genesis, recordId }: ProofBundle, sequence: number, from: Party, to: Party) =>
    real.handOver(genesis, { recordId, sequence, from: from.id, to: to.id, ...terms }, from, to);
  await handOver(moved, 0, first, second);
  await real.close(
    closed.genesis,
    { recordId: closed.recordId, reason: 'surrendered', sequence: 0, ...terms },
    first,
  );
  await real.mine(6);
  const beforeHandover = await record(rpc, deployment, asked);
  await handOver(movedLate, 0, first, second);
  const node = await record(rpc, deployment, asked);
  const now = real.time() + 3;

  const statementOf = (bundle: ProofBundle, change: object = {}): ControlStatement => {
    const { recordId, genesis, events } = bundle;
    const [event] = events as [ProofBundle['events'][number]];
    return {
      ...{ recordId, content: genesis.content, sequence: 0 },
      head: { sequence: 0, entryHash: recordEntryHash({ recordId, ...event }) },
      ...{ time: isoTime(now - 30), until: isoTime(now + 600) },
      ...{ purpose: 'Credit 2026/118', challenge: 'blue heron 4711' },
      ...change,
    };
  };
  const stated = (bundle: ProofBundle, owner: string, said: string | null = null): ProofBundle => ({
    ...bundle,
    subject: { type: 'control', owner, identity: said },
  });
  /** Signed whatever it says: a hostile owner does not ask our code whether it may. */
  const signed = async (payload: object, by: Party, typ = 'openpouch-control+jws') => {
    const prepared = prepareJws(typ as 'openpouch-control+jws', { ...payload }, by.signer.jwk);
    return completeJws(prepared, await signEs256(by.signer, new TextEncoder().encode(prepared)));
  };
  const by = async (party: Party, bundle: ProofBundle, change: object = {}) =>
    stated(bundle, await signed(statementOf(bundle, change), party));
  const named = async (bundle: ProofBundle, sequence: number, owner: Party, change: object = {}) =>
    stated(
      bundle,
      await signControl(statementOf(bundle, { sequence }), owner.signer),
      await signed(statementOf(bundle, { sequence, ...change }), identity),
    );
  const [whole, wholeMoved] = [await named(unmoved, 0, first), await named(moved, 1, second)];
  const at = (seconds: number) => ({ time: isoTime(now + seconds), until: isoTime(now + seconds + 600) });
  const altered = (jws: string) => `${jws.slice(0, -3)}${jws.at(-3) === 'A' ? 'B' : 'A'}${jws.slice(-2)}`;
  const { subject } = whole;
  if (subject.type !== 'control') throw new Error('no statement');

  const cases: (Pick<VerificationCase, 'name' | 'outcome'> & Partial<VerificationCase>)[] = [
    { name: 'by the first owner', outcome: 'valid', bundle: whole },
    { name: 'by the first owner, as text', outcome: 'valid', bundle: canonicalJson(whole) },
    { name: 'by the second owner', outcome: 'valid', bundle: wholeMoved },
    { name: 'without a name', outcome: 'valid', bundle: await by(first, unmoved) },
    { name: 'by an earlier owner, as it was', outcome: 'invalid', bundle: await by(first, moved) },
    {
      name: 'by an earlier owner, counting the handover',
      outcome: 'invalid',
      bundle: await by(first, moved, { sequence: 1 }),
    },
    { name: 'by one who never was the owner', outcome: 'invalid', bundle: await by(third, unmoved) },
    { name: 'by the identity key', outcome: 'invalid', bundle: await by(identity, unmoved) },
    {
      name: 'of a handover that the chain does not know of',
      outcome: 'pending',
      bundle: await by(second, unmoved, { sequence: 1 }),
    },
    {
      name: 'of a handover that is not final',
      outcome: 'pending',
      bundle: await by(second, movedLate, { sequence: 1 }),
    },
    { name: 'before a handover that is not final', outcome: 'invalid', bundle: await by(first, movedLate) },
    {
      name: 'before a handover, asked of a node that is behind',
      ...{ outcome: 'valid', bundle: await by(first, movedLate), endpoints: ['before the handover'] },
    },
    { name: 'over a closed record', outcome: 'closed', bundle: await by(first, closed) },
    { name: 'that has ended', outcome: 'expired', bundle: await by(first, unmoved, at(-601)) },
    { name: 'that ends now', outcome: 'expired', bundle: await by(first, unmoved, at(-600)) },
    { name: 'that ends in a second', outcome: 'valid', bundle: await by(first, unmoved, at(-599)) },
    { name: 'a little ahead', outcome: 'valid', bundle: await by(first, unmoved, at(300)) },
    { name: 'too far ahead', outcome: 'indeterminate', bundle: await by(first, unmoved, at(301)) },
    {
      name: 'for longer than a day',
      outcome: 'invalid',
      bundle: await by(first, unmoved, { until: isoTime(now + 86_400) }),
    },
    {
      name: 'that ends before it begins',
      outcome: 'invalid',
      bundle: await by(first, unmoved, { until: isoTime(now - 30) }),
    },
    {
      name: 'about another record',
      outcome: 'invalid',
      bundle: stated(unmoved, await signed(statementOf(moved), first)),
    },
    {
      name: 'about other content',
      outcome: 'invalid',
      bundle: await by(first, unmoved, { content: moved.genesis.content }),
    },
    {
      name: 'about another trail',
      outcome: 'invalid',
      bundle: await by(first, unmoved, { head: { sequence: 0, entryHash: `0x${'11'.repeat(32)}` } }),
    },
    {
      name: 'about an entry that is not shown',
      outcome: 'valid',
      bundle: await by(first, unmoved, { head: { sequence: 9, entryHash: `0x${'11'.repeat(32)}` } }),
    },
    {
      name: 'whose two signatures are under different purposes',
      outcome: 'invalid',
      bundle: await named(unmoved, 0, first, { purpose: 'another' }),
    },
    { name: 'with another member', outcome: 'invalid', bundle: await by(first, unmoved, { amount: 1 }) },
    {
      name: 'of another type',
      outcome: 'invalid',
      bundle: stated(unmoved, await signed(statementOf(unmoved), first, 'openpouch-receipt+jws')),
    },
    {
      name: 'with an altered signature',
      outcome: 'invalid',
      bundle: stated(unmoved, altered(subject.owner)),
    },
    {
      name: 'with a challenge that is too long',
      outcome: 'invalid',
      bundle: await by(first, unmoved, { challenge: 'x'.repeat(201) }),
    },
    {
      name: 'without a signature',
      outcome: 'invalid',
      bundle: { ...whole, subject: { ...subject, owner: null } },
    },
    { name: 'asked of nobody', outcome: 'indeterminate', bundle: whole, endpoints: [] },
    {
      name: 'beside a file',
      outcome: 'invalid',
      bundle: whole,
      file: Buffer.from('an invoice').toString('base64'),
    },
  ];
  return {
    cases: cases.map((one): VerificationCase => ({ trust: 'main', endpoints: ['node'], now, ...one })),
    transcripts: { node: { calls: node }, 'before the handover': { calls: beforeHandover } },
  };
}
