import { expect } from 'chai';
import { actsOf, type Step } from './support/acts.ts';
import { accredit, CHAMBER, type Chain, openChain } from './support/chain.ts';
import { accountParty, es256Party, type Party, p256Key, signerIdOf } from './support/parties.ts';
import * as typedData from './support/typed-data.ts';
import { type Name, type Signed, vectors } from './support/vectors.ts';

/** What each test executes needs the one before it: one record's life. */
describe('test/vectors/typed-data.json and the contracts', () => {
  let chain: Chain;
  before(async () => {
    chain = await openChain();
  });
  const { domain, keys } = vectors;
  const genesisOf = (recordId: string) => {
    const record = vectors.records.find((it) => it.recordId === recordId);
    if (!record) throw new Error(`no genesis of ${recordId}`);
    return record.genesis;
  };
  /** The party of a vector: signs with what the vector holds, whatever it is asked. */
  const party = (name: Name, { signatures }: Signed): Party => ({
    ...keys[name],
    sign: () => signatures[name] ?? '0x',
  });
  const nameOf = (signerId: string) => {
    const name = (Object.keys(keys) as Name[]).find((it) => keys[it].signerId === signerId);
    if (!name) throw new Error(`no key of ${signerId}`);
    return name;
  };
  const stepOf = (message: typedData.Handover, signed: Signed): Step => {
    const { from, to, ...terms } = message;
    return {
      terms,
      genesis: genesisOf(terms.recordId),
      from: party(nameOf(from), signed),
      to: party(nameOf(to), signed),
    };
  };
  const acts = () => actsOf(chain.contracts.records, domain);

  it('is about the contracts as the tests deploy them', () => {
    const lower = (addresses: object) => Object.values(addresses).map((it: string) => it.toLowerCase());
    expect(lower(chain.verifiers)).to.deep.equal(lower(vectors.verifiers));
    expect(chain.domain.verifyingContract.toLowerCase()).to.equal(domain.verifyingContract);
    expect(chain.domain.chainId).to.equal(domain.chainId);
  });

  it("has the digests that ethers' TypedDataEncoder makes", () => {
    const { handover, group, closing, revocation, withoutSuccessor } = vectors;
    expect(typedData.handoverDigest(domain, handover.message)).to.equal(handover.digest);
    expect(typedData.groupDigest(domain, group.messages)).to.equal(group.digest);
    expect(typedData.closingDigest(domain, closing.message)).to.equal(closing.digest);
    expect(typedData.revocationDigest(domain, revocation.message)).to.equal(revocation.digest);
    expect(typedData.revocationDigest(domain, withoutSuccessor.message)).to.equal(withoutSuccessor.digest);
    for (const { genesis, recordId, recordIdOnChain5124 } of vectors.records) {
      expect(typedData.recordIdOf(domain, genesis)).to.equal(recordId);
      expect(typedData.recordIdOf({ ...domain, chainId: 5124 }, genesis)).to.equal(recordIdOnChain5124);
    }
  });

  it('has signer ids and signatures of its keys', () => {
    for (const key of Object.values(keys)) {
      const derived = key.jwk
        ? es256Party(vectors.verifiers, p256Key(key.jwk))
        : accountParty(key.privateKey);
      expect([derived.signer, derived.signerId]).to.deep.equal([key.signer, key.signerId]);
    }
    for (const { signer, signerId } of vectors.otherSigners) expect(signerIdOf(signer)).to.equal(signerId);
  });

  it('has the record ids that the registry gives, on either chain', async () => {
    const { records } = chain.contracts;
    const elsewhere = (await openChain('osaka', 5124)).contracts.records;
    for (const { genesis, recordId, recordIdOnChain5124 } of vectors.records) {
      expect(await records.recordIdOf(genesis)).to.equal(recordId);
      expect(await elsewhere.recordIdOf(genesis)).to.equal(recordIdOnChain5124);
    }
  });

  it('has a handover that the registry executes, and refuses with a high s', async () => {
    const { handover } = vectors;
    const { recordId } = handover.message;
    const step = stepOf(handover.message, handover);
    const high = { ...step, from: { ...step.from, sign: () => handover.refused.highS } };
    await expect(chain.send(acts().handOverES256(high)))
      .to.be.revertedWithCustomError(chain.contracts.records, 'RecordRegistrySignatureInvalid')
      .withArgs(recordId, keys.owner.signerId);
    await chain.send(acts().handOverES256(step));
    expect(await chain.contracts.records.stateOf(recordId)).to.deep.equal([
      keys.consignee.signerId,
      1n,
      1n,
      0n,
    ]);
  });

  it('has a group of a pouch and its certificate that the registry executes', async () => {
    const { group } = vectors;
    await chain.send(acts().handOverGroup(group.messages.map((message) => stepOf(message, group))));
    for (const { recordId, sequence, to } of group.messages) {
      expect(await chain.contracts.records.stateOf(recordId)).to.deep.equal([
        to,
        BigInt(sequence + 1),
        1n,
        0n,
      ]);
    }
  });

  it('has a closing that the registry executes', async () => {
    const { message } = vectors.closing;
    const owner = party('importer', vectors.closing);
    await chain.send(acts().close(message, genesisOf(message.recordId), owner));
    const { status, reason } = await chain.contracts.records.stateOf(message.recordId);
    expect([status, reason]).to.deep.equal([2n, BigInt(message.reason)]);
  });

  it('has a revocation that the registry executes', async () => {
    const { message } = vectors.revocation;
    const issuer = party('issuer', vectors.revocation);
    await accredit(chain, issuer, CHAMBER);
    await chain.send(acts().revokeES256(message, genesisOf(message.recordId), issuer));
    const { owner, status, reason } = await chain.contracts.records.stateOf(message.recordId);
    expect([owner, status, reason]).to.deep.equal([keys.customs.signerId, 4n, BigInt(message.reason)]);
  });
});
