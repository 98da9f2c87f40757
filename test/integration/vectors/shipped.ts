import { bundleText, type ProofBundle } from '../../../core/bundle.ts';
import { toHex, utf8 } from '../../../core/bytes.ts';
import { commitment, newSalt } from '../../../core/commitment.ts';
import { sha256 } from '../../../core/hashing.ts';
import { canonicalJson } from '../../../core/json.ts';
import { fillHole, findHole, renditionCommitment } from '../../../core/rendition.ts';
import { pdfWithHole } from '../../unit/core/pdf.ts';
import {
  issueCertificate,
  type Party,
  sealedCertificate,
  sealedRendition,
  Trail,
  type World,
} from '../../unit/core/world.ts';
import type { Content } from './archive-of.ts';
import type { RealWorld } from './real-world.ts';
import { acting, headOf } from './trail-of.ts';

const documentId = '6f0c1e9a-7b2d-4a55-9c3e-1d2e3f4a5b6c';

/** A pouch with a document in two versions and a certificate, as an archive, on the real chain. */
export async function ship(real: RealWorld) {
  const world: World = { ...real.world, source: acting };
  const { chamber, exporter } = world;
  const { trail: certificate, content: data } = await issueCertificate(world);
  const blank = pdfWithHole(14_000);
  const hole = findHole(blank);
  const salt = newSalt();
  await certificate.add('certificate.rendered', chamber, {
    ...{ mediaType: 'application/pdf', length: blank.length, hole: { ...hole } },
    commitment: renditionCommitment(salt, blank, hole),
  });
  certificate.seal();
  const proven = certificate.bundle({ content: data });
  const print = fillHole(
    blank,
    hole,
    bundleText({ ...proven, subject: { type: 'rendition', sequence: 1, salt } }),
  );

  const [other, revoked] = [await sealedCertificate(world), await sealedCertificate(world)];
  const { trail: pouch, content: manifest } = await newPouch(world, exporter);
  const versions: { text: Uint8Array; salt: ReturnType<typeof newSalt>; sequence: number }[] = [];
  for (const [version, text] of [
    [1, 'invoice'],
    [2, 'invoice, mended'],
  ] as const) {
    const one = { text: utf8(text), salt: newSalt(), sequence: pouch.events.length };
    versions.push(one);
    await pouch.add(version === 1 ? 'document.added' : 'document.version-added', exporter, {
      ...{ documentId, version, name: 'invoice.pdf', mediaType: 'application/pdf' },
      commitment: commitment(one.salt, one.text),
    });
  }
  for (const one of [certificate.id, revoked.recordId])
    await pouch.add('pouch.certificate-added', exporter, { certificate: one });
  pouch.seal();
  const whole = pouch.bundle({ content: manifest, issuer: null });

  const elsewhere = (await sealedRendition(world, chamber, 14_000)).pdf;
  const { trail: squatted } = await newPouch(world, exporter, certificate.genesis);
  squatted.seal();
  const { trail: unsealed } = await newPouch(world, exporter);

  const at = world.chain.now.toISOString();
  const documents = versions.map(({ text }, index) => ({
    ...{
      path: index === 0 ? 'documents/invoice 1.pdf' : 'documents/invoice.pdf',
      proof: `proofs/${index + 1}.json`,
    },
    ...{ documentId, version: index + 1, name: 'invoice.pdf', type: '380', typeName: null, folder: 'Trade' },
    ...{
      mediaType: 'application/pdf',
      size: text.length,
      sha256: toHex(sha256(text)),
      addedBy: 'A. Peeters',
      addedAt: at,
    },
  }));
  const index = {
    ...{
      format: 'openpouch-archive/1',
      recordId: pouch.id,
      title: 'Shipment PO-88213',
      madeAt: at,
      versions: 'all',
    },
    ...{ trail: 'pouch.json', documents },
    certificates: [
      { path: 'certificates/1.json', number: '1', recordId: certificate.id, print: 'certificates/1.pdf' },
    ],
  };
  const content: Content = new Map(
    Object.entries({
      'index.json': JSON.stringify(index),
      'summary.html': '<!doctype html>',
      'pouch.json': bundleText(whole),
      'certificates/1.json': bundleText(proven),
      'certificates/1.pdf': print,
      ...Object.fromEntries(
        versions.flatMap(({ text, salt: fileSalt, sequence }, place) => [
          [documents[place]?.path ?? '', text],
          [
            `proofs/${place + 1}.json`,
            bundleText({ ...whole, subject: { type: 'document', sequence, salt: fileSalt } }),
          ],
        ]),
      ),
    }).map(([path, bytes]) => [path, Buffer.from(bytes as Uint8Array)]),
  );
  const withheld: ProofBundle = {
    ...whole,
    events: whole.events.map((event, place) => (place === 1 ? { ...event, body: null } : event)),
  };
  const bundles = [proven, whole, other, revoked];
  return {
    ...{ world, content, pouch, certificate, other, revoked, elsewhere, withheld, squatted, unsealed },
    head: headOf(world.chain.now),
    bundles,
    /** Of prints and trails that are no bundle of these. */
    trails: [squatted, unsealed],
  };
}
export type Shipped = Awaited<ReturnType<typeof ship>>;

/** @param shown what its first event says that it is, where that is another */
async function newPouch(world: World, by: Party, shown?: Trail['genesis']) {
  const salt = newSalt();
  const manifest = { name: 'Shipment PO-88213' };
  const trail = new Trail(world, {
    ...{ kind: 'pouch', issuer: by.id, firstOwner: by.id },
    content: commitment(salt, utf8(canonicalJson(manifest))),
  });
  await trail.add('pouch.created', by, { genesis: shown ?? trail.genesis });
  return { trail, content: { salt, manifest } };
}
