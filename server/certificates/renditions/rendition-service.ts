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
import { type Organisation, organisationStore } from '../../organisations/index.ts';
import { toBytes } from '../../records/bytes.ts';
import { type RecordRow, recordStore } from '../../records/record-store.ts';
import { sha256 } from '../../records/recorder.ts';
import { isInForce, wrongState } from '../certificate.ts';
import { findIssued, type Issued } from '../credential-service.ts';
import type { RenditionKind } from './form-page.ts';
import { type Rendition, renditionStore } from './rendition-store.ts';

/** What a rendition is made of. */
export interface RenditionSource {
  readonly kind: RenditionKind;
  readonly certificate: Issued;
  readonly chamber: Organisation;
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
  };
}

/** The steps of making and reading a rendition: the content store is asked outside the transactions. */
export interface RenditionService {
  /**
   * There is one original: whoever asks for it again gets the same. Copies are made as often as they are wanted, a
   * duplicate by the chamber alone, as it stands for an original that was lost.
   * @throws not_expressible for a certified document; not_found, not_owner, wrong_state, forbidden: owner and issuing chamber have a certificate in force rendered
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
      requireMayRender(principal, await recordStore.find(trx, certificate.recordId), certificate, kind);
      const made = kind === 'original' ? await renditionStore.original(trx, certificateId) : undefined;
      if (made !== undefined) return made;
      const chamber = await organisationStore.find(trx, certificate.chamberId);
      if (chamber === undefined) throw new Error(`The chamber ${certificate.chamberId} is gone.`);
      return { kind, certificate, chamber };
    },

    async store({ kind, certificate, chamber }) {
      const { credential, verificationCode } = certificate;
      const query = new URLSearchParams({ number: certificate.number, code: verificationCode });
      const pdf = await forms.render({
        kind,
        credential,
        verificationCode,
        country: chamber.country,
        issuedAt: certificate.decidedAt ?? now(),
        verifyUrl: `${publicUrl()}/verify?${query}`,
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
        },
        data: {
          kind,
          mediaType: 'application/pdf',
          length: pdf.length,
          hole,
          commitment: renditionCommitment(salt, pdf, hole, sha256),
        },
      };
    },

    async record(trx, principal, { certificate, chamber, cid, rendition, data }) {
      return elevated(trx, async () => {
        // It may have been revoked, or handed over, while the PDF was made.
        const [record] = await recordStore.lock(trx, [certificate.recordId]);
        requireMayRender(principal, record, await findIssued(trx, certificate.id), data.kind);
        const made =
          data.kind === 'original' ? await renditionStore.original(trx, certificate.id) : undefined;
        if (made !== undefined) return { rendition: made };
        const key = await organisationStore.currentKey(trx, certificate.chamberId, 'issuing');
        const createdAt = now();
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

function requireMayRender(
  principal: Principal,
  record: RecordRow | undefined,
  { state }: Issued,
  kind: RenditionKind,
): void {
  if (record === undefined) throw problem('not_found', { what: 'certificate' });
  const parties = [record.ownerOrganisationId, record.issuerOrganisationId];
  if (!parties.includes(principal.organisationId)) throw problem('not_owner');
  if (!isInForce(state)) throw wrongState(state, 'rendering');
  if (kind === 'duplicate' && principal.organisationId !== record.issuerOrganisationId)
    throw problem('forbidden', { needs: 'the chamber that issued it' });
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
