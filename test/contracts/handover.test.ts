import { expect } from 'chai';
import { ZeroHash } from 'ethers';
import { type Acts, actsOf, firstStep, NO_GENESIS, newRecord, nextStep } from './support/acts.ts';
import { type Chain, openChain } from './support/chain.ts';
import { deployHostile, KEY_FORMS } from './support/forms.ts';
import { accountParty, es256Party, rsaParty, webAuthnParty } from './support/parties.ts';
import { recordIdOf } from './support/typed-data.ts';

const ACTIVE = 1n;
const NOBODY = `0x${'00'.repeat(24)}`;

describe('RecordRegistry: handing over', () => {
  let chain: Chain;
  let acts: Acts;
  before(async () => {
    chain = await openChain();
    acts = actsOf(chain.contracts.records, chain.domain);
  });
  const issuer = () => es256Party(chain.verifiers);
  const stateOf = (recordId: string) => chain.contracts.records.stateOf(recordId);

  describe('constructor', () => {
    it('takes the verifiers from the chamber registry it is to ask', async () => {
      expect(await chain.contracts.records.chamberRegistry()).to.equal(
        await chain.contracts.chambers.getAddress(),
      );
    });

    it('shows its EIP-712 domain (ERC-5267)', async () => {
      const { name, version, chainId, verifyingContract } = chain.domain;
      const shown = await chain.contracts.records.eip712Domain();
      expect(shown).to.deep.equal(['0x0f', name, version, BigInt(chainId), verifyingContract, ZeroHash, []]);
    });
  });

  describe('recordIdOf and stateOf', () => {
    it('gives the EIP-712 digest of the genesis, of any kind', async () => {
      for (const kind of [0, 1, 2, 255]) {
        const { genesis, recordId } = newRecord(chain.domain, issuer(), accountParty(), kind);
        expect(await chain.contracts.records.recordIdOf(genesis)).to.equal(recordId);
      }
    });

    it('returns zeros for a record that has not moved', async () => {
      const { recordId } = newRecord(chain.domain, issuer(), accountParty());
      expect(await stateOf(recordId)).to.deep.equal([NOBODY, 0n, 0n, 0n]);
    });
  });

  for (const form of KEY_FORMS) {
    describe(form.name, () => {
      it('moves a record from its genesis and on, by relays that are no party', async () => {
        const { records } = chain.contracts;
        const [a, b, c] = [await form.party(chain), await form.party(chain), await form.party(chain)];
        const record = newRecord(chain.domain, issuer(), a);
        const first = firstStep(record, a, b);
        await expect(chain.send(form.act(acts, first)))
          .to.emit(records, 'RecordHandedOver')
          .withArgs(record.recordId, a.signerId, b.signerId, 0, first.terms.content);
        expect(await stateOf(record.recordId)).to.deep.equal([b.signerId, 1n, ACTIVE, 0n]);

        const next = nextStep(record.recordId, 1, b, c);
        await expect(chain.send(form.act(acts, next)))
          .to.emit(records, 'RecordHandedOver')
          .withArgs(record.recordId, b.signerId, c.signerId, 1, next.terms.content);
        expect(await stateOf(record.recordId)).to.deep.equal([c.signerId, 2n, ACTIVE, 0n]);
      });

      it('lets an owner pass a record to itself, which kills every earlier signature', async () => {
        const [a, b] = [await form.party(chain), await form.party(chain)];
        const record = newRecord(chain.domain, issuer(), a);
        const promised = form.act(acts, firstStep(record, a, b));
        await chain.send(form.act(acts, firstStep(record, a, a)));
        await expect(chain.send(promised))
          .to.be.revertedWithCustomError(chain.contracts.records, 'RecordRegistrySequenceMismatch')
          .withArgs(record.recordId, 1, 0);
        expect(await stateOf(record.recordId)).to.deep.equal([a.signerId, 1n, ACTIVE, 0n]);
      });
    });
  }

  describe('handOver between different kinds of signers', () => {
    it('moves from any kind to any other', async () => {
      const contract = await deployHostile(chain, 'yes');
      const parties = [
        es256Party(chain.verifiers),
        accountParty(),
        webAuthnParty(chain.verifiers),
        rsaParty(chain.verifiers),
        contract.account,
        contract.keyOf('0xa77ac6e4'),
        es256Party(chain.verifiers),
      ];
      const [first] = parties;
      if (!first) throw new Error('no parties');
      const { recordId, genesis } = newRecord(chain.domain, issuer(), first, 2);
      for (const [sequence, to] of parties.slice(1).entries()) {
        const from = parties[sequence] ?? first;
        await chain.send(acts.handOver({ ...nextStep(recordId, sequence, from, to), genesis }));
        expect(await stateOf(recordId)).to.deep.equal([to.signerId, BigInt(sequence + 1), ACTIVE, 0n]);
      }
    });

    it('lets an account that has delegated itself (EIP-7702) sign with its key', async () => {
      const [a, b] = [accountParty(), accountParty()];
      const delegate = await deployHostile(chain, 'no');
      await chain.networkHelpers.setCode(a.signer, `0xef0100${delegate.account.signer.slice(2)}`);
      const record = newRecord(chain.domain, issuer(), a);
      await chain.send(acts.handOver(firstStep(record, a, b)));
      expect((await stateOf(record.recordId)).owner).to.equal(b.signerId);
    });
  });

  describe('the genesis', () => {
    it('is not read once a record has moved, so that a relay need not know', async () => {
      const [a, b, c] = [accountParty(), accountParty(), accountParty()];
      const record = newRecord(chain.domain, issuer(), a);
      await chain.send(acts.handOverAccount(firstStep(record, a, b)));
      await chain.send(
        acts.handOverAccount({ ...nextStep(record.recordId, 1, b, c), genesis: record.genesis }),
      );
      await chain.send(acts.handOverAccount({ ...nextStep(record.recordId, 2, c, a), genesis: NO_GENESIS }));
      expect((await stateOf(record.recordId)).owner).to.equal(a.signerId);
    });

    it('gives every registry records of its own', async () => {
      const { genesis, recordId } = newRecord(chain.domain, issuer(), accountParty());
      const elsewhere = { ...chain.domain, verifyingContract: await chain.contracts.anchors.getAddress() };
      expect(recordIdOf(elsewhere, genesis)).not.to.equal(recordId);
      expect(recordIdOf({ ...chain.domain, chainId: 1 }, genesis)).not.to.equal(recordId);
    });
  });

  describe('deadline', () => {
    it('is the last second at which a handover may run', async () => {
      const { records } = chain.contracts;
      const [a, b] = [accountParty(), accountParty()];
      const step = firstStep(newRecord(chain.domain, issuer(), a), a, b);
      const deadline = (await chain.now()) + 100;
      const act = acts.handOverAccount({ ...step, terms: { ...step.terms, deadline } });
      await chain.networkHelpers.time.setNextBlockTimestamp(deadline + 1);
      await expect(chain.send(act))
        .to.be.revertedWithCustomError(records, 'RecordRegistryDeadlinePassed')
        .withArgs(step.terms.recordId, deadline);
      const later = { ...step, terms: { ...step.terms, deadline: deadline + 10 } };
      await chain.networkHelpers.time.setNextBlockTimestamp(deadline + 10);
      await chain.send(acts.handOverAccount(later));
      expect((await stateOf(step.terms.recordId)).owner).to.equal(b.signerId);
    });
  });
});
