import { bundleText, type ChamberProfile, type ProofBundle, profileHash } from '../../../core/bundle.ts';
import { randomBytes, utf8 } from '../../../core/bytes.ts';
import { commitment, newSalt } from '../../../core/commitment.ts';
import { credentialCommitment, issueCredential } from '../../../core/credential.ts';
import {
  encodeBatchHeader,
  encodeRecordEntry,
  NO_PREVIOUS,
  NO_PREVIOUS_ROOT,
  recordEntryHash,
} from '../../../core/entry.ts';
import { type Es256Signer, es256Signer, generateEs256Key } from '../../../core/es256.ts';
import { bodyCommitment, eventBody, signEvent } from '../../../core/event.ts';
import { ChamberId, type RecordId, type SignerId } from '../../../core/ids.ts';
import { canonicalJson, type JsonObject } from '../../../core/json.ts';
import { buildTree } from '../../../core/merkle.ts';
import { fillHole, findHole, type Hole, renditionCommitment } from '../../../core/rendition.ts';
import { signerIdOfJwk } from '../../../core/signer.ts';
import type { Deployment, Trust } from '../../../core/trust.ts';
import { type Genesis, recordId, registryDomain } from '../../../core/typed-data.ts';
import { signVoucher } from '../../../core/voucher.ts';
import { pdfWithHole } from './pdf.ts';
import { deploy, type PlainChain } from './plain-chain.ts';
import { sampleSubject, sampleVocabulary } from './sample.ts';

type BundleEvent = ProofBundle['events'][number];

export interface Party {
  readonly signer: Es256Signer;
  readonly id: SignerId;
}

/** A federation, a chamber, an exporter, an operator, and the chain they use. Everything is really signed. */
export interface World {
  readonly deployment: Deployment;
  readonly trust: Trust;
  readonly chain: PlainChain;
  readonly chamber: Party;
  readonly exporter: Party;
  readonly operator: Party;
  readonly chamberId: ChamberId;
  readonly profile: ChamberProfile;
  /** URI of who acts, where it matters. */
  readonly source?: string;
}

export const newParty = async (deployment: Deployment): Promise<Party> => {
  const key = await generateEs256Key(false);
  const signer = es256Signer(key.privateKey, key.jwk);
  return { signer, id: signerIdOfJwk(key.jwk, deployment.verifiers) };
};

export async function newWorld(options: { accredited?: boolean } = {}): Promise<World> {
  const { deployment, chain } = deploy();
  const [chamber, exporter, operator] = await Promise.all([
    newParty(deployment),
    newParty(deployment),
    newParty(deployment),
  ]);
  const profile = { legalName: 'Voka Antwerpen', country: 'BE', did: 'did:web:voka.example' };
  const chamberId = ChamberId.of(randomBytes(16));
  if (options.accredited ?? true) {
    chain.accredit(chamber.id, { chamber: chamberId, profileHash: profileHash(profile) });
  }
  return {
    deployment,
    trust: { deployments: [deployment] },
    chain,
    chamber,
    exporter,
    operator,
    chamberId,
    profile,
  };
}

/** A record's trail as it grows: events are signed, then batched, then anchored. */
export class Trail {
  readonly world: World;
  readonly genesis: Genesis;
  readonly id: RecordId;
  readonly events: BundleEvent[] = [];

  constructor(world: World, genesis: Genesis) {
    this.world = world;
    this.genesis = genesis;
    this.id = recordId(
      registryDomain(world.deployment.chainId, world.deployment.contracts.recordRegistry),
      genesis,
    );
  }

  async add(type: string, by: Party, data: JsonObject): Promise<BundleEvent> {
    const before = this.events.at(-1);
    const body = eventBody({
      source: this.world.source ?? 'https://openpouch.example/',
      type: `org.openpouch.${type}`,
      subject: this.id,
      time: this.world.chain.now,
      data,
    });
    const jws = await signEvent(body, by.signer);
    const salt = newSalt();
    const event: BundleEvent = {
      sequence: this.events.length,
      previous: before === undefined ? NO_PREVIOUS : recordEntryHash({ recordId: this.id, ...before }),
      bodyCommitment: bodyCommitment(salt, jws),
      body: { salt, jws },
      anchor: null,
    };
    this.events.push(event);
    return event;
  }

  /** Puts all that is not batched yet into one batch, without anchoring it. */
  batch(): void {
    const open = this.events.filter((event) => event.anchor === null);
    const header = {
      operator: this.world.operator.id,
      number: 1,
      previousRoot: NO_PREVIOUS_ROOT,
      count: open.length + 1,
    };
    const tree = buildTree([
      encodeBatchHeader(header),
      ...open.map((event) => encodeRecordEntry({ recordId: this.id, ...event })),
    ]);
    for (const [index, event] of open.entries()) {
      event.anchor = { index: index + 1, size: tree.size, path: tree.path(index + 1), root: tree.root };
    }
  }

  /** Batches, anchors, and lets the chain grow until it is final. */
  seal(): void {
    this.batch();
    for (const root of new Set(this.events.map((event) => event.anchor?.root))) {
      if (root !== undefined) this.world.chain.anchor(root);
    }
    this.world.chain.mine(this.world.deployment.confirmations);
  }

  bundle(more: Pick<ProofBundle, 'content'> & Partial<ProofBundle>): ProofBundle {
    const { chainId, contracts } = this.world.deployment;
    return {
      format: 'openpouch-proof/1',
      deployment: { chainId, recordRegistry: contracts.recordRegistry },
      recordId: this.id,
      genesis: this.genesis,
      events: this.events,
      issuer: { profile: this.world.profile },
      vouchers: [],
      subject: { type: 'record' },
      ...more,
    };
  }
}

export interface IssuedCertificate {
  readonly trail: Trail;
  readonly content: { salt: ReturnType<typeof newSalt>; credential: string };
}

/** A certificate that is issued, not sealed. `by` may be somebody who must not issue. */
export async function issueCertificate(
  world: World,
  by: Party = world.chamber,
  validUntil?: Date,
): Promise<IssuedCertificate> {
  const credential = await issueCredential(
    {
      issuer: { id: world.profile.did, name: world.profile.legalName },
      validFrom: world.chain.now,
      validUntil,
      subject: sampleSubject,
      vocabulary: sampleVocabulary,
    },
    by.signer,
  );
  return recordCertificate(world, credential, by);
}

/** The record of a credential, whoever made it and whatever it says. */
export async function recordCertificate(
  world: World,
  credential: string,
  by: Party = world.chamber,
): Promise<IssuedCertificate> {
  const salt = newSalt();
  const trail = new Trail(world, {
    kind: 'certificate',
    issuer: by.id,
    firstOwner: world.exporter.id,
    content: credentialCommitment(salt, credential),
  });
  await trail.add('certificate.issued', by, { genesis: trail.genesis });
  return { trail, content: { salt, credential } };
}

/** A sealed certificate and its proof. */
export async function sealedCertificate(world: World): Promise<ProofBundle> {
  const { trail, content } = await issueCertificate(world);
  trail.seal();
  return trail.bundle({ content });
}

/** A sealed pouch with one document, and the proof of the document. */
export async function sealedDocument(world: World, file: Uint8Array): Promise<ProofBundle> {
  const salt = newSalt();
  const manifest = { name: 'Shipment PO-88213', documents: [] };
  const trail = new Trail(world, {
    kind: 'pouch',
    issuer: world.exporter.id,
    firstOwner: world.exporter.id,
    content: commitment(salt, utf8(canonicalJson(manifest))),
  });
  await trail.add('pouch.created', world.exporter, { genesis: trail.genesis });
  const fileSalt = newSalt();
  await trail.add('document.added', world.exporter, {
    name: 'invoice.pdf',
    mediaType: 'application/pdf',
    commitment: commitment(fileSalt, file),
  });
  trail.seal();
  const organisation = { id: 'be-kbo:0403.170.701', legalName: 'Scheldemachines NV', country: 'BE' };
  const voucher = { signerId: world.exporter.id, organisation, time: world.chain.now.toISOString() };
  return trail.bundle({
    content: { salt, manifest },
    issuer: null,
    vouchers: [await signVoucher(voucher, world.chamber.signer)],
    subject: { type: 'document', sequence: 1, salt: fileSalt },
  });
}

/** A sealed certificate as a PDF that carries its proof, and the proof by itself. */
export async function sealedRendition(
  world: World,
  by: Party = world.chamber,
  holeLength = 24_576,
): Promise<{ pdf: Uint8Array; blank: Uint8Array; hole: Hole; bundle: ProofBundle }> {
  const { trail, content } = await issueCertificate(world);
  const blank = pdfWithHole(holeLength);
  const hole = findHole(blank);
  const salt = newSalt();
  await trail.add('certificate.rendered', by, {
    mediaType: 'application/pdf',
    length: blank.length,
    hole: { ...hole },
    commitment: renditionCommitment(salt, blank, hole),
  });
  trail.seal();
  const bundle = trail.bundle({ content, subject: { type: 'rendition', sequence: 1, salt } });
  return { pdf: fillHole(blank, hole, bundleText(bundle)), blank, hole, bundle };
}
