import type { ProofBundle } from '../../../../core/bundle.ts';
import { randomBytes } from '../../../../core/bytes.ts';
import { newSalt } from '../../../../core/commitment.ts';
import { NO_PREVIOUS } from '../../../../core/entry.ts';
import { bodyCommitment } from '../../../../core/event.ts';
import { NodeHash } from '../../../../core/ids.ts';
import { issueCertificate, type World } from '../world.ts';
import { expectVerdict, flippedHex, genuine } from './support.ts';

type BundleEvent = ProofBundle['events'][number];

describe('verify, hostile: the trail', () => {
  let world: World;
  let bundle: ProofBundle;
  let events: BundleEvent[];
  before(async () => {
    ({ world, bundle } = await genuine());
    events = bundle.events;
  });

  const eventAt = (index: number): BundleEvent => {
    const event = events[index];
    if (event === undefined) throw new Error('no such event');
    return event;
  };
  const withEvent = (index: number, change: Partial<BundleEvent>): ProofBundle => ({
    ...bundle,
    events: events.map((event, at) => (at === index ? { ...event, ...change } : event)),
  });
  const withAnchor = (change: Partial<NonNullable<BundleEvent['anchor']>>): ProofBundle => {
    const { anchor } = eventAt(1);
    if (anchor === null) throw new Error('no anchor');
    return withEvent(1, { anchor: { ...anchor, ...change } });
  };

  it('catches an altered entry', async () => {
    const altered = {
      ...withEvent(2, { bodyCommitment: flippedHex(eventAt(2).bodyCommitment), body: null }),
    };
    await expectVerdict(world, { bundle: altered }, 'invalid', 'trail.batches');
    const moved = withEvent(2, { previous: flippedHex(eventAt(2).previous) });
    await expectVerdict(world, { bundle: moved }, 'invalid', 'trail.chain');
  });

  it('catches an altered, cut, lengthened and re-ordered path, and a wrong index', async () => {
    const { anchor } = eventAt(1);
    const path = anchor?.path ?? [];
    const [first, ...rest] = path;
    for (const change of [
      { path: [flippedHex(first ?? ''), ...rest] },
      { path: rest },
      { path: path.slice(0, -1) },
      { path: [...path, NodeHash.of(randomBytes(32))] },
      { path: path.toReversed() },
      // The node above it as a leaf of the tree of half the depth.
      { index: 0, size: 2, path: rest },
      { index: 3 },
      { index: 4 },
      { size: 2 },
      { root: flippedHex(anchor?.root ?? '') },
    ]) {
      await expectVerdict(world, { bundle: withAnchor(change) }, 'invalid', 'trail.batches');
    }
  });

  it('catches a body that is not the recorded one, and a salt that is not its own', async () => {
    const body = eventAt(1).body;
    await expectVerdict(world, { bundle: withEvent(2, { body }) }, 'invalid', 'trail.signatures');
    const salted = withEvent(1, { body: { salt: newSalt(), jws: body?.jws ?? '' } });
    await expectVerdict(world, { bundle: salted }, 'invalid', 'trail.signatures');
  });

  it('catches a body that is not signed, though it was recorded so', async () => {
    const jws = `${eventAt(2).body?.jws.split('.').slice(0, 2).join('.')}.`;
    const salt = newSalt();
    const unsigned = withEvent(2, {
      body: { salt, jws },
      bodyCommitment: bodyCommitment(salt, jws),
      anchor: null,
    });
    await expectVerdict(world, { bundle: unsigned }, 'invalid', 'trail.signatures');
  });

  it('catches an event of another record', async () => {
    const other = (await issueCertificate(world)).trail;
    const foreign = await other.add('share.granted', world.exporter, {});
    const mixed = { ...bundle, events: [...events, { ...foreign, sequence: 9 }] };
    await expectVerdict(world, { bundle: mixed }, 'invalid', 'trail.signatures');
  });

  it('catches a fork, a repetition, another order and a false beginning', async () => {
    const [first, second, third] = [eventAt(0), eventAt(1), eventAt(2)];
    for (const list of [
      [first, second, { ...second, body: null }],
      [first, third, second],
      [first, { ...second, previous: NO_PREVIOUS }],
      [{ ...first, previous: second.previous }],
    ]) {
      await expectVerdict(world, { bundle: { ...bundle, events: list } }, 'invalid', 'trail.chain');
    }
  });
});
