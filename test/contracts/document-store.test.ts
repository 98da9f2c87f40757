import { expect } from 'chai';
import { ZeroHash } from 'ethers';
import type { ChamberDocumentStore } from '../../types/contracts/index.ts';
import { actsOf, newRecord, unique32 } from './support/acts.ts';
import { accredit, CHAMBER, type Chain, OTHER_CHAMBER, openChain, storeDomain } from './support/chain.ts';
import { accountParty, es256Party, type Party } from './support/parties.ts';
import { aliasDigest, issuanceDigest } from './support/typed-data.ts';

describe('ChamberDocumentStore', () => {
  let chain: Chain;
  let store: ChamberDocumentStore;
  let domain: ReturnType<typeof storeDomain>;
  /** Of the chamber: one that has ended, one that counts. Of another chamber. */
  let old: Party;
  let current: Party;
  let other: Party;

  const stores = () => chain.contracts.documentStores;
  const storeOf = async (chamber: string) =>
    chain.ethers.getContractAt('ChamberDocumentStore', await stores().storeOf(chamber));
  const signed = (by: Party, digest: string) => ({ signer: by.signer, signature: by.sign(digest) });
  const issue = (root: string, by: Party, digest = issuanceDigest(domain, root)) =>
    stores().issue(CHAMBER, root, signed(by, digest));
  const revokeEnded = (
    recordId: string,
    hash: string,
    by: Party,
    digest = aliasDigest(domain, recordId, hash),
  ) => store.connect(chain.accounts.stranger).revokeEnded(recordId, hash, signed(by, digest));

  before(async () => {
    chain = await openChain();
    [old, current, other] = [es256Party(chain.verifiers), accountParty(), es256Party(chain.verifiers)];
    await accredit(chain, old, CHAMBER);
    await accredit(chain, current, CHAMBER);
    await accredit(chain, other, OTHER_CHAMBER);
    store = await storeOf(CHAMBER);
    domain = storeDomain(chain, await store.getAddress());
    await expect(issue(unique32(), old)).to.emit(stores(), 'StoreMade');
    await chain.contracts.chambers.connect(chain.accounts.guardian).end(old.signerId, await chain.now());
  });

  /** A record of the chamber's that was revoked, or only issued. */
  async function record(ended: boolean) {
    const made = newRecord(chain.domain, current, accountParty());
    const acts = actsOf(chain.contracts.records, chain.domain);
    const revocation = { recordId: made.recordId, reason: 4, successor: ZeroHash };
    if (ended) await chain.send(acts.revoke(revocation, made.genesis, current));
    return made.recordId;
  }

  it('lies where its chamber’s id says, one for each chamber', async () => {
    expect(await store.chamber()).to.equal(CHAMBER);
    const another = unique32();
    const address = await stores().storeOf(OTHER_CHAMBER);
    expect(address).not.to.equal(await store.getAddress());
    await stores().issue(
      OTHER_CHAMBER,
      another,
      signed(other, issuanceDigest(storeDomain(chain, address), another)),
    );
    const its = await storeOf(OTHER_CHAMBER);
    expect(await its.chamber()).to.equal(OTHER_CHAMBER);
    expect(await its.isIssued(another)).to.equal(true);
    expect(await store.isIssued(another)).to.equal(false);
  });

  it('issues a root once, by a key of the chamber, whoever sends it', async () => {
    const root = unique32();
    expect(await store.isIssued(root)).to.equal(false);
    await expect(issue(root, current)).to.emit(store, 'DocumentIssued').withArgs(root);
    expect(await store.isIssued(root)).to.equal(true);
    await expect(issue(root, current)).not.to.emit(store, 'DocumentIssued');
  });

  it('takes no root from a stranger, another chamber, or a key whose accreditation is over', async () => {
    for (const by of [es256Party(chain.verifiers), accountParty(), other, old]) {
      const root = unique32();
      await expect(issue(root, by))
        .to.be.revertedWithCustomError(store, 'ChamberDocumentStoreSignerNotAccredited')
        .withArgs(by.signerId, CHAMBER);
      expect(await store.isIssued(root)).to.equal(false);
    }
  });

  it('takes no signature over another root, for another store or by another key', async () => {
    const root = unique32();
    const elsewhere = storeDomain(chain, await stores().storeOf(OTHER_CHAMBER));
    for (const digest of [issuanceDigest(domain, unique32()), issuanceDigest(elsewhere, root)]) {
      await expect(issue(root, current, digest))
        .to.be.revertedWithCustomError(store, 'ChamberDocumentStoreSignatureInvalid')
        .withArgs(current.signerId);
    }
    const forged = { signer: current.signer, signature: accountParty().sign(issuanceDigest(domain, root)) };
    await expect(stores().issue(CHAMBER, root, forged))
      .to.be.revertedWithCustomError(store, 'ChamberDocumentStoreSignatureInvalid')
      .withArgs(current.signerId);
  });

  it('revokes the document of a record that has ended, for anyone who has the alias, and nothing else', async () => {
    const [recordId, hash] = [await record(true), unique32()];
    await expect(revokeEnded(recordId, hash, current))
      .to.emit(store, 'DocumentRevoked')
      .withArgs(hash);
    expect(await store.isRevoked(hash)).to.equal(true);
    expect(await store.isRevoked(recordId)).to.equal(false);
    await expect(revokeEnded(recordId, hash, current)).not.to.emit(store, 'DocumentRevoked');
  });

  it('takes an alias that was signed before the key’s end', async () => {
    const [recordId, hash] = [await record(true), unique32()];
    await revokeEnded(recordId, hash, old);
    expect(await store.isRevoked(hash)).to.equal(true);
  });

  it('does not revoke while the record is active', async () => {
    const recordId = await record(false);
    await expect(revokeEnded(recordId, unique32(), current))
      .to.be.revertedWithCustomError(store, 'ChamberDocumentStoreRecordActive')
      .withArgs(recordId);
  });

  it('takes no alias of a stranger, of another chamber, of a key that never was good, or for another document', async () => {
    const recordId = await record(true);
    const never = accountParty();
    await accredit(chain, never, CHAMBER);
    await chain.contracts.chambers.connect(chain.accounts.guardian).end(never.signerId, 1);
    for (const by of [accountParty(), other, never]) {
      await expect(revokeEnded(recordId, unique32(), by))
        .to.be.revertedWithCustomError(store, 'ChamberDocumentStoreSignerNotAccredited')
        .withArgs(by.signerId, CHAMBER);
    }
    const alias = aliasDigest(domain, recordId, unique32());
    await expect(revokeEnded(recordId, unique32(), current, alias))
      .to.be.revertedWithCustomError(store, 'ChamberDocumentStoreSignatureInvalid')
      .withArgs(current.signerId);
  });

  it('does nothing at the address of the code that the stores share', async () => {
    const { provider } = chain.ethers;
    const clone = await provider.getCode(await store.getAddress());
    // EIP-1167: the address that the clone delegates to.
    const shared = await chain.ethers.getContractAt('ChamberDocumentStore', `0x${clone.slice(22, 62)}`);
    expect(await shared.chamber()).to.equal(`0x${'00'.repeat(16)}`);
    const root = unique32();
    const its = storeDomain(chain, await shared.getAddress());
    for (const by of [accountParty(), current]) {
      await expect(shared.issue(root, signed(by, issuanceDigest(its, root)))).to.be.revertedWithCustomError(
        shared,
        'ChamberDocumentStoreSignerNotAccredited',
      );
    }
  });

  it('answers no question for an interface, so that verifiers ask as they always did', async () => {
    const { provider } = chain.ethers;
    const call = { to: await store.getAddress(), data: `0x01ffc9a7dcfd0745${'00'.repeat(28)}` };
    expect(await provider.call(call).catch(() => 'refused')).to.equal('refused');
  });
});
