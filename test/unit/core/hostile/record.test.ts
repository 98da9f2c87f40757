import type { ProofBundle } from '../../../../core/bundle.ts';
import { newSalt } from '../../../../core/commitment.ts';
import { credentialCommitment, issueCredential } from '../../../../core/credential.ts';
import { sampleSubject, sampleVocabulary } from '../sample.ts';
import { issueCertificate, Trail, type World } from '../world.ts';
import { expectVerdict, flippedHex, genuine } from './support.ts';

describe('verify, hostile: the record', () => {
  let world: World;
  let bundle: ProofBundle;
  before(async () => {
    ({ world, bundle } = await genuine());
  });

  it('catches an altered genesis', async () => {
    for (const change of [
      { kind: 'pouch' as const },
      { issuer: world.exporter.id },
      { firstOwner: world.chamber.id },
      { content: flippedHex(bundle.genesis.content) },
    ]) {
      const genesis = { ...bundle.genesis, ...change };
      await expectVerdict(world, { bundle: { ...bundle, genesis } }, 'invalid', 'record.id');
    }
  });

  it('catches a genesis that names the chamber, made by another', async () => {
    const { content } = await issueCertificate(world, world.exporter);
    const forged = new Trail(world, {
      ...bundle.genesis,
      content: credentialCommitment(content.salt, content.credential),
    });
    await forged.add('certificate.issued', world.exporter, { genesis: forged.genesis });
    forged.seal();
    await expectVerdict(world, { bundle: forged.bundle({ content }) }, 'invalid', 'issuance.event');
  });

  it('catches an issuing event of another type or over another genesis', async () => {
    const { trail, content } = await issueCertificate(world);
    for (const [type, genesis] of [
      ['certificate.rendered', trail.genesis],
      ['certificate.issued', { ...trail.genesis, firstOwner: world.chamber.id }],
      ['certificate.issued', undefined],
    ] as const) {
      const forged = new Trail(world, trail.genesis);
      await forged.add(type, world.chamber, { genesis });
      forged.seal();
      await expectVerdict(world, { bundle: forged.bundle({ content }) }, 'invalid', 'issuance.event');
    }
  });

  it("catches another certificate's data", async () => {
    const { content } = await issueCertificate(world);
    await expectVerdict(world, { bundle: { ...bundle, content } }, 'invalid', 'content.commitment');
    const manifest = { salt: content.salt, manifest: { name: 'x' } };
    await expectVerdict(world, { bundle: { ...bundle, content: manifest } }, 'invalid', 'content.commitment');
  });

  it('catches an altered disclosure', async () => {
    if (bundle.content === null || !('credential' in bundle.content)) throw new Error('no credential');
    const { salt, credential } = bundle.content;
    const parts = credential.split('~');
    const altered = [parts[0], `${parts[1]?.slice(0, -1)}A`, ...parts.slice(2)].join('~');
    await expectVerdict(
      world,
      { bundle: { ...bundle, content: { salt, credential: altered } } },
      'invalid',
      'credential.signature',
    );
  });

  it('catches a genuine number on other goods: what another certificate discloses, under this signature', async () => {
    if (bundle.content === null || !('credential' in bundle.content)) throw new Error('no credential');
    const { salt, credential } = bundle.content;
    const other = (await issueCertificate(world)).content.credential;
    const [signed] = credential.split('~');
    const goods = [signed, ...other.split('~').slice(1)].join('~');
    const forged = { ...bundle, content: { salt, credential: goods } };
    await expectVerdict(world, { bundle: forged }, 'invalid', 'credential.signature');
  });

  it("catches data signed with another key than the record's issuer", async () => {
    const { profile, chain, exporter, chamber } = world;
    const credential = await issueCredential(
      {
        issuer: { id: profile.did, name: profile.legalName },
        validFrom: chain.now,
        subject: sampleSubject,
        vocabulary: sampleVocabulary,
      },
      exporter.signer,
    );
    const salt = newSalt();
    const content = credentialCommitment(salt, credential);
    const trail = new Trail(world, { ...bundle.genesis, content });
    await trail.add('certificate.issued', chamber, { genesis: trail.genesis });
    trail.seal();
    await expectVerdict(
      world,
      { bundle: trail.bundle({ content: { salt, credential } }) },
      'invalid',
      'credential.issuer',
    );
  });
});
