import { expect } from 'chai';
import { type ProofBundle, profileHash } from '../../../../core/bundle.ts';
import { randomBytes } from '../../../../core/bytes.ts';
import { issueCredential } from '../../../../core/credential.ts';
import { ChamberId } from '../../../../core/ids.ts';
import { signVoucher } from '../../../../core/voucher.ts';
import { sampleSubject, sampleVocabulary } from '../sample.ts';
import {
  issueCertificate,
  newParty,
  newWorld,
  recordCertificate,
  sealedCertificate,
  type World,
} from '../world.ts';
import { ask, expectVerdict, genuine } from './support.ts';

describe('verify, hostile: the issuer', () => {
  let world: World;
  let bundle: ProofBundle;
  before(async () => {
    ({ world, bundle } = await genuine());
  });

  it('catches a key that nobody accredited', async () => {
    const { trail, content } = await issueCertificate(world, world.exporter);
    trail.seal();
    await expectVerdict(world, { bundle: trail.bundle({ content }) }, 'invalid', 'issuer.accredited');
  });

  it('catches other goods under a genuine number, by a look-alike that vouches for itself as the chamber', async () => {
    const { profile, chain } = world;
    const lookAlike = await newParty(world.deployment);
    const items = sampleSubject.items.map((item) => ({ ...item, description: 'Other goods' }));
    const credential = await issueCredential(
      {
        issuer: { id: profile.did, name: profile.legalName },
        validFrom: chain.now,
        subject: { ...sampleSubject, items },
        vocabulary: sampleVocabulary,
      },
      lookAlike.signer,
    );
    const { trail, content } = await recordCertificate(world, credential, lookAlike);
    trail.seal();
    const organisation = { id: profile.did, legalName: profile.legalName, country: profile.country };
    const statement = { signerId: lookAlike.id, organisation, time: chain.now.toISOString() };
    const vouchers = [await signVoucher(statement, lookAlike.signer)];
    const forged = trail.bundle({ content, vouchers });
    await expectVerdict(world, { bundle: forged }, 'invalid', 'issuer.accredited');
  });

  it('catches a key that was accredited after it was anchored', async () => {
    const late = await newWorld({ accredited: false });
    const issued = await sealedCertificate(late);
    late.chain.accredit(late.chamber.id, {
      chamber: late.chamberId,
      profileHash: profileHash(late.profile),
    });
    late.chain.mine(2);
    const verdict = await expectVerdict(late, { bundle: issued }, 'invalid', 'issuer.accredited');
    expect(verdict.statement).to.include('not accredited yet');
  });

  it('catches a certificate that was dated back with a key taken later', async () => {
    const robbed = await newWorld();
    const honest = await sealedCertificate(robbed);
    // It says the time of before the end, as whoever has the key may write any.
    const { trail, content } = await issueCertificate(robbed);
    robbed.chain.mine(100);
    const until = robbed.chain.block(robbed.chain.head).time;
    trail.seal();
    const forged = trail.bundle({ content });
    expect((await ask(robbed, { bundle: forged })).outcome).to.equal('valid');
    robbed.chain.end(robbed.chamber.id, until);
    const verdict = await expectVerdict(robbed, { bundle: forged }, 'invalid', 'issuer.accredited');
    expect(verdict.statement).to.include('had ended');
    expect((await ask(robbed, { bundle: honest })).outcome, 'what was sealed before').to.equal('valid');
  });

  it('counts the second of the end to what comes after it', async () => {
    for (const [secondsLater, outcome] of [
      [1, 'valid'],
      [0, 'invalid'],
    ] as const) {
      const ended = await newWorld();
      const sealed = await sealedCertificate(ended);
      const time = (await ask(ended, { bundle: sealed })).facts?.chain?.sealed.issuance?.time ?? Number.NaN;
      ended.chain.end(ended.chamber.id, time + secondsLater);
      expect((await ask(ended, { bundle: sealed })).outcome).to.equal(outcome);
    }
  });

  it('catches what was not anchored when the accreditation ended', async () => {
    const ended = await newWorld();
    const { trail, content } = await issueCertificate(ended);
    ended.chain.end(ended.chamber.id, ended.chain.block(2).time);
    ended.chain.mine(2);
    await expectVerdict(ended, { bundle: trail.bundle({ content }) }, 'invalid', 'issuer.accredited');
  });

  it('catches an accredited chamber that passes for another', async () => {
    const other = await newParty(world.deployment);
    const own = { legalName: 'Chamber of Atlantis', country: 'PT', did: 'did:web:atlantis.example' };
    world.chain.accredit(other.id, {
      chamber: ChamberId.of(randomBytes(16)),
      profileHash: profileHash(own),
    });
    const { trail, content } = await issueCertificate(world, other);
    trail.seal();
    // The data name Voka: with Voka's profile the chain contradicts, with its own profile the data do.
    await expectVerdict(world, { bundle: trail.bundle({ content }) }, 'invalid', 'issuer.profile');
    const honest = trail.bundle({ content, issuer: { profile: own } });
    await expectVerdict(world, { bundle: honest }, 'invalid', 'issuer.named');
  });

  it('catches a profile with another name', async () => {
    const profile = { ...world.profile, country: 'NL' };
    await expectVerdict(world, { bundle: { ...bundle, issuer: { profile } } }, 'invalid', 'issuer.profile');
  });
});
