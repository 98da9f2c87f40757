import { expect } from 'chai';
import { isHexString, ZeroHash } from 'ethers';
import fc from 'fast-check';
import { type Acts, actsOf, NO_GENESIS, newRecord, type Step, unique32 } from './support/acts.ts';
import { CHAMBER, type Chain, FAR, OTHER_CHAMBER, openChain } from './support/chain.ts';
import { type Act, Model, type Move, type Outcome } from './support/model.ts';
import { accountParty, es256Party, type Party } from './support/parties.ts';

const PARTIES = 4;
const KEYS = 3;
const RECORDS = 4;
const GAS_PER_ACT = 700_000;

/** Small numbers that the world of a run gives their meaning: which record, which party, how far off. */
const index = (size: number) => fc.nat(size - 1);
const mostly = <T>(usual: T, ...rare: T[]) =>
  fc.oneof({ weight: 6, arbitrary: fc.constant(usual) }, { weight: 1, arbitrary: fc.constantFrom(...rare) });
const shown = { record: index(RECORDS), genesis: mostly(true, false) };
const timed = { lag: mostly(0, 1, -1), late: mostly(false, true) };

const move = fc.record({
  ...shown,
  ...timed,
  thief: mostly(-1, 0, 1, 2, 3),
  to: index(PARTIES),
  forged: mostly('nobody' as const, 'from' as const, 'to' as const),
});
const act = fc.oneof(
  { weight: 6, arbitrary: fc.record({ type: fc.constant('handOver' as const), move, cheap: fc.boolean() }) },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('group' as const), moves: fc.array(move, { maxLength: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('close' as const),
      ...shown,
      ...timed,
      thief: mostly(-1, 0, 1, 2, 3),
      reason: mostly(2, 0, 1, 4, 5),
      forged: mostly(false, true),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('revoke' as const),
      ...shown,
      reason: mostly(4, 0, 1, 6, 7),
      successor: fc.option(index(RECORDS)),
      by: index(KEYS),
      forged: mostly(false, true),
      cheap: fc.boolean(),
    }),
  },
);
const operation = fc.oneof(
  { weight: 8, arbitrary: act },
  {
    weight: 2,
    arbitrary: fc.record({ type: fc.constant('relay' as const), acts: fc.array(act, { maxLength: 4 }) }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('accredit' as const),
      key: index(KEYS),
      chamber: fc.constantFrom(CHAMBER, OTHER_CHAMBER),
      start: mostly(0, -1, 1, 40),
      length: mostly(1000, -50, 30),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('end' as const),
      key: index(KEYS),
      until: fc.constantFrom(-50, 0, 20, 2000),
    }),
  },
);
type ActSeed = typeof act extends fc.Arbitrary<infer T> ? T : never;
type MoveSeed = typeof move extends fc.Arbitrary<infer T> ? T : never;
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

describe('RecordRegistry and ChamberRegistry beside their model', () => {
  let chain: Chain;
  before(async () => {
    chain = await openChain();
  });

  /** Fresh parties, keys and records, unknown to the chain, and a model of them. */
  function newWorld() {
    const parties = [0, 1, 2, 3].map((i) => (i < 2 ? es256Party(chain.verifiers) : accountParty()));
    const keys = [0, 1, 2].map((i) => (i < 2 ? es256Party(chain.verifiers) : accountParty()));
    const at = <T>(list: readonly T[], i: number): T => {
      const item = list[i];
      if (item === undefined) throw new Error(`nothing at ${i}`);
      return item;
    };
    // The last is neither a certificate nor a pouch.
    const records = [1, 2, 1, 3].map((kind, i) =>
      newRecord(chain.domain, at(keys, i % 3), at(parties, i), kind),
    );
    const model = new Model(new Map(records.map(({ recordId, genesis }) => [recordId, genesis])));
    const acts: Acts = actsOf(chain.contracts.records, chain.domain);
    const partyOf = (signerId: string): Party | undefined =>
      [...parties, ...keys].find((it) => it.signerId === signerId);

    /** Owner by the model's account, or of the genesis; `thief` ≥ 0 is somebody else's try. */
    const holder = (record: number, thief: number): Party => {
      if (thief >= 0) return at(parties, thief);
      const { recordId, genesis } = at(records, record);
      return partyOf(model.slots.get(recordId)?.owner ?? genesis.firstOwner) ?? at(parties, 0);
    };
    const genesisOf = (record: number, own: boolean) => (own ? at(records, record).genesis : NO_GENESIS);
    const sequenceOf = (record: number, lag: number) =>
      Math.max(0, model.slotOf(at(records, record).recordId).sequence + lag);
    const forge = (victim: Party, forged: boolean): Party =>
      forged ? { ...victim, sign: () => victim.sign(ZeroHash) } : victim;

    function moveOf(seed: MoveSeed, time: number): { modelled: Move; step: Step } {
      const { recordId } = at(records, seed.record);
      const from = holder(seed.record, seed.thief);
      const to = at(parties, seed.to);
      const sequence = sequenceOf(seed.record, seed.lag);
      const deadline = seed.late ? time - 1 : FAR;
      return {
        modelled: {
          recordId,
          genesis: seed.genesis,
          sequence,
          deadline,
          from: from.signerId,
          to: to.signerId,
          forged: seed.forged,
        },
        step: {
          terms: { recordId, sequence, content: unique32(), deadline },
          genesis: genesisOf(seed.record, seed.genesis),
          from: forge(from, seed.forged === 'from'),
          to: forge(to, seed.forged === 'to'),
        },
      };
    }

    const isAccount = ({ signer }: Party) => signer.length === 42;
    function encodeMove(step: Step, cheap: boolean): string {
      if (!cheap || isAccount(step.from) !== isAccount(step.to)) return acts.handOver(step);
      return isAccount(step.from) ? acts.handOverAccount(step) : acts.handOverES256(step);
    }

    /** The same act for the model and, as calldata, for the contract. */
    function actOf(seed: ActSeed, time: number): [Act, string] {
      if (seed.type === 'handOver') {
        const { modelled, step } = moveOf(seed.move, time);
        return [{ type: 'handOver', ...modelled }, encodeMove(step, seed.cheap)];
      }
      if (seed.type === 'group') {
        const moves = seed.moves.map((it) => moveOf(it, time));
        return [
          { type: 'group', moves: moves.map(({ modelled }) => modelled) },
          acts.handOverGroup(moves.map(({ step }) => step)),
        ];
      }
      const { recordId } = at(records, seed.record);
      const genesis = genesisOf(seed.record, seed.genesis);
      if (seed.type === 'close') {
        const owner = holder(seed.record, seed.thief);
        const { reason, forged } = seed;
        const sequence = sequenceOf(seed.record, seed.lag);
        const deadline = seed.late ? time - 1 : FAR;
        return [
          {
            type: 'close',
            recordId,
            genesis: seed.genesis,
            sequence,
            deadline,
            reason,
            owner: owner.signerId,
            forged,
          },
          acts.close(
            { recordId, sequence, reason, content: unique32(), deadline },
            genesis,
            forge(owner, forged),
          ),
        ];
      }
      const by = at(keys, seed.by);
      const { reason, forged } = seed;
      const successor = seed.successor === null ? null : at(records, seed.successor).recordId;
      const message = { recordId, reason, successor: successor ?? ZeroHash };
      const form = seed.cheap && !isAccount(by) ? acts.revokeES256 : acts.revoke;
      return [
        { type: 'revoke', recordId, genesis: seed.genesis, reason, successor, by: by.signerId, forged },
        form(message, genesis, forge(by, forged)),
      ];
    }

    return { model, records, keys, key: (i: number) => at(keys, i), actOf };
  }

  /** Sends a transaction and names the error it ended with. */
  async function outcomeOf(send: () => Promise<unknown>): Promise<Outcome> {
    try {
      await send();
      return 'done';
    } catch (error) {
      const data = (error as { data?: unknown }).data;
      if (!isHexString(data)) throw error;
      const { records, chambers } = chain.contracts;
      const name = (records.interface.parseError(data) ?? chambers.interface.parseError(data))?.name;
      return name?.replace(/^(Record|Chamber)Registry/, '') ?? data;
    }
  }

  /** Relays a batch; the outcome of each act, as the batch's events tell it. */
  async function relayed(batch: readonly string[]): Promise<Outcome[]> {
    const { records } = chain.contracts;
    const tx = await records.relay([...batch], GAS_PER_ACT, { gasLimit: 12_000_000 });
    const skipped = ((await tx.wait())?.logs ?? [])
      .map((log) => records.interface.parseLog(log))
      .filter((event) => event?.name === 'Skipped')
      .map((event) =>
        records.interface.parseError(event?.args['reason'])?.name.replace('RecordRegistry', ''),
      );
    return skipped.map((name) => name ?? 'no reason');
  }

  async function step(world: ReturnType<typeof newWorld>, op: Operation): Promise<void> {
    const { chambers } = chain.contracts;
    const { model } = world;
    const time = (await chain.now()) + 7;
    await chain.networkHelpers.time.setNextBlockTimestamp(time);
    if (op.type === 'relay') {
      const acts = op.acts.map((seed) => world.actOf(seed, time));
      const expected = acts.map(([modelled]) => model.run(modelled, time)).filter((it) => it !== 'done');
      expect(await relayed(acts.map(([, calldata]) => calldata))).to.deep.equal(expected);
    } else if (op.type === 'accredit') {
      const { signer, signerId } = world.key(op.key);
      const from = op.start === 0 ? 0 : time + op.start;
      const until = time + op.length;
      const registry = chambers.connect(chain.accounts.accreditor);
      const actual = await outcomeOf(() =>
        registry.accredit(signer, op.chamber, from, until, { gasLimit: 500_000 }),
      );
      expect(actual).to.equal(model.accredit(signerId, op.chamber, from, until, time));
    } else if (op.type === 'end') {
      const { signerId } = world.key(op.key);
      const until = time + op.until;
      const registry = chambers.connect(chain.accounts.guardian);
      const actual = await outcomeOf(() => registry.end(signerId, until, { gasLimit: 500_000 }));
      expect(actual).to.equal(model.end(signerId, until));
    } else {
      const [modelled, calldata] = world.actOf(op, time);
      expect(await outcomeOf(() => chain.send(calldata, 3_000_000))).to.equal(model.run(modelled, time));
    }
    await compare(world);
  }

  async function compare({ model, records, keys }: ReturnType<typeof newWorld>): Promise<void> {
    for (const { recordId } of records) {
      const { owner, sequence, status, reason } = model.slotOf(recordId);
      const actual = await chain.contracts.records.stateOf(recordId);
      expect(actual).to.deep.equal([owner, BigInt(sequence), BigInt(status), BigInt(reason)]);
    }
    for (const { signerId } of keys) {
      const known = model.accreditations.get(signerId) ?? {
        chamber: `0x${'00'.repeat(16)}`,
        from: 0,
        until: 0,
      };
      const actual = await chain.contracts.chambers.accreditationOf(signerId);
      expect(actual).to.deep.equal([known.chamber, BigInt(known.from), BigInt(known.until)]);
    }
  }

  it('agree on every outcome and state, whatever is done in whatever order', async () => {
    const outcomes = fc.asyncProperty(
      fc.array(operation, { minLength: 5, maxLength: 30, size: 'max' }),
      async (operations) => {
        const world = newWorld();
        for (const op of operations) await step(world, op);
      },
    );
    // On failure fast-check prints the seed and the shortest sequence that still fails.
    await fc.assert(outcomes, { numRuns: 40 });
  });
});
