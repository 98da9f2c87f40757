import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import { Interface } from 'ethers';
import { toHex } from '../../core/bytes.ts';
import { type Es256Signer, signDigest } from '../../core/es256.ts';
import { ProfileHash } from '../../core/ids.ts';
import { ACCREDITATION_OF, answerOf, callOf, STATE_OF } from '../../core/registry-views.ts';
import { signerBytes, signerFromJwk } from '../../core/signer.ts';
import { closingDigest, registryDomain, revocationDigest } from '../../core/typed-data.ts';
import { createChainAccount } from '../../server/anchoring/account.ts';
import { encodeRecordAct, type RecordAct } from '../../server/anchoring/act-calls.ts';
import { type Anchoring, type ChainAct, insertChainAct } from '../../server/anchoring/index.ts';
import { createOutbox } from '../../server/anchoring/outbox.ts';
import {
  anchorRegistry,
  chamberRegistry,
  documentStore,
  documentStores,
  recordRegistry,
} from '../../server/anchoring/registry-abi.ts';
import { readArtifact } from '../../server/chain/artifacts.ts';
import { connectTestChain, type TestChain } from '../fixtures/chain.ts';
import {
  createWorld,
  newChamberId,
  newSigner,
  signerIdOf,
  signHandovers,
  type TestRecord,
  type World,
} from './anchoring-setup.ts';

describe('anchoring of acts', () => {
  let chain: TestChain;
  let world: World;
  let anchoring: Anchoring;

  before(async () => {
    chain = await connectTestChain();
    world = await createWorld(chain);
    anchoring = world.anchoring();
    anchoring.start();
  });
  after(async () => {
    await world.close();
    chain.close();
  });

  const insert = (acts: readonly ChainAct[]): Promise<number[]> =>
    world.database.asSystem(async (trx) => {
      const ids: number[] = [];
      for (const act of acts) ids.push(await insertChainAct(trx, act, []));
      return ids;
    });
  const stored = (ids: readonly number[]) =>
    world.database.asSystem((trx) =>
      trx
        .selectFrom('chain_acts')
        .select(['state', 'failure', 'transaction_id'])
        .where('id', 'in', ids)
        .orderBy('id')
        .execute(),
    );
  const statesOf = async (ids: readonly number[]) => (await stored(ids)).map((act) => act.state);
  const stateOf = async ({ recordId }: TestRecord) => {
    const call = { to: world.deployment.contracts.recordRegistry, data: callOf(STATE_OF, recordId) };
    const { owner, sequence, status } = answerOf(
      STATE_OF,
      await chain.rpc.call('eth_call', [call, 'latest']),
    );
    return { owner, sequence, status };
  };
  const handover = async (
    records: readonly TestRecord[],
    terms: { from?: Es256Signer; to: Es256Signer; sequence?: number; deadline?: number },
  ): Promise<RecordAct> => {
    const from = terms.from ?? (records[0] as TestRecord).owner;
    return { act: 'handover', handovers: await signHandovers(world.deployment, records, { ...terms, from }) };
  };
  const idOf = (signer: Es256Signer) => signerIdOf(signer, world.deployment);

  /** Relays an act as anyone could, from another account. */
  const relayedByAnother = async (act: RecordAct) => {
    const other = await connectTestChain();
    const outbox = createOutbox(other.rpc, createChainAccount(other.privateKey, other.chainId));
    const { data } = encodeRecordAct(act, world.deployment.verifiers);
    const quoted = await outbox.quote({
      to: world.deployment.contracts.recordRegistry,
      data,
      leastGas: 300_000n,
    });
    const { raw } = await createChainAccount(other.privateKey, other.chainId).sign({ ...quoted, nonce: 0 });
    await other.rpc.call('eth_sendRawTransaction', [raw]);
    other.close();
  };

  it('speaks to the contracts as they are compiled', async () => {
    const contracts = {
      AnchorRegistry: anchorRegistry,
      ChamberRegistry: chamberRegistry,
      RecordRegistry: recordRegistry,
      ChamberDocumentStore: documentStore,
      ChamberDocumentStores: documentStores,
    };
    for (const [name, ours] of Object.entries(contracts)) {
      const compiled = new Interface((await readArtifact(name as keyof typeof contracts)).abi).format(true);
      for (const fragment of ours.format(true)) expect(compiled, name).to.include(fragment);
    }
  });

  it('hands records over, several acts in one transaction, one record twice', async () => {
    const records = await world.record(3);
    const [first] = records as [TestRecord];
    const [b, c] = [newSigner(), newSigner()];
    const acts = await Promise.all(records.map((record) => handover([record], { to: b })));
    const ids = await insert([...acts, await handover([first], { from: b, to: c, sequence: 1 })]);
    await anchoring.flush();

    const rows = await stored(ids);
    expect(rows.map((row) => row.state)).to.deep.equal(['final', 'final', 'final', 'final']);
    expect(new Set(rows.map((row) => row.transaction_id)).size).to.equal(1);
    expect(await stateOf(first)).to.deep.equal({ owner: idOf(c), sequence: 2, status: 'active' });
    expect(await stateOf(records[2] as TestRecord)).to.deep.equal({
      owner: idOf(b),
      sequence: 1,
      status: 'active',
    });
  });

  it('hands a group over as one act', async () => {
    const records = await world.record(4);
    const b = newSigner();
    const ids = await insert([await handover(records, { to: b })]);
    await anchoring.flush();
    expect(await statesOf(ids)).to.deep.equal(['final']);
    for (const record of records) expect(await stateOf(record)).to.include({ owner: idOf(b), sequence: 1 });
  });

  it('closes a record that never moved', async () => {
    const [record] = (await world.record(1)) as [TestRecord];
    const closing = {
      ...{ recordId: record.recordId, sequence: 0, reason: 'acquitted' as const, content: record.recordId },
      deadline: Math.floor(Date.now() / 1000) + 3_600,
    };
    const domain = registryDomain(world.deployment.chainId, world.deployment.contracts.recordRegistry);
    const signature = toHex(await signDigest(record.owner, closingDigest(domain, closing)));
    const owner = { jwk: record.owner.jwk, signature };
    const ids = await insert([{ act: 'closing', genesis: record.genesis, closing, owner }]);
    await anchoring.flush();
    expect(await statesOf(ids)).to.deep.equal(['final']);
    expect(await stateOf(record)).to.include({ status: 'closed' });
  });

  it('accredits a key before the revocation that it signed, and ends it after', async () => {
    const records = (await world.record(2)) as [TestRecord, TestRecord];
    const [record] = records;
    const chamber = newChamberId();
    const signer = toHex(signerBytes(signerFromJwk(record.owner.jwk), world.deployment.verifiers));
    const domain = registryDomain(world.deployment.chainId, world.deployment.contracts.recordRegistry);
    const revoke = async ({ recordId, genesis, owner }: TestRecord): Promise<ChainAct> => {
      const revocation = { recordId, reason: 'fraud' as const, successor: null };
      const signature = toHex(await signDigest(owner, revocationDigest(domain, revocation)));
      return { act: 'revocation', genesis, revocation, issuer: { jwk: owner.jwk, signature } };
    };
    const profileHash = ProfileHash.parse(record.recordId);
    const ids = await insert([
      { act: 'profile', chamber, profileHash },
      { act: 'accreditation', signer, chamber },
      await revoke(record),
    ]);
    await anchoring.flush();
    expect(await statesOf(ids)).to.deep.equal(['final', 'final', 'final']);
    expect(await stateOf(record)).to.include({ status: 'revoked' });

    // On the chain's clock the end has come when the next block is made.
    const head = (await chain.rpc.call('eth_getBlockByNumber', ['latest', false])) as { timestamp: string };
    const at = Number(head.timestamp) + 1;
    await delay(1_100);
    const ended = await insert([
      // The last that it signed, told in the same moment as its end.
      await revoke(records[1]),
      { act: 'ending', signerId: idOf(record.owner), at },
      // Once more: it is accredited already, which is success; to end it later than it ended is not possible.
      { act: 'accreditation', signer, chamber },
      { act: 'ending', signerId: idOf(record.owner), at: at + 1_000 },
    ]);
    await anchoring.flush();
    const rows = await stored(ended);
    expect(rows.map((row) => row.state)).to.deep.equal(['final', 'final', 'final', 'final']);
    expect(await stateOf(records[1])).to.include({ status: 'revoked' });
    const call = {
      to: world.deployment.contracts.chamberRegistry,
      data: callOf(ACCREDITATION_OF, idOf(record.owner)),
    };
    expect(answerOf(ACCREDITATION_OF, await chain.rpc.call('eth_call', [call, 'latest']))?.until).to.equal(
      at,
    );
  });

  it('fails an act of the registry with the registry’s reason', async () => {
    const ids = await insert([{ act: 'ending', signerId: idOf(newSigner()), at: 1 }]);
    await anchoring.flush();
    const [act] = await stored(ids);
    expect(act?.state).to.equal('failed');
    expect(act?.failure).to.match(/^ChamberRegistrySignerUnknown\(signerId 0x/);
  });

  it('takes an act that another relayed first for done', async () => {
    const [record] = (await world.record(1)) as [TestRecord];
    const b = newSigner();
    const act = await handover([record], { to: b });
    await relayedByAnother(act);
    const ids = await insert([act]);
    await anchoring.flush();
    expect(await statesOf(ids)).to.deep.equal(['final']);
    expect(await stateOf(record)).to.deep.equal({ owner: idOf(b), sequence: 1, status: 'active' });
  });

  it('takes it for done when the record has moved on since', async () => {
    const [record] = (await world.record(1)) as [TestRecord];
    const [b, c] = [newSigner(), newSigner()];
    const act = await handover([record], { to: b });
    await relayedByAnother(act);
    await relayedByAnother(await handover([record], { from: b, to: c, sequence: 1 }));
    const ids = await insert([act, await handover([record], { to: c })]);
    await anchoring.flush();
    // The first came about; the second, to another recipient with the same sequence, never did.
    expect(await statesOf(ids)).to.deep.equal(['final', 'failed']);
    expect(await stateOf(record)).to.deep.equal({ owner: idOf(c), sequence: 2, status: 'active' });
  });

  it('marks what the chain refuses as failed, with its reason, and does the others beside it', async () => {
    const [late, replayed, good] = (await world.record(3)) as [TestRecord, TestRecord, TestRecord];
    const b = newSigner();
    const ids = await insert([
      await handover([late], { to: b, deadline: 1 }),
      await handover([replayed], { to: b, sequence: 7 }),
      await handover([good], { to: b }),
    ]);
    await anchoring.flush();
    const rows = await stored(ids);
    expect(rows.map((row) => row.state)).to.deep.equal(['failed', 'failed', 'final']);
    expect(rows[0]?.failure).to.match(
      /^RecordRegistryDeadlinePassed\(recordId 0x[0-9a-f]{64}, deadline 1\)$/,
    );
    expect(rows[1]?.failure).to.match(/^RecordRegistry\w+\(/);
    expect(await stateOf(late)).to.include({ status: 'unknown' });
    expect(await stateOf(good)).to.include({ owner: idOf(b), sequence: 1 });
  });

  it('does not let an act that cannot be encoded hold up the others', async () => {
    const [bad, good] = (await world.record(2)) as [TestRecord, TestRecord];
    const broken = await handover([bad], { to: newSigner() });
    if (broken.act !== 'handover') throw new Error('expected a handover');
    const [item] = broken.handovers;
    if (item === undefined) throw new Error('expected one');
    const shortened = {
      ...broken,
      handovers: [{ ...item, from: { ...item.from, signature: '0x00' as const } }],
    };
    const ids = await insert([shortened, await handover([good], { to: newSigner() })]);
    await anchoring.flush();
    expect(await statesOf(ids)).to.deep.equal(['failed', 'final']);
    expect(await stateOf(bad)).to.include({ status: 'unknown' });
  });

  it('spreads many acts over transactions, in order', async () => {
    const records = await world.record(230);
    const b = newSigner();
    const ids = await insert(await Promise.all(records.map((record) => handover([record], { to: b }))));
    await anchoring.flush();
    const rows = await stored(ids);
    expect(new Set(rows.map((row) => row.state))).to.deep.equal(new Set(['final']));
    expect(new Set(rows.map((row) => row.transaction_id)).size).to.be.within(8, 12);
  });
});
