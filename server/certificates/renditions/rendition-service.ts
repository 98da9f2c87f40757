import { randomBytes, randomUUID } from 'node:crypto';
import { bundleText, type ProofBundle } from '../../../core/bundle.ts';
import { kindOf } from '../../../core/certificate-kind.ts';
import { newSalt } from '../../../core/commitment.ts';
import { RecordId, Salt } from '../../../core/ids.ts';
import { fillHole, findHole, renditionCommitment } from '../../../core/rendition.ts';
import type { Principal } from '../../access/scopes.ts';
import { decryptFile, encryptFile } from '../../content/file-cipher.ts';
import type { AppContext } from '../../context.ts';
import { elevated, type Trx } from '../../database/database.ts';
import { problem } from '../../http/problem.ts';
import { findOrganisation, type Organisation, organisationStore } from '../../organisations/index.ts';
import { toBytes } from '../../records/bytes.ts';
import { type RecordRow, recordStore } from '../../records/record-store.ts';
import { sha256 } from '../../records/recorder.ts';
import { findIssued, type Issued } from '../credential-service.ts';
import type { InControl, RenditionKind } from './form-page.ts';
import { isOwnerOrIssuer, requireMayRender } from './original.ts';
import { type Rendition, renditionStore } from './rendition-store.ts';

/** What a rendition is made of. */
export interface RenditionSource {
  readonly kind: RenditionKind;
  readonly certificate: Issued;
  readonly chamber: Organisation;
  /** Of a copy. */
  readonly inControl: (InControl & { readonly organisationId: string }) | undefined;
}

/** A PDF whose bytes are stored, and which nothing speaks of yet. */
export interface StoredPdf extends Pick<RenditionSource, 'certificate' | 'chamber'> {
  readonly cid: string;
  readonly rendition: Omit<Rendition, 'eventSequence' | 'createdAt' | 'cid'>;
  readonly data: {
    kind: RenditionKind;
    mediaType: string;
    length: number;
    hole: { offset: number; length: number };
    commitment: string;
    /** Of a copy: who was in control, and when. */
    inControl?: { organisationId: string; name: string; at: string; isClosed: boolean };
  };
}

/** The steps of making and reading a rendition: the content store is asked outside the transactions. */
export interface RenditionService {
  /**
   * There is one original: whoever asks for it again gets the same. Owner and chamber have copies made as often as they
   * want; another reader gets one that was made the same day, if the same party is in control. A duplicate is made by the
   * chamber alone, as it stands for an original that was lost.
   * @throws not_expressible for a certified document; not_found, and as `requireMayRender`
   */
  source(
    trx: Trx,
    principal: Principal,
    certificateId: string,
    kind: RenditionKind,
  ): Promise<RenditionSource | Rendition>;
  /** Makes the PDF and stores it encrypted. */
  store(source: RenditionSource): Promise<StoredPdf>;
  /**
   * The chamber says with its issuing key that this is how its certificate looks.
   * @returns the receipt too; none when the original was made meanwhile, and this is it
   * @throws as `source`, for what changed meanwhile
   */
  record(
    trx: Trx,
    principal: Principal,
    stored: StoredPdf,
  ): Promise<{ rendition: Rendition; receipt?: string }>;
  /** Of a file that was stored and then not recorded. */
  discard(stored: StoredPdf): Promise<void>;
  /** The file with the record's proof of now in its hole. */
  withProof(rendition: Rendition, chamberId: string, bundle: ProofBundle): Promise<Uint8Array>;
}

type RenditionContext = Pick<
  AppContext,
  'keyring' | 'recorder' | 'sealer' | 'content' | 'forms' | 'publicUrl' | 'now'
>;

const purpose = 'rendition-key';
const holeUnit = 64 * 1024;
/** What the proof needs beside the credential: the trail's first event, the rendition's, paths, vouchers, profile. */
const besideCredential = 32 * 1024;

export function createRenditionService(context: RenditionContext): RenditionService {
  const { keyring, recorder, sealer, content, forms, publicUrl, now } = context;
  return {
    async source(trx, principal, certificateId, kind) {
      const certificate = await findIssued(trx, certificateId);
      // Its form is the document that it certifies.
      if (kindOf(certificate.application) === 'document')
        throw problem('not_expressible', { format: 'a certificate of origin' });
      const record = await recordStore.find(trx, certificate.recordId);
      if (record === undefined) throw problem('not_found', { what: 'certificate' });
      await requireMayRender(trx, principal, record, { state: certificate.state, kind });
      const at = now();
      const made = await madeBefore(trx, principal, record, { certificateId, kind, at });
      if (made !== undefined) return made;
      const chamber = await organisationStore.find(trx, certificate.chamberId);
      if (chamber === undefined) throw new Error(`The chamber ${certificate.chamberId} is gone.`);
      const organisationId = record.ownerOrganisationId;
      const { legalName } = await findOrganisation(trx, organisationId);
      const isClosed = record.status === 'closed';
      const inControl = kind === 'copy' ? { organisationId, owner: legalName, at, isClosed } : undefined;
      return { kind, certificate, chamber, inControl };
    },

    async store({ kind, certificate, chamber, inControl }) {
      const { credential, verificationCode } = certificate;
      const asked = new URLSearchParams({ number: certificate.number, code: verificationCode });
      const pdf = await forms.render({
        kind,
        inControl,
        credential,
        verificationCode,
        country: chamber.country,
        issuedAt: certificate.decidedAt ?? now(),
        // Behind the #: no server and no proxy sees it, and no log keeps it.
        verifyUrl: `${publicUrl()}/verify#${asked}`,
        holeLength: Math.ceil((credential.length + besideCredential) / holeUnit) * holeUnit,
      });
      const hole = findHole(pdf);
      const salt = newSalt();
      const id = randomUUID();
      const key = randomBytes(32);
      const encrypted = encryptFile(inOne(pdf), key, { documentId: id, version: 1 });
      const { cid } = await content.put(encrypted.ciphertext);
      return {
        certificate,
        chamber,
        cid,
        rendition: {
          id,
          kind,
          certificateId: certificate.id,
          recordId: certificate.recordId,
          sealedKey: Buffer.from(sealer.seal(key, { organisationId: chamber.id, purpose })),
          length: pdf.length,
          digest: Buffer.from(encrypted.plain().digest),
          salt: toBytes(salt),
          inControl: inControl?.organisationId ?? null,
        },
        data: {
          kind,
          mediaType: 'application/pdf',
          length: pdf.length,
          hole,
          commitment: renditionCommitment(salt, pdf, hole, sha256),
          ...(inControl !== undefined && {
            inControl: {
              ...{ organisationId: inControl.organisationId, name: inControl.owner },
              ...{ at: inControl.at.toISOString(), isClosed: inControl.isClosed },
            },
          }),
        },
      };
    },

    async record(trx, principal, { certificate, chamber, cid, rendition, data }) {
      return elevated(trx, async () => {
        // It may have been revoked, or handed over, while the PDF was made.
        const [record] = await recordStore.lock(trx, [certificate.recordId]);
        if (record === undefined) throw problem('not_found', { what: 'certificate' });
        const { state } = await findIssued(trx, certificate.id);
        await requireMayRender(trx, principal, record, { state, kind: data.kind });
        const createdAt = now();
        const before = { certificateId: certificate.id, kind: data.kind, at: createdAt };
        const made = await madeBefore(trx, principal, record, before);
        if (made !== undefined) return { rendition: made };
        const key = await organisationStore.currentKey(trx, certificate.chamberId, 'issuing');
        const [recorded] = await recorder.append(trx, [
          {
            recordId: RecordId.of(certificate.recordId),
            type: 'org.openpouch.certificate.rendered',
            data: { ...data, requestedBy: principal.organisationId },
            signer: keyring.signer(key),
            actor: { organisationId: certificate.chamberId, name: chamber.legalName },
            time: createdAt,
          },
        ]);
        if (recorded === undefined) throw new Error('The event was not appended.');
        const row = { ...rendition, cid, eventSequence: recorded.sequence, createdAt };
        await renditionStore.insert(trx, row);
        return { rendition: row, receipt: recorded.receipt };
      });
    },

    discard: ({ cid }) => content.remove(cid),

    async withProof(rendition, chamberId, bundle) {
      const key = sealer.open(rendition.sealedKey, { organisationId: chamberId, purpose });
      const expected = { digest: rendition.digest, size: rendition.length };
      const clear = decryptFile(
        content.get(rendition.cid),
        key,
        { documentId: rendition.id, version: 1 },
        expected,
      );
      const chunks: Uint8Array[] = [];
      for await (const chunk of clear) chunks.push(chunk);
      const pdf = Buffer.concat(chunks);
      return fillHole(pdf, findHole(pdf), bundleText(bundle));
    },
  };
}

export const subjectOf = (rendition: Rendition): ProofBundle['subject'] => ({
  type: 'rendition',
  sequence: rendition.eventSequence,
  salt: Salt.of(rendition.salt),
});

/** What serves as well as another: there is one original; a reader's copies do not fill the trail. */
async function madeBefore(
  trx: Trx,
  principal: Principal,
  record: RecordRow,
  { certificateId, kind, at }: { certificateId: string; kind: RenditionKind; at: Date },
): Promise<Rendition | undefined> {
  if (kind === 'original') return renditionStore.original(trx, certificateId);
  if (kind === 'duplicate' || isOwnerOrIssuer(record, principal)) return undefined;
  const dayBegan = new Date(at);
  dayBegan.setUTCHours(0, 0, 0, 0);
  const since = record.endedAt !== null && record.endedAt > dayBegan ? record.endedAt : dayBegan;
  return renditionStore.copySince(trx, certificateId, record.ownerOrganisationId, since);
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
