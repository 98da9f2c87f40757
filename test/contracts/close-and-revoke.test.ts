import { expect } from 'chai';
import { ZeroHash } from 'ethers';
import { type Acts, actsOf, firstStep, NO_GENESIS, newRecord, nextStep, unique32 } from './support/acts.ts';
import { accredit, CHAMBER, type Chain, FAR, OTHER_CHAMBER, openChain } from './support/chain.ts';
import { deployHostile } from './support/forms.ts';
import { accountParty, es256Party, type Party, rsaParty, webAuthnParty } from './support/parties.ts';
import type { Closing, Genesis } from './support/typed-data.ts';

const STATUS = { active: 1n, closed: 2n, revoked: 3n, superseded: 4n };
const FRAUD = 4;
const REPLACED = 5;

describe('RecordRegistry: closing and revoking', () => {
  let chain: Chain;
  let acts: Acts;
  /** Keys of one chamber: an old one that issued and has ended, and the one it has now. */
  let old: Party;
  let current: Party;
  let other: Party;
  before(async () => {
    chain = await openChain();
    acts = actsOf(chain.contracts.records, chain.domain);
    [old, current, other] = [
      es256Party(chain.verifiers),
      es256Party(chain.verifiers),
      es256Party(chain.verifiers),
    ];
    await accredit(chain, old, CHAMBER);
    await accredit(chain, current, CHAMBER);
    await accredit(chain, other, OTHER_CHAMBER);
    await chain.contracts.chambers.connect(chain.accounts.guardian).end(old.signerId, await chain.now());
  });
  const stateOf = (recordId: string) => chain.contracts.records.stateOf(recordId);

  async function refused(act: string, recordId: string, error: string, ...values: unknown[]) {
    const before = await stateOf(recordId);
    await expect(chain.send(act, 1_000_000))
      .to.be.revertedWithCustomError(chain.contracts.records, `RecordRegistry${error}`)
      .withArgs(recordId, ...values);
    expect(await stateOf(recordId)).to.deep.equal(before);
  }

  /** A record of the chamber's, its first owner and the next. */
  function issued(issuer = old, owner: Party = accountParty()) {
    const next = accountParty();
    const record = newRecord(chain.domain, issuer, owner);
    const revocation = { recordId: record.recordId, reason: FRAUD, successor: ZeroHash };
    const closing: Closing = {
      recordId: record.recordId,
      sequence: 0,
      reason: 2,
      content: unique32(),
      deadline: FAR,
    };
    return { ...record, owner, next, move: firstStep(record, owner, next), revocation, closing };
  }

  describe('close', () => {
    it('closes a record that has not moved, and one that has', async () => {
      const { records } = chain.contracts;
      for (const reason of [1, 2, 3, 4]) {
        const { recordId, genesis, owner, next, move, closing } = issued();
        const moves = reason % 2;
        if (moves === 1) await chain.send(acts.handOverAccount(move));
        const holder = moves === 1 ? next : owner;
        const act = acts.close(
          { ...closing, reason, sequence: moves },
          moves === 1 ? NO_GENESIS : genesis,
          holder,
        );
        await expect(chain.send(act))
          .to.emit(records, 'RecordClosed')
          .withArgs(recordId, holder.signerId, moves, reason, closing.content);
        expect(await stateOf(recordId)).to.deep.equal([
          holder.signerId,
          BigInt(moves),
          STATUS.closed,
          BigInt(reason),
        ]);
      }
    });

    it('is final: what is closed is neither moved nor closed again', async () => {
      const { recordId, genesis, owner, move, closing } = issued();
      const act = acts.close(closing, genesis, owner);
      await chain.send(act);
      await refused(act, recordId, 'StatusFinal', STATUS.closed);
      await refused(acts.handOver(move), recordId, 'StatusFinal', STATUS.closed);
    });

    it('is for the owner alone, at the signed sequence, until the deadline, for a listed reason', async () => {
      const { recordId, genesis, owner, next, move, closing } = issued();
      const close = (change: Partial<Closing>, by = owner, shown: Genesis = genesis) =>
        acts.close({ ...closing, ...change }, shown, by);
      await refused(close({}, current), recordId, 'NotOwner', current.signerId);
      await refused(close({ sequence: 1 }), recordId, 'SequenceMismatch', 0, 1);
      await refused(close({ deadline: 1 }), recordId, 'DeadlinePassed', 1);
      for (const reason of [0, 5, 255]) await refused(close({ reason }), recordId, 'ReasonUnknown', reason);
      const altered = { ...genesis, firstOwner: current.signerId };
      const digest = await chain.contracts.records.recordIdOf(altered);
      await refused(close({}, current, altered), recordId, 'GenesisMismatch', digest);
      const forged = { ...owner, sign: next.sign };
      await refused(close({}, forged), recordId, 'SignatureInvalid', owner.signerId);
      for (const change of [{ reason: 1 }, { content: unique32() }, { deadline: FAR - 1 }]) {
        const act = acts.close({ ...closing, ...change }, genesis, owner, closing);
        await refused(act, recordId, 'SignatureInvalid', owner.signerId);
      }
      const signedBefore = close({});
      await chain.send(acts.handOverAccount(move));
      await refused(signedBefore, recordId, 'SequenceMismatch', 1, 0);
    });

    it('takes a contract account as owner, and its answer of the moment', async () => {
      const contract = await deployHostile(chain, 'no');
      const { recordId, genesis, closing } = issued(old, contract.account);
      const act = acts.close(closing, genesis, contract.account);
      await refused(act, recordId, 'SignatureInvalid', contract.account.signerId);
      await contract.changeMind('yes');
      await chain.send(act);
      expect((await stateOf(recordId)).status).to.equal(STATUS.closed);
    });
  });

  for (const form of ['revoke', 'revokeES256'] as const) {
    describe(form, () => {
      it('revokes a record before its first move, by a key that took over from the issuer', async () => {
        const { recordId, genesis, owner, move, revocation } = issued();
        await expect(chain.send(acts[form](revocation, genesis, current)))
          .to.emit(chain.contracts.records, 'RecordRevoked')
          .withArgs(recordId, current.signerId, ZeroHash, FRAUD);
        expect(await stateOf(recordId)).to.deep.equal([owner.signerId, 0n, STATUS.revoked, BigInt(FRAUD)]);
        await refused(acts.handOverAccount(move), recordId, 'StatusFinal', STATUS.revoked);
      });

      it('revokes a record that moved, whoever owns it, in favour of a successor', async () => {
        const { recordId, genesis, next, move, revocation } = issued(current);
        const successor = issued(current).recordId;
        await chain.send(acts.handOverAccount(move));
        const act = acts[form]({ ...revocation, reason: REPLACED, successor }, genesis, current);
        await expect(chain.send(act))
          .to.emit(chain.contracts.records, 'RecordRevoked')
          .withArgs(recordId, current.signerId, successor, REPLACED);
        expect(await stateOf(recordId)).to.deep.equal([
          next.signerId,
          1n,
          STATUS.superseded,
          BigInt(REPLACED),
        ]);
        await refused(
          acts.handOverAccount(nextStep(recordId, 1, next, next)),
          recordId,
          'StatusFinal',
          STATUS.superseded,
        );
      });

      it('is not dodged by closing', async () => {
        const { recordId, genesis, owner, closing, revocation } = issued();
        await chain.send(acts.close(closing, genesis, owner));
        await chain.send(acts[form](revocation, genesis, current));
        expect(await stateOf(recordId)).to.deep.equal([owner.signerId, 0n, STATUS.revoked, BigInt(FRAUD)]);
      });

      it('is final, revoked or superseded', async () => {
        const successor = unique32();
        for (const [first, status] of [
          [ZeroHash, STATUS.revoked],
          [successor, STATUS.superseded],
        ] as const) {
          const { recordId, genesis, owner, closing, revocation } = issued();
          await chain.send(acts[form]({ ...revocation, successor: first }, genesis, current));
          const again = acts[form]({ ...revocation, successor }, genesis, current);
          await refused(again, recordId, 'StatusFinal', status);
          await refused(acts.close(closing, genesis, owner), recordId, 'StatusFinal', status);
        }
      });

      it('takes every reason that is listed and no other', async () => {
        for (const reason of [1, 2, 3, 4, 5, 6]) {
          const { recordId, genesis, revocation } = issued();
          await chain.send(acts[form]({ ...revocation, reason }, genesis, current));
          expect((await stateOf(recordId)).reason).to.equal(BigInt(reason));
        }
        const { recordId, genesis, revocation } = issued();
        for (const reason of [0, 7, 255]) {
          await refused(
            acts[form]({ ...revocation, reason }, genesis, current),
            recordId,
            'ReasonUnknown',
            reason,
          );
        }
      });

      it('refuses a record as its own successor', async () => {
        const { recordId, genesis, revocation } = issued();
        const act = acts[form]({ ...revocation, successor: recordId }, genesis, current);
        await refused(act, recordId, 'SuccessorIsItself');
      });

      it('refuses a key that is ended, not yet accredited, of another chamber or of none', async () => {
        const later = es256Party(chain.verifiers);
        const start = (await chain.now()) + 10_000;
        await chain.contracts.chambers
          .connect(chain.accounts.accreditor)
          .accredit(later.signer, CHAMBER, start, FAR);
        const { recordId, genesis, revocation } = issued();
        for (const key of [old, later, other, es256Party(chain.verifiers)]) {
          const act = acts[form](revocation, genesis, key);
          await refused(act, recordId, 'SignerNotAccredited', key.signerId, old.signerId);
        }
      });

      it('refuses a suspended and a retroactively ended key, though it signed before', async () => {
        const { recordId, genesis, revocation } = issued();
        for (const back of [0, 1_000_000]) {
          const key = es256Party(chain.verifiers);
          await accredit(chain, key, CHAMBER);
          const signedInTime = acts[form](revocation, genesis, key);
          const registry = chain.contracts.chambers.connect(chain.accounts.guardian);
          await registry.end(key.signerId, (await chain.now()) - back);
          await refused(signedInTime, recordId, 'SignerNotAccredited', key.signerId, old.signerId);
        }
      });

      it('refuses records whose issuer is no chamber: a pouch, or a genesis made up', async () => {
        const maker = es256Party(chain.verifiers);
        const { recordId, genesis, revocation } = issued(maker);
        for (const key of [maker, current]) {
          const act = acts[form](revocation, genesis, key);
          await refused(act, recordId, 'SignerNotAccredited', key.signerId, maker.signerId);
        }
      });

      it('refuses a genesis that is altered or claims another issuer, even of a record that moved', async () => {
        const { recordId, genesis, move, revocation } = issued(other);
        await chain.send(acts.handOverAccount(move));
        for (const shown of [{ ...genesis, issuer: current.signerId }, NO_GENESIS]) {
          const digest = await chain.contracts.records.recordIdOf(shown);
          await refused(acts[form](revocation, shown, current), recordId, 'GenesisMismatch', digest);
        }
      });

      it("refuses another's signature, and one for another chain, reason or successor", async () => {
        const { recordId, genesis, revocation } = issued();
        const forged = { ...current, sign: other.sign };
        await refused(
          acts[form](revocation, genesis, forged),
          recordId,
          'SignatureInvalid',
          current.signerId,
        );
        const elsewhere = actsOf(chain.contracts.records, { ...chain.domain, chainId: 1 });
        await refused(
          elsewhere[form](revocation, genesis, current),
          recordId,
          'SignatureInvalid',
          current.signerId,
        );
      });

      it('races a handover: whichever comes first, the record ends up revoked', async () => {
        for (const revokedFirst of [true, false]) {
          const { recordId, genesis, owner, next, move, revocation } = issued();
          const handOver = acts.handOverAccount(move);
          const revoke = acts[form](revocation, genesis, current);
          if (revokedFirst) {
            await chain.send(revoke);
            await refused(handOver, recordId, 'StatusFinal', STATUS.revoked);
          } else {
            await chain.send(handOver);
            await chain.send(revoke);
          }
          const { owner: last, status } = await stateOf(recordId);
          expect([last, status]).to.deep.equal([(revokedFirst ? owner : next).signerId, STATUS.revoked]);
        }
      });
    });
  }

  describe('revoke by other kinds of keys', () => {
    it('takes passkeys, RSA keys and accounts', async () => {
      for (const key of [webAuthnParty(chain.verifiers), rsaParty(chain.verifiers), accountParty()]) {
        await accredit(chain, key, CHAMBER);
        const { recordId, genesis, revocation } = issued();
        await chain.send(acts.revoke(revocation, genesis, key));
        expect((await stateOf(recordId)).status).to.equal(STATUS.revoked);
      }
    });

    it('never asks a contract, not even one that took the place of an accredited account', async () => {
      const account = accountParty();
      await accredit(chain, account, CHAMBER);
      const yes = await deployHostile(chain, 'yes');
      const code = await chain.ethers.provider.getCode(yes.account.signer);
      await chain.networkHelpers.setCode(account.signer, code);
      // Slot 0 holds the answer: the code put there says yes to whatever it is asked.
      await chain.networkHelpers.setStorageAt(account.signer, 0, 1);
      const { recordId, genesis, move, revocation } = issued(old, account);
      const silent = { ...account, sign: () => '0x' };
      await refused(acts.revoke(revocation, genesis, silent), recordId, 'SignatureInvalid', account.signerId);
      // As an owner it may: that is the owner's own affair.
      await chain.send(acts.handOver({ ...move, from: silent }));
      expect((await stateOf(recordId)).sequence).to.equal(1n);
    });
  });
});
