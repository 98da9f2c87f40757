import type { ProofBundle } from '../../../core/bundle.ts';
import { toHex, utf8 } from '../../../core/bytes.ts';
import type { DocumentSubject } from '../../../core/certified-document.ts';
import { commitment, newSalt } from '../../../core/commitment.ts';
import { credentialCommitment, issueCredential } from '../../../core/credential.ts';
import { publishVocabulary } from '../../../core/credential-vocabulary.ts';
import { sha256 } from '../../../core/hashing.ts';
import { ZERO_32 } from '../../../core/ids.ts';
import { canonicalJson, type JsonObject } from '../../../core/json.ts';
import type { JsonRpc } from '../../../server/chain/json-rpc.ts';
import { sampleSubject } from '../../unit/core/sample.ts';
import {
  issueCertificate,
  newParty,
  type Party,
  sealedCertificate,
  sealedDocument,
  sealedRendition,
  Trail,
} from '../../unit/core/world.ts';
import { type RealWorld, record } from './real-world.ts';
import { recordedWrongly } from './recorded-wrongly.ts';

/** Members sort by UTF-16 code units, numbers print as ECMAScript does: where implementations of RFC 8785 part. */
const ODD_MANIFEST: JsonObject = {
  '\u20ac': 'Euro',
  '\ud83d\ude00': 'above the BMP, sorts before U+FB33',
  '\ufb33': 'Hebrew',
  '\r': 'line end\n\u0001\u007f"\\/',
  '1': [56, 333333333.3333333, 1e30, 4.5, 0.002, 1e-27, 1e21, 1e20, -0.000001, 5e-324, 2 ** 53],
  '': [null, true, false, {}, []],
};
/** Large enough for the proof of a certificate with all its fields. */
const HOLE = 14_000;
export const invoice = utf8('commercial invoice 2025/1187');

/** All that the cases are about, on the real chain; the transcripts are taken while it grows. */
export async function makeRecords(real: RealWorld, rpc: JsonRpc) {
  const { world } = real;
  const { deployment, chamber, exporter } = world;
  const party = () => newParty(deployment);
  const bundleOf = async (by: Party = chamber, of = world): Promise<ProofBundle> => {
    const { trail, content } = await issueCertificate(of, by);
    trail.seal();
    return trail.bundle({ content });
  };

  const [rotated, robbed, stranger] = [await party(), await party(), await party()];
  const [second, owner, newcomer] = [await party(), await party(), await party()];
  await real.accredit(rotated);
  await real.accredit(robbed);
  const elsewhere = { legalName: 'CCI Lyon', country: 'FR', did: 'did:web:lyon.example' };
  const secondId = await real.newChamber(elsewhere);
  await real.accredit(second, secondId);

  const { trail, content } = await issueCertificate(world);
  await trail.add('certificate.viewed', exporter, { by: 'be-kbo:0403.170.701' });
  await trail.add('share.created', exporter, {});
  trail.seal();
  const certificate = trail.bundle({ content });
  const other = await sealedCertificate(world);
  const byEnded = await bundleOf(robbed);
  const byRotated = await bundleOf(rotated);
  const byStranger = await bundleOf(stranger);
  const asAnother = await bundleOf(second);
  const bySecond = await bundleOf(second, { ...world, profile: elsewhere });
  const document = await sealedDocument(world, invoice);
  const rendition = await sealedRendition(world, chamber, HOLE);
  const renditionByStranger = await sealedRendition(world, exporter, HOLE);
  const renditionBySecond = await sealedRendition(world, second, HOLE);
  const renditionByRotated = await sealedRendition(world, rotated, HOLE);
  const ending = async (afterSeconds: number) => {
    const until = new Date(1000 * (real.time() + afterSeconds));
    const { trail: ends, content: data } = await issueCertificate(world, chamber, until);
    ends.seal();
    return ends.bundle({ content: data });
  };
  const [expired, expiredRevoked, lasting] = [await ending(60), await ending(60), await ending(86_400)];
  const [revoked, superseded, closed] = [await bundleOf(), await bundleOf(), await bundleOf()];
  const [handedOver, revokedLate] = [await bundleOf(), await bundleOf()];

  const pouchOf = async (manifest: JsonObject) => {
    const salt = newSalt();
    const pouch = new Trail(world, {
      ...{ kind: 'pouch', issuer: exporter.id, firstOwner: exporter.id },
      content: commitment(salt, utf8(canonicalJson(manifest))),
    });
    await pouch.add('pouch.created', exporter, { genesis: pouch.genesis });
    pouch.seal();
    return pouch.bundle({ content: { salt, manifest }, issuer: null });
  };
  const pouch = await pouchOf(ODD_MANIFEST);
  const closedPouch = await pouchOf({ name: 'Shipment PO-88213' });

  const certified = await certifiedDocument(real);
  const recorded = await recordedWrongly(real);
  const unbatched = (await issueCertificate(world)).trail.bundle({ content: null });
  const open = await issueCertificate(world);
  const notBatched = open.trail.bundle({ content: open.content });
  const waiting = await issueCertificate(world);
  waiting.trail.batch();
  const notAnchored = waiting.trail.bundle({ content: waiting.content });
  await real.settle();

  const bundles = [
    ...[
      certificate,
      other,
      byEnded,
      byRotated,
      byStranger,
      asAnother,
      bySecond,
      document,
      pouch,
      closedPouch,
    ],
    ...[rendition.bundle, renditionByStranger.bundle, renditionBySecond.bundle, renditionByRotated.bundle],
    ...[
      revoked,
      superseded,
      closed,
      handedOver,
      revokedLate,
      certified,
      ...Object.values(recorded),
      expired,
      expiredRevoked,
      lasting,
      notBatched,
      notAnchored,
    ],
  ];
  const asked = () => ({
    roots: bundles.flatMap(({ events }) => events.flatMap(({ anchor }) => anchor?.root ?? [])),
    signers: [chamber, exporter, rotated, robbed, stranger, second, newcomer].map(({ id }) => id),
    chambers: [world.chamberId, secondId],
    records: bundles.map(({ recordId }) => recordId),
  });

  // After its end: sealed later, or not sealed at all.
  const until = real.time() + 1;
  const openOfEnded = await issueCertificate(world, robbed);
  const unsealedOfEnded = openOfEnded.trail.bundle({ content: openOfEnded.content });
  await real.mine(2);
  const sealedAfterEnd = await bundleOf(robbed);
  const tooEarly = await bundleOf(newcomer);
  await real.settle();
  await real.end(robbed, until);
  bundles.push(unsealedOfEnded, sealedAfterEnd);

  const deadline = real.time() + 86_400;
  const terms = { sequence: 0, content: ZERO_32, deadline };
  const revocation = { reason: 'fraud', successor: null } as const;
  await real.mine(6);
  const stuck = await record(rpc, deployment, asked());
  await real.mine(100);
  for (const one of [revoked, expiredRevoked])
    await real.revoke(one.genesis, { recordId: one.recordId, ...revocation }, rotated);
  const replaced = { recordId: superseded.recordId, reason: 'replaced', successor: other.recordId } as const;
  await real.revoke(superseded.genesis, replaced, chamber);
  for (const one of [closed, closedPouch])
    await real.close(one.genesis, { recordId: one.recordId, reason: 'surrendered', ...terms }, exporter);
  const handover = { recordId: handedOver.recordId, from: exporter.id, to: owner.id, ...terms };
  await real.handOver(handedOver.genesis, handover, exporter, owner);
  await real.mine(6);

  // What happens in the last blocks is not final; whoever is a block behind knows nothing of it.
  const late = await bundleOf();
  const byNewcomer = await bundleOf(newcomer);
  bundles.push(late, byNewcomer, tooEarly);
  const behind = await record(rpc, deployment, asked());
  await real.accredit(newcomer);
  await real.settle();
  await real.revoke(revokedLate.genesis, { recordId: revokedLate.recordId, ...revocation }, chamber);
  const node = await record(rpc, deployment, asked());

  return {
    ...{
      certificate,
      other,
      byEnded,
      byRotated,
      byStranger,
      asAnother,
      bySecond,
      document,
      pouch,
      closedPouch,
    },
    ...{
      rendition,
      renditionByStranger,
      renditionBySecond,
      renditionByRotated,
      certified,
      unbatched,
      recorded,
      expired,
      expiredRevoked,
      lasting,
    },
    ...{
      revoked,
      superseded,
      closed,
      handedOver,
      revokedLate,
      late,
      byNewcomer,
      tooEarly,
      notBatched,
      notAnchored,
    },
    ...{ unsealedOfEnded, sealedAfterEnd },
    transcripts: { stuck, behind, node },
  };
}
export type Records = Awaited<ReturnType<typeof makeRecords>>;

/** The proof of a document that the chamber certified. */
async function certifiedDocument({ world }: RealWorld): Promise<ProofBundle> {
  const { formType: _, copyStatus: __, items: ___, ...rest } = sampleSubject;
  const subject: DocumentSubject = {
    formType: 'CERTIFIED_DOCUMENT',
    certificateNumber: 'BE-042-25-0000018-0',
    verificationCode: rest.verificationCode,
    consignor: rest.consignor,
    consignee: rest.consignee,
    destinationCountry: 'SG',
    document: {
      title: 'Commercial invoice',
      number: '2025/1187',
      date: '2025-11-03',
      digest: toHex(sha256(invoice)),
    },
    certifies: 'signature',
    signatory: 'A. Peeters',
    issue: rest.issue,
  };
  const credential = await issueCredential(
    {
      issuer: { id: world.profile.did, name: world.profile.legalName },
      validFrom: world.chain.now,
      subject,
      vocabulary: publishVocabulary('https://origin.example', 'document'),
    },
    world.chamber.signer,
  );
  const salt = newSalt();
  const trail = new Trail(world, {
    kind: 'certificate',
    issuer: world.chamber.id,
    firstOwner: world.exporter.id,
    content: credentialCommitment(salt, credential),
  });
  await trail.add('certificate.issued', world.chamber, { genesis: trail.genesis });
  trail.seal();
  return trail.bundle({ content: { salt, credential } });
}
