import { expect } from 'chai';
import { ZeroHash } from 'ethers';
import { type Acts, actsOf, firstStep, newRecord, nextStep, type Step, unique32 } from './support/acts.ts';
import { accredit, CHAMBER, type Chain, FAR, openChain } from './support/chain.ts';
import { deployHostile } from './support/forms.ts';
import { accountParty, es256Party, type Party } from './support/parties.ts';

const GAS_PER_ACT = 150_000;

describe('RecordRegistry: relay', () => {
  let chain: Chain;
  let acts: Acts;
  before(async () => {
    chain = await openChain();
    acts = actsOf(chain.contracts.records, chain.domain);
  });
  const issuer = () => es256Party(chain.verifiers);
  const stateOf = ({ terms }: Step) => chain.contracts.records.stateOf(terms.recordId);
  const step = (owner: Party = accountParty()) =>
    firstStep(newRecord(chain.domain, issuer(), owner), owner, accountParty());
  const relay = (batch: string[], gasPerAct = GAS_PER_ACT, options: { gasLimit?: number } = {}) =>
    chain.contracts.records.connect(chain.accounts.stranger).relay(batch, gasPerAct, options);

  /** What the batch reported as skipped: record and error, in order. */
  async function skippedIn(sent: ReturnType<typeof relay>) {
    const { records } = chain.contracts;
    const receipt = await (await sent).wait();
    return (receipt?.logs ?? [])
      .map((log) => records.interface.parseLog(log))
      .filter((event) => event?.name === 'Skipped')
      .map((event) => {
        const [recordId, reason] = event?.args ?? [];
        return [recordId, reason === '0x' ? 'no reason' : records.interface.parseError(reason)?.name];
      });
  }

  it('does each act by itself: single ones of every form, groups, closings, revocations', async () => {
    const key = es256Party(chain.verifiers);
    await accredit(chain, key, CHAMBER);
    const single = [step(), step(es256Party(chain.verifiers))];
    const byKeys = firstStep(newRecord(chain.domain, key, key), key, key);
    const group = [step(), step()];
    const closed = step();
    const revoked = newRecord(chain.domain, key, accountParty());
    const batch = [
      acts.handOverAccount(single[0] ?? closed),
      acts.handOver(single[1] ?? closed),
      acts.handOverES256(byKeys),
      acts.handOverGroup(group),
      acts.close(
        { recordId: closed.terms.recordId, sequence: 0, reason: 1, content: unique32(), deadline: FAR },
        closed.genesis,
        closed.from,
      ),
      acts.revokeES256({ recordId: revoked.recordId, reason: 1, successor: ZeroHash }, revoked.genesis, key),
    ];
    expect(await skippedIn(relay(batch, 250_000))).to.deep.equal([]);
    for (const moved of [...single, byKeys, ...group]) {
      expect(await stateOf(moved)).to.deep.equal([moved.to.signerId, 1n, 1n, 0n]);
    }
    expect((await stateOf(closed)).status).to.equal(2n);
    expect((await chain.contracts.records.stateOf(revoked.recordId)).status).to.equal(3n);
  });

  it('goes on past one that was front-run, one that is forged and one that has expired', async () => {
    const good = [step(), step()];
    const [frontRun, forged, expired] = [step(), step(), step()];
    await chain.send(acts.handOverAccount(frontRun));
    const batch = [
      good[0],
      frontRun,
      { ...forged, to: { ...forged.to, sign: forged.from.sign } },
      { ...expired, terms: { ...expired.terms, deadline: 1 } },
      good[1],
    ].map((one) => acts.handOverAccount(one ?? forged));
    expect(await skippedIn(relay(batch))).to.deep.equal([
      [frontRun.terms.recordId, 'RecordRegistrySequenceMismatch'],
      [forged.terms.recordId, 'RecordRegistrySignatureInvalid'],
      [expired.terms.recordId, 'RecordRegistryDeadlinePassed'],
    ]);
    for (const moved of good) expect((await stateOf(moved)).owner).to.equal(moved.to.signerId);
    for (const stays of [forged, expired]) expect((await stateOf(stays)).status).to.equal(0n);
  });

  it('moves none of a group whose part fails, and goes on', async () => {
    const group = [step(), step(), step()];
    const last = group[2];
    if (!last) throw new Error('no such step');
    await chain.send(acts.handOverAccount(last));
    const good = step();
    const batch = [acts.handOverGroup(group), acts.handOverAccount(good)];
    expect(await skippedIn(relay(batch, 400_000))).to.deep.equal([
      [group[0]?.terms.recordId, 'RecordRegistrySequenceMismatch'],
    ]);
    const sequences = await Promise.all([...group, good].map(async (one) => (await stateOf(one)).sequence));
    expect(sequences).to.deep.equal([0n, 0n, 1n, 1n]);
  });

  it('survives contracts that revert or eat all gas they get, and lets the others answer', async () => {
    const hostile = await Promise.all(
      (['revert', 'eatAllGas', 'yes'] as const).map((a) => deployHostile(chain, a)),
    );
    const strange = hostile.flatMap(({ account, keyOf }) => [step(account), step(keyOf('0xa77ac6e4'))]);
    const good = [step(), step()];
    const batch = [good[0], ...strange, good[1]].map((one) => acts.handOver(one ?? step()));
    const sent = await relay(batch, GAS_PER_ACT);
    const skipped = await skippedIn(Promise.resolve(sent));
    expect(skipped.map(([recordId]) => recordId)).to.deep.equal(
      strange.slice(0, 4).map(({ terms }) => terms.recordId),
    );
    for (const moved of [...strange.slice(4), ...good]) {
      expect((await stateOf(moved)).owner).to.equal(moved.to.signerId);
    }
    // The two that eat all they get cost what they were given, and no more.
    expect((await sent.wait())?.gasUsed).to.be.lessThan(BigInt(batch.length * GAS_PER_ACT));
  });

  it('keeps a duplicate of an act from being done twice', async () => {
    const one = step();
    const act = acts.handOverAccount(one);
    expect(await skippedIn(relay([act, act]))).to.deep.equal([
      [one.terms.recordId, 'RecordRegistrySequenceMismatch'],
    ]);
    expect((await stateOf(one)).sequence).to.equal(1n);
  });

  it('moves a record on twice in one batch', async () => {
    const one = step();
    const on = nextStep(one.terms.recordId, 1, one.to, accountParty());
    expect(await skippedIn(relay([acts.handOverAccount(one), acts.handOverAccount(on)]))).to.deep.equal([]);
    expect((await stateOf(on)).owner).to.equal(on.to.signerId);
  });

  it('skips what is no act: nothing, too little, an unknown selector', async () => {
    const id = unique32();
    const batch = ['0x', '0x12345678', `0xdeadbeef${id.slice(2, 60)}`, `0xdeadbeef${id.slice(2)}`];
    expect(await skippedIn(relay(batch))).to.deep.equal([
      [ZeroHash, 'no reason'],
      [ZeroHash, 'no reason'],
      [ZeroHash, 'no reason'],
      [id, 'no reason'],
    ]);
    expect(await skippedIn(relay([]))).to.deep.equal([]);
  });

  it('skips an act that is given too little gas, and one that runs out says no reason', async () => {
    const [starved, good] = [step(), step()];
    expect(await skippedIn(relay([acts.handOverAccount(starved)], 20_000))).to.deep.equal([
      [starved.terms.recordId, 'no reason'],
    ]);
    expect(await skippedIn(relay([acts.handOverAccount(good)]))).to.deep.equal([]);
  });

  it('fails as a whole, before it skips what only the transaction has too little gas for', async () => {
    const { records } = chain.contracts;
    const { account } = await deployHostile(chain, 'eatAllGas');
    const eating = [acts.handOverAccount(step()), acts.handOver(step(account))];
    await expect(relay(eating, 10_000_000, { gasLimit: 1_000_000 }))
      .to.be.revertedWithCustomError(records, 'RecordRegistryGasTooLow')
      .withArgs(1, 10_000_000);
    const batch = [step(), step()].map((one) => acts.handOverAccount(one));
    // An estimate of gas settles on enough for all of them.
    const gasLimit = Number(await records.relay.estimateGas(batch, 1_000_000));
    expect(await skippedIn(relay(batch, 1_000_000, { gasLimit }))).to.deep.equal([]);
  });

  it('can be nested, within the gas of its act', async () => {
    const { records } = chain.contracts;
    const one = step();
    const inner = records.interface.encodeFunctionData('relay', [[acts.handOverAccount(one)], 100_000]);
    expect(await skippedIn(relay([inner], 200_000))).to.deep.equal([]);
    expect((await stateOf(one)).owner).to.equal(one.to.signerId);
  });
});
