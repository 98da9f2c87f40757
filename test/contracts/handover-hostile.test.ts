import { expect } from 'chai';
import { ZeroAddress } from 'ethers';
import {
  type Acts,
  actsOf,
  firstStep,
  NO_GENESIS,
  newRecord,
  nextStep,
  type Step,
  unique32,
} from './support/acts.ts';
import { type Chain, openChain } from './support/chain.ts';
import { deployHostile, KEY_FORMS } from './support/forms.ts';
import { accountParty, es256Party, highS, type Party, signerIdOf } from './support/parties.ts';

describe('RecordRegistry: hostile handovers', () => {
  let chain: Chain;
  let acts: Acts;
  before(async () => {
    chain = await openChain();
    acts = actsOf(chain.contracts.records, chain.domain);
  });
  const issuer = () => es256Party(chain.verifiers);

  /** Sends `act`, which must fail with `error` and leave the record as it was. */
  async function refused(act: string, recordId: string, error: string, ...values: unknown[]) {
    const { records } = chain.contracts;
    const before = await records.stateOf(recordId);
    await expect(chain.send(act, 1_000_000))
      .to.be.revertedWithCustomError(records, `RecordRegistry${error}`)
      .withArgs(recordId, ...values);
    expect(await records.stateOf(recordId)).to.deep.equal(before);
  }

  for (const form of KEY_FORMS) {
    describe(form.name, () => {
      let owner: Party;
      let next: Party;
      let thief: Party;
      let step: Step;
      beforeEach(async () => {
        [owner, next, thief] = [await form.party(chain), await form.party(chain), await form.party(chain)];
        step = firstStep(newRecord(chain.domain, issuer(), owner), owner, next);
      });
      const act = (sent: Step, signed?: Step) => form.act(acts, sent, signed);
      const withTerms = (terms: Partial<Step['terms']>): Step => ({
        ...step,
        terms: { ...step.terms, ...terms },
      });

      it('refuses signatures made for another chain or another contract', async () => {
        const { recordId } = step.terms;
        const chainId = chain.domain.chainId + 1;
        const verifyingContract = await chain.contracts.anchors.getAddress();
        for (const domain of [
          { ...chain.domain, chainId },
          { ...chain.domain, verifyingContract },
        ]) {
          const foreign = form.act(actsOf(chain.contracts.records, domain), step);
          await refused(foreign, recordId, 'SignatureInvalid', owner.signerId);
        }
      });

      it('refuses a replay, and a handover signed for a later sequence', async () => {
        const { recordId } = step.terms;
        const executed = act(step);
        await refused(act(withTerms({ sequence: 1 })), recordId, 'SequenceMismatch', 0, 1);
        await chain.send(executed);
        await refused(executed, recordId, 'SequenceMismatch', 1, 0);
        // The record comes back to its first owner: the old signatures are dead all the same.
        await chain.send(act(nextStep(recordId, 1, next, owner)));
        await refused(executed, recordId, 'SequenceMismatch', 2, 0);
      });

      it('refuses terms that were altered after signing', async () => {
        const { recordId } = step.terms;
        const altered = [
          withTerms({ content: unique32() }),
          withTerms({ deadline: step.terms.deadline + 1 }),
        ];
        for (const sent of altered)
          await refused(act(sent, step), recordId, 'SignatureInvalid', owner.signerId);
        await chain.send(act(step));
        const later = nextStep(recordId, 1, next, thief);
        const signed = { ...later, terms: { ...later.terms, sequence: 0 } };
        await refused(act(later, signed), recordId, 'SignatureInvalid', next.signerId);
      });

      it('refuses another recipient than the owner signed for', async () => {
        await refused(
          act({ ...step, to: thief }, step),
          step.terms.recordId,
          'SignatureInvalid',
          owner.signerId,
        );
      });

      it("refuses an acceptance by another than the recipient, and the owner's signature by another", async () => {
        const forged = (victim: Party): Party => ({ ...victim, sign: (digest) => thief.sign(digest) });
        const { recordId } = step.terms;
        await refused(act({ ...step, to: forged(next) }), recordId, 'SignatureInvalid', next.signerId);
        await refused(act({ ...step, from: forged(owner) }), recordId, 'SignatureInvalid', owner.signerId);
      });

      it('refuses who is not the owner', async () => {
        const { recordId } = step.terms;
        await refused(act({ ...step, from: thief }), recordId, 'NotOwner', thief.signerId);
        await chain.send(act(step));
        await refused(act(nextStep(recordId, 1, owner, thief)), recordId, 'NotOwner', owner.signerId);
      });

      it('refuses a genesis that is altered, claims another issuer or is missing', async () => {
        const { recordId } = step.terms;
        const shown = [
          { ...step.genesis, content: unique32() },
          { ...step.genesis, issuer: issuer().signerId },
          { ...step.genesis, firstOwner: thief.signerId },
          { ...step.genesis, kind: 2 },
          NO_GENESIS,
        ];
        for (const genesis of shown) {
          const digest = await chain.contracts.records.recordIdOf(genesis);
          await refused(act({ ...step, genesis, from: thief }), recordId, 'GenesisMismatch', digest);
        }
      });

      it('refuses a record that is neither a certificate nor a pouch', async () => {
        for (const kind of [0, 3, 255]) {
          const record = newRecord(chain.domain, issuer(), owner, kind);
          await refused(act(firstStep(record, owner, next)), record.recordId, 'KindUnknown', kind);
        }
      });

      it('refuses an act after its deadline', async () => {
        const deadline = await chain.now();
        await refused(act(withTerms({ deadline })), step.terms.recordId, 'DeadlinePassed', deadline);
      });

      it('gives one of two recipients the record, never both', async () => {
        const { recordId } = step.terms;
        const [one, other] = [act(step), act({ ...step, to: thief })];
        await chain.send(one);
        await refused(other, recordId, 'SequenceMismatch', 1, 0);
        expect((await chain.contracts.records.stateOf(recordId)).owner).to.equal(next.signerId);
      });
    });
  }

  describe('malleability', () => {
    it('refuses the high s of an ES256 signature', async () => {
      const [owner, next] = [es256Party(chain.verifiers), es256Party(chain.verifiers)];
      const step = firstStep(newRecord(chain.domain, issuer(), owner), owner, next);
      const high = (by: Party): Party => ({ ...by, sign: (digest) => highS(by.sign(digest)) });
      for (const handOver of [acts.handOver, acts.handOverES256]) {
        const { recordId } = step.terms;
        await refused(handOver({ ...step, from: high(owner) }), recordId, 'SignatureInvalid', owner.signerId);
        await refused(handOver({ ...step, to: high(next) }), recordId, 'SignatureInvalid', next.signerId);
      }
    });

    it('refuses the high s of an account, and signatures of another length', async () => {
      const SECP256K1_N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141n;
      const [owner, next] = [accountParty(), accountParty()];
      const step = firstStep(newRecord(chain.domain, issuer(), owner), owner, next);
      const alter = (change: (signature: string) => string): Step => ({
        ...step,
        from: { ...owner, sign: (digest) => change(owner.sign(digest)) },
      });
      const high = alter((signature) => {
        const s = SECP256K1_N - BigInt(`0x${signature.slice(66, 130)}`);
        const v = signature.endsWith('1b') ? '1c' : '1b';
        return `${signature.slice(0, 66)}${s.toString(16).padStart(64, '0')}${v}`;
      });
      for (const sent of [high, alter((signature) => signature.slice(0, -2)), alter(() => '0x')]) {
        await refused(acts.handOver(sent), step.terms.recordId, 'SignatureInvalid', owner.signerId);
      }
    });

    it('takes no ES256 signature of another length, which would be a second form of the same', async () => {
      const [owner, next] = [es256Party(chain.verifiers), es256Party(chain.verifiers)];
      const step = firstStep(newRecord(chain.domain, issuer(), owner), owner, next);
      for (const change of [(s: string) => `${s}00`, (s: string) => s.slice(0, -2), () => '0x']) {
        const from = { ...owner, sign: (digest: string) => change(owner.sign(digest)) };
        const act = acts.handOver({ ...step, from });
        await refused(act, step.terms.recordId, 'SignatureInvalid', owner.signerId);
      }
    });
  });

  describe('the account zero, that a bad signature recovers to', () => {
    it('cannot give or receive', async () => {
      const nobody: Party = {
        signer: ZeroAddress,
        signerId: signerIdOf(ZeroAddress),
        sign: () => BAD_SIGNATURE,
      };
      const owner = accountParty();
      const received = firstStep(newRecord(chain.domain, issuer(), owner), owner, nobody);
      const given = firstStep(newRecord(chain.domain, issuer(), nobody), nobody, owner);
      for (const step of [received, given]) {
        for (const handOver of [acts.handOver, acts.handOverAccount]) {
          await refused(handOver(step), step.terms.recordId, 'SignatureInvalid', nobody.signerId);
        }
      }
    });
    // r is no point's abscissa, so nobody is recovered.
    const BAD_SIGNATURE = `0x${'00'.repeat(31)}05${'00'.repeat(31)}011b`;
  });

  describe("the attacker's own code", () => {
    it('answers for no key of ours: the id of a signer hashes its verifier', async () => {
      const owner = es256Party(chain.verifiers);
      const step = firstStep(newRecord(chain.domain, issuer(), owner), owner, accountParty());
      const attacker = await deployHostile(chain, 'yes');
      const sameKey = attacker.keyOf(`0x${owner.signer.slice(42)}`);
      const act = acts.handOver({ ...step, from: sameKey });
      await refused(act, step.terms.recordId, 'NotOwner', sameKey.signerId);
    });

    it('is not asked for a plain account, nor taken for one when it refuses, reverts or eats its gas', async () => {
      for (const answer of ['no', 'revert', 'eatAllGas'] as const) {
        const hostile = await deployHostile(chain, answer);
        for (const party of [hostile.account, hostile.keyOf('0xa77ac6e4')]) {
          const step = firstStep(newRecord(chain.domain, issuer(), party), party, accountParty());
          await refused(acts.handOver(step), step.terms.recordId, 'SignatureInvalid', party.signerId);
        }
      }
    });

    it('is not asked by handOverAccount, contract account or not', async () => {
      const contract = await deployHostile(chain, 'yes');
      const signing = { ...contract.account, sign: (digest: string) => accountParty().sign(digest) };
      const step = firstStep(newRecord(chain.domain, issuer(), signing), signing, accountParty());
      await refused(acts.handOverAccount(step), step.terms.recordId, 'SignatureInvalid', signing.signerId);
    });

    it('is refused where there is no code, or too little to name a verifier', async () => {
      for (const signer of ['0x', '0x1234', `${accountParty().signer}00`]) {
        const party: Party = { signer, signerId: signerIdOf(signer), sign: () => '0x' };
        const step = firstStep(newRecord(chain.domain, issuer(), party), party, accountParty());
        await refused(acts.handOver(step), step.terms.recordId, 'SignatureInvalid', party.signerId);
      }
    });
  });
});
