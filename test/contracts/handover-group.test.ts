import { expect } from 'chai';
import { type Acts, actsOf, firstStep, newRecord, nextStep, type Step, unique32 } from './support/acts.ts';
import { type Chain, openChain } from './support/chain.ts';
import { deployHostile } from './support/forms.ts';
import { accountParty, es256Party, type Party, webAuthnParty } from './support/parties.ts';

describe('RecordRegistry: handing over a group', () => {
  let chain: Chain;
  let acts: Acts;
  before(async () => {
    chain = await openChain();
    acts = actsOf(chain.contracts.records, chain.domain);
  });
  const key = () => es256Party(chain.verifiers);
  const stateOf = (step: Step | undefined) =>
    chain.contracts.records.stateOf(step?.terms.recordId ?? unique32());

  /** A pouch and its certificates, each with an owner key of its own, all to one who has a key for each. */
  const pouchWith = (certificates: number): Step[] =>
    Array.from({ length: certificates + 1 }, (_, i) => {
      const owner = key();
      return firstStep(newRecord(chain.domain, key(), owner, i === 0 ? 2 : 1), owner, key());
    });

  /** Sends `act`, which must fail with `error` and leave every record of the group as it was. */
  async function refused(act: string, steps: readonly Step[], error: string, ...values: unknown[]) {
    const { records } = chain.contracts;
    const before = await Promise.all(steps.map(stateOf));
    await expect(chain.send(act, 3_000_000))
      .to.be.revertedWithCustomError(records, `RecordRegistry${error}`)
      .withArgs(...values);
    expect(await Promise.all(steps.map(stateOf))).to.deep.equal(before);
  }

  it('moves a pouch with its certificates, moved before or not', async () => {
    const { records } = chain.contracts;
    const steps = pouchWith(4);
    const moved = steps[2];
    if (!moved) throw new Error('no such step');
    await chain.send(acts.handOverES256(moved));
    steps[2] = nextStep(moved.terms.recordId, 1, moved.to, key());

    const tx = chain.send(acts.handOverGroup(steps));
    for (const { terms, from, to } of steps) {
      await expect(tx)
        .to.emit(records, 'RecordHandedOver')
        .withArgs(terms.recordId, from.signerId, to.signerId, terms.sequence, terms.content);
    }
    for (const step of steps) {
      expect(await stateOf(step)).to.deep.equal([step.to.signerId, BigInt(step.terms.sequence + 1), 1n, 0n]);
    }
  });

  it('takes any kind of signer, contract accounts included', async () => {
    const contract = await deployHostile(chain, 'yes');
    const parties = [
      accountParty(),
      webAuthnParty(chain.verifiers),
      contract.account,
      contract.keyOf('0x01'),
      key(),
    ];
    const steps = parties.map((owner) => firstStep(newRecord(chain.domain, key(), owner), owner, owner));
    await chain.send(acts.handOverGroup(steps));
    for (const step of steps) expect((await stateOf(step)).sequence).to.equal(1n);
  });

  it('passes a record on twice, in the order of the group', async () => {
    const [a, b, c] = [key(), key(), key()];
    const record = newRecord(chain.domain, key(), a);
    const steps = [firstStep(record, a, b), nextStep(record.recordId, 1, b, c)];
    await chain.send(acts.handOverGroup(steps));
    expect(await stateOf(steps[0])).to.deep.equal([c.signerId, 2n, 1n, 0n]);
  });

  it('refuses a group of less than two, and one that does not begin with the record it is named by', async () => {
    const steps = pouchWith(1);
    const one = steps.slice(0, 1);
    await refused(acts.handOverGroup(one), one, 'GroupMalformed', one[0]?.terms.recordId, 1);
    const named = unique32();
    await refused(acts.handOverGroup([], [], named), [], 'GroupMalformed', named, 0);
    await refused(acts.handOverGroup(steps, steps, named), steps, 'GroupMalformed', named, 2);
  });

  it('moves none when one is not its to give, overtaken, expired or not accepted', async () => {
    const thief = key();
    const cases: [string, (step: Step) => Step, (step: Step) => unknown[]][] = [
      ['NotOwner', (s) => ({ ...s, from: thief }), () => [thief.signerId]],
      ['SequenceMismatch', (s) => ({ ...s, terms: { ...s.terms, sequence: 1 } }), () => [0, 1]],
      ['DeadlinePassed', (s) => ({ ...s, terms: { ...s.terms, deadline: 1 } }), () => [1]],
      ['SignatureInvalid', (s) => ({ ...s, to: { ...s.to, sign: thief.sign } }), (s) => [s.to.signerId]],
      [
        'SignatureInvalid',
        (s) => ({ ...s, from: { ...s.from, sign: thief.sign } }),
        (s) => [s.from.signerId],
      ],
    ];
    for (const [error, spoil, values] of cases) {
      const steps = pouchWith(3).map((step, i) => (i === 3 ? spoil(step) : step));
      const spoilt = steps[3];
      if (!spoilt) throw new Error('no such step');
      await refused(acts.handOverGroup(steps), steps, error, spoilt.terms.recordId, ...values(spoilt));
    }
  });

  it('lets nobody execute a part, add to it, re-order it or take one handover out of it', async () => {
    const steps = pouchWith(2);
    const [pouch, first, second] = steps;
    if (!pouch || !first || !second) throw new Error('no such step');
    const invalid = (sent: readonly Step[]) =>
      refused(
        acts.handOverGroup(sent, steps),
        steps,
        'SignatureInvalid',
        sent[0]?.terms.recordId,
        sent[0]?.from.signerId,
      );
    await invalid([pouch, first]);
    await invalid([pouch, second, first]);
    await invalid([...steps, ...pouchWith(0)]);

    const [, group] = chain.contracts.records.interface.decodeFunctionData(
      'handOverGroup',
      acts.handOverGroup(steps),
    );
    const alone: Step = {
      ...pouch,
      from: { ...pouch.from, sign: () => group[0].from.signature },
      to: { ...pouch.to, sign: () => group[0].to.signature },
    };
    await refused(acts.handOver(alone), steps, 'SignatureInvalid', pouch.terms.recordId, pouch.from.signerId);
  });

  it('refuses single handovers, each well signed, as a group', async () => {
    const steps = pouchWith(1);
    const single = (step: Step, party: 'from' | 'to'): Party => {
      const [, , from, to] = chain.contracts.records.interface.decodeFunctionData(
        'handOver',
        acts.handOver(step),
      );
      return { ...step[party], sign: () => (party === 'from' ? from : to).signature };
    };
    const signedAlone = steps.map((step) => ({
      ...step,
      from: single(step, 'from'),
      to: single(step, 'to'),
    }));
    const [pouch] = steps;
    await refused(
      acts.handOverGroup(signedAlone),
      steps,
      'SignatureInvalid',
      pouch?.terms.recordId,
      pouch?.from.signerId,
    );
  });
});
