import { expect } from 'chai';
import { concat, Wallet, ZeroAddress, ZeroHash } from 'ethers';
import { unique32 } from './support/acts.ts';
import {
  ADMIN_DELAY,
  accredit,
  CHAMBER,
  type Chain,
  FAR,
  OTHER_CHAMBER,
  openChain,
} from './support/chain.ts';
import { accountParty, es256Party, rsaParty, signerIdOf, webAuthnParty } from './support/parties.ts';

const OPEN_END = 2n ** 48n - 1n;
const NO_CHAMBER = `0x${'00'.repeat(16)}`;

describe('ChamberRegistry', () => {
  let chain: Chain;
  before(async () => {
    chain = await openChain();
  });
  const registryAs = (role: 'operator' | 'accreditor' | 'guardian' | 'stranger') =>
    chain.contracts.chambers.connect(chain.accounts[role]);
  const key = () => es256Party(chain.verifiers);
  const refused = async (call: Promise<unknown>, error: string, ...values: unknown[]) =>
    expect(call)
      .to.be.revertedWithCustomError(chain.contracts.chambers, error)
      .withArgs(...values);

  describe('constructor', () => {
    it('refuses a verifier without code', async () => {
      const { ethers, verifiers, accounts } = chain;
      for (const name of ['es256', 'webAuthn', 'rsa'] as const) {
        const missing = Wallet.createRandom().address;
        const call = ethers.deployContract('ChamberRegistry', [
          ADMIN_DELAY,
          accounts.operator.address,
          { ...verifiers, [name]: missing },
        ]);
        await refused(call, 'ChamberRegistryVerifierWithoutCode', missing);
      }
    });

    it('tells its verifiers', async () => {
      const { es256, webAuthn, rsa } = chain.verifiers;
      expect(await chain.contracts.chambers.verifiers()).to.deep.equal([es256, webAuthn, rsa]);
    });
  });

  describe('accredit', () => {
    it('writes chamber and interval, and says it with the whole signer', async () => {
      const party = key();
      const from = (await chain.now()) + 100;
      const tx = await registryAs('accreditor').accredit(party.signer, CHAMBER, from, OPEN_END);
      await expect(tx)
        .to.emit(chain.contracts.chambers, 'SignerAccredited')
        .withArgs(party.signerId, CHAMBER, from, OPEN_END, party.signer);
      const stored = await chain.contracts.chambers.accreditationOf(party.signerId);
      expect(stored).to.deep.equal([CHAMBER, BigInt(from), OPEN_END]);
    });

    it('takes a from of zero for this block', async () => {
      const party = key();
      await accredit(chain, party, CHAMBER);
      const { from } = await chain.contracts.chambers.accreditationOf(party.signerId);
      expect(from).to.equal(BigInt(await chain.now()));
    });

    it('takes keys of the three verifiers and accounts without code', async () => {
      for (const party of [
        key(),
        webAuthnParty(chain.verifiers),
        rsaParty(chain.verifiers),
        accountParty(),
      ]) {
        await accredit(chain, party, CHAMBER);
        expect(await chain.contracts.chambers.isAccredited(party.signerId, await chain.now())).to.equal(true);
      }
    });

    it('refuses whatever is not a key', async () => {
      const hostile = await (await chain.ethers.deployContract('HostileSigner', [1])).getAddress();
      const signers = {
        'a contract account': hostile,
        "a key of the attacker's verifier": concat([hostile, unique32(), unique32()]),
        'a key of a verifier that is not deployed': concat([Wallet.createRandom().address, unique32()]),
        'no account': ZeroAddress,
        'less than an account': '0x1234',
        nothing: '0x',
      };
      for (const signer of Object.values(signers)) {
        const call = registryAs('accreditor').accredit(signer, CHAMBER, 0, FAR);
        await refused(call, 'ChamberRegistrySignerNotKey', signer.toLowerCase());
        expect(await chain.contracts.chambers.accreditationOf(signerIdOf(signer))).to.deep.equal([
          NO_CHAMBER,
          0n,
          0n,
        ]);
      }
    });

    it('refuses a from before this block: nobody makes a signature good after the fact', async () => {
      const now = await chain.now();
      await chain.networkHelpers.time.setNextBlockTimestamp(now + 10);
      const call = registryAs('accreditor').accredit(key().signer, CHAMBER, now + 9, FAR);
      await refused(call, 'ChamberRegistryFromPast', now + 9, now + 10);
    });

    it('refuses an empty interval', async () => {
      const from = (await chain.now()) + 100;
      for (const until of [from, from - 1]) {
        const call = registryAs('accreditor').accredit(key().signer, CHAMBER, from, until);
        await refused(call, 'ChamberRegistryIntervalEmpty', from, until);
      }
    });

    it('refuses the chamber zero, which stands for none', async () => {
      await refused(
        registryAs('accreditor').accredit(key().signer, NO_CHAMBER, 0, FAR),
        'ChamberRegistryChamberZero',
      );
    });

    it('accredits a key once, even after its end and for another chamber', async () => {
      const party = key();
      await accredit(chain, party, CHAMBER);
      await registryAs('guardian').end(party.signerId, 0);
      for (const chamber of [CHAMBER, OTHER_CHAMBER]) {
        const call = registryAs('accreditor').accredit(party.signer, chamber, 0, FAR);
        await refused(call, 'ChamberRegistrySignerKnown', party.signerId);
      }
    });

    it('is for accreditors alone', async () => {
      const role = await chain.contracts.chambers.ACCREDITOR_ROLE();
      for (const name of ['operator', 'guardian', 'stranger'] as const) {
        const call = registryAs(name).accredit(key().signer, CHAMBER, 0, FAR);
        await refused(call, 'AccessControlUnauthorizedAccount', chain.accounts[name].address, role);
      }
    });
  });

  describe('end', () => {
    it('suspends now, rotates later, and reaches back to when a key was compromised', async () => {
      const { chambers } = chain.contracts;
      const party = key();
      await accredit(chain, party, CHAMBER);
      const start = await chain.now();
      for (const until of [start + 1000, start + 500, start + 1, start - 1000]) {
        const tx = await registryAs('guardian').end(party.signerId, until);
        await expect(tx).to.emit(chambers, 'AccreditationEnded').withArgs(party.signerId, CHAMBER, until);
        expect(await chambers.isAccredited(party.signerId, until)).to.equal(false);
        expect(await chambers.isAccredited(party.signerId, until - 1)).to.equal(until > start);
      }
      expect(await chambers.accreditationOf(party.signerId)).to.deep.equal([
        CHAMBER,
        BigInt(start),
        BigInt(start - 1000),
      ]);
    });

    it('only lowers the end', async () => {
      const party = key();
      await accredit(chain, party, CHAMBER);
      for (const until of [FAR, FAR + 1]) {
        const call = registryAs('accreditor').end(party.signerId, until);
        await refused(call, 'ChamberRegistryEndNotEarlier', party.signerId, FAR, until);
      }
      await registryAs('accreditor').end(party.signerId, 0);
      await refused(
        registryAs('accreditor').end(party.signerId, 0),
        'ChamberRegistryEndNotEarlier',
        party.signerId,
        0,
        0,
      );
    });

    it('refuses a signer that was never accredited', async () => {
      const { signerId } = key();
      await refused(registryAs('guardian').end(signerId, 1), 'ChamberRegistrySignerUnknown', signerId);
    });

    it('is for accreditors and guardians', async () => {
      const party = key();
      await accredit(chain, party, CHAMBER);
      const role = await chain.contracts.chambers.GUARDIAN_ROLE();
      for (const name of ['operator', 'stranger'] as const) {
        const call = registryAs(name).end(party.signerId, 1);
        await refused(call, 'AccessControlUnauthorizedAccount', chain.accounts[name].address, role);
      }
      expect((await chain.contracts.chambers.accreditationOf(party.signerId)).until).to.equal(BigInt(FAR));
    });
  });

  describe('setProfile', () => {
    it('sets the hash once and for good', async () => {
      const { chambers } = chain.contracts;
      const hash = unique32();
      const tx = await registryAs('accreditor').setProfile(CHAMBER, hash);
      await expect(tx).to.emit(chambers, 'ProfileSet').withArgs(CHAMBER, hash);
      for (const other of [unique32(), hash]) {
        await refused(
          registryAs('accreditor').setProfile(CHAMBER, other),
          'ChamberRegistryProfileKnown',
          CHAMBER,
          hash,
        );
      }
      expect(await chambers.profileOf(CHAMBER)).to.equal(hash);
      expect(await chambers.profileOf(OTHER_CHAMBER)).to.equal(ZeroHash);
    });

    it('refuses the hash zero, which stands for none', async () => {
      await refused(
        registryAs('accreditor').setProfile(CHAMBER, ZeroHash),
        'ChamberRegistryProfileZero',
        CHAMBER,
      );
    });

    it('refuses the chamber zero', async () => {
      await refused(
        registryAs('accreditor').setProfile(NO_CHAMBER, unique32()),
        'ChamberRegistryChamberZero',
      );
    });

    it('is for accreditors alone', async () => {
      const role = await chain.contracts.chambers.ACCREDITOR_ROLE();
      const call = registryAs('guardian').setProfile(CHAMBER, unique32());
      await refused(call, 'AccessControlUnauthorizedAccount', chain.accounts.guardian.address, role);
    });
  });

  describe('isAccredited', () => {
    it('holds from the first second to the one before the end', async () => {
      const { chambers } = chain.contracts;
      const party = key();
      const from = (await chain.now()) + 100;
      await registryAs('accreditor').accredit(party.signer, CHAMBER, from, from + 10);
      const answers = [from - 1, from, from + 9, from + 10].map((time) =>
        chambers.isAccredited(party.signerId, time),
      );
      expect(await Promise.all(answers)).to.deep.equal([false, true, true, false]);
    });

    it('is false for the unknown, at any time', async () => {
      for (const time of [0n, 1n, OPEN_END]) {
        expect(await chain.contracts.chambers.isAccredited(key().signerId, time)).to.equal(false);
      }
    });
  });

  describe('isAccreditedFor', () => {
    it("lets a chamber's accredited key answer for any key it ever had, and no other", async () => {
      const { chambers } = chain.contracts;
      const [old, current, other, unknown] = [key(), key(), key(), key()];
      await accredit(chain, old, CHAMBER);
      await accredit(chain, current, CHAMBER);
      await accredit(chain, other, OTHER_CHAMBER);
      const now = await chain.now();
      await registryAs('guardian').end(old.signerId, 0);
      const answer = (signer: typeof old, issuer: typeof old) =>
        chambers.isAccreditedFor(signer.signerId, issuer.signerId, now);
      expect(await answer(current, old)).to.equal(true);
      expect(await answer(current, current)).to.equal(true);
      expect(await answer(old, old)).to.equal(false);
      expect(await answer(other, old)).to.equal(false);
      expect(await answer(current, unknown)).to.equal(false);
      expect(await answer(unknown, unknown)).to.equal(false);
    });
  });

  describe('administrator', () => {
    it('changes in two steps, the second after the delay', async () => {
      const { chambers } = chain.contracts;
      const { operator, stranger } = chain.accounts;
      await chambers.beginDefaultAdminTransfer(stranger.address);
      await expect(registryAs('stranger').acceptDefaultAdminTransfer()).to.be.revertedWithCustomError(
        chambers,
        'AccessControlEnforcedDefaultAdminDelay',
      );
      await chain.networkHelpers.time.increase(ADMIN_DELAY + 1);
      expect(await chambers.defaultAdmin()).to.equal(operator.address);
      await registryAs('stranger').acceptDefaultAdminTransfer();
      expect(await chambers.defaultAdmin()).to.equal(stranger.address);
    });
  });
});
