import { randomUUID } from 'node:crypto';
import { kindOf } from '../../../core/certificate-kind.ts';
import type { Principal } from '../../access/scopes.ts';
import type { AppContext } from '../../context.ts';
import { elevated, type Trx } from '../../database/database.ts';
import type { StoredFile } from '../../documents/index.ts';
import { problem } from '../../http/problem.ts';
import { requireDownload } from '../../sharing/index.ts';
import { stateAfter } from '../certificate.ts';
import { lockAs } from '../certificate-service.ts';
import { type CertificateRow, certificateStore } from '../certificate-store.ts';
import { findIssued, type Issued } from '../credential-service.ts';
import {
  type EvidenceChange,
  maximumEvidenceFiles,
  maximumEvidenceTogether,
  type NamedEvidence,
} from './evidence.ts';
import { type Evidence, evidenceStore } from './evidence-store.ts';

/** A file that is to be handed in, before its bytes have come. */
export interface NewEvidence extends NamedEvidence {
  readonly id: string;
  readonly certificateId: string;
  readonly mediaType: string;
}

/**
 * The applicant hands in what proves the origin, for as long as the application can be written; applicant and chamber
 * read it. All functions take a transaction under the acting organisation's row-level security.
 */
export interface EvidenceService {
  /** May the caller add to this application? Asked before the upload is read. @throws as `add` */
  prepare(
    trx: Trx,
    principal: Principal,
    certificateId: string,
    named: Pick<NewEvidence, 'name' | 'type' | 'item' | 'mediaType'>,
  ): Promise<NewEvidence>;
  /** Adds a stored file. @throws not_found, wrong_state, limit_reached */
  add(trx: Trx, principal: Principal, added: NewEvidence, file: StoredFile): Promise<Evidence>;
  /** What kind of document it is, and which item it is about. @throws not_found, wrong_state */
  change(
    trx: Trx,
    principal: Principal,
    certificateId: string,
    id: string,
    change: EvidenceChange,
  ): Promise<Evidence>;
  /**
   * Takes a file out of the application.
   * @returns the CID of what is to be removed from the content store; none when a submission names the file: what was
   * submitted stays
   * @throws not_found, wrong_state
   */
  remove(
    trx: Trx,
    principal: Principal,
    certificateId: string,
    id: string,
  ): Promise<{ cid: string | undefined }>;
  /** The applicant's as it is now; the chamber's as it was submitted last. @throws not_found, forbidden */
  list(trx: Trx, principal: Principal, certificateId: string): Promise<Evidence[]>;
  /** A file with the key that opens it. @throws not_found, forbidden */
  open(
    trx: Trx,
    principal: Principal,
    certificateId: string,
    id: string,
  ): Promise<{ evidence: Evidence; file: StoredFile }>;
  /**
   * The document that an issued certificate certifies, for who may download the certificate: it goes with the record.
   * @throws not_found, wrong_state, forbidden
   */
  openCertified(
    trx: Trx,
    principal: Principal,
    certificateId: string,
  ): Promise<{ certificate: Issued; evidence: Evidence; file: StoredFile }>;
}

const purpose = 'evidence-key';

export function createEvidenceService({ sealer, now }: Pick<AppContext, 'sealer' | 'now'>): EvidenceService {
  /** The application under the caller's lock, while it can be written. */
  async function writable(trx: Trx, principal: Principal, certificateId: string): Promise<CertificateRow> {
    const certificate = await lockAs(trx, principal, certificateId, 'applicantId');
    stateAfter(certificate.state, 'update');
    return certificate;
  }

  async function requireRoom(trx: Trx, certificateId: string, size: number): Promise<void> {
    const { files, bytes } = await evidenceStore.held(trx, certificateId);
    if (files >= maximumEvidenceFiles)
      throw problem('limit_reached', { limit: maximumEvidenceFiles, what: 'files with this application' });
    if (bytes + size > maximumEvidenceTogether)
      throw problem('limit_reached', { limit: maximumEvidenceTogether, what: 'bytes with this application' });
  }

  function fileOf({ applicantId, cid, digest, size, sealedKey }: Evidence): StoredFile {
    return { cid, key: sealer.open(sealedKey, { organisationId: applicantId, purpose }), digest, size };
  }

  async function currentOne(trx: Trx, certificateId: string, id: string): Promise<Evidence> {
    const evidence = await evidenceStore.find(trx, certificateId, id);
    if (evidence === undefined || evidence.removedAt !== null)
      throw problem('not_found', { what: 'evidence' });
    return evidence;
  }

  return {
    async prepare(trx, principal, certificateId, named) {
      await writable(trx, principal, certificateId);
      await requireRoom(trx, certificateId, 0);
      return { ...named, certificateId, id: randomUUID() };
    },

    async add(trx, principal, { certificateId, id, name, type, item, mediaType }, file) {
      await writable(trx, principal, certificateId);
      await requireRoom(trx, certificateId, file.size);
      const applicantId = principal.organisationId;
      const evidence = {
        ...{ id, certificateId, applicantId, name, type, item: item ?? null, mediaType },
        ...{ size: file.size, digest: Buffer.from(file.digest), cid: file.cid },
        sealedKey: Buffer.from(sealer.seal(file.key, { organisationId: applicantId, purpose })),
        addedBy: principal.name,
        createdAt: now(),
      };
      await evidenceStore.insert(trx, evidence);
      return { ...evidence, submittedTo: [], removedAt: null };
    },

    async change(trx, principal, certificateId, id, change) {
      await writable(trx, principal, certificateId);
      const evidence = await currentOne(trx, certificateId, id);
      const changed = { ...evidence, type: change.type, item: change.item ?? null };
      await evidenceStore.change(trx, id, changed);
      return changed;
    },

    async remove(trx, principal, certificateId, id) {
      await writable(trx, principal, certificateId);
      const { cid, submittedTo } = await currentOne(trx, certificateId, id);
      if (submittedTo.length > 0) {
        await evidenceStore.setRemoved(trx, id, now());
        return { cid: undefined };
      }
      await elevated(trx, (trx) => evidenceStore.delete(trx, id));
      return { cid };
    },

    async list(trx, principal, certificateId) {
      const { applicantId } = await readable(trx, principal, certificateId);
      return applicantId === principal.organisationId
        ? evidenceStore.current(trx, certificateId)
        : evidenceStore.submitted(trx, certificateId);
    },

    async open(trx, principal, certificateId, id) {
      await readable(trx, principal, certificateId);
      const evidence = await evidenceStore.find(trx, certificateId, id);
      if (evidence === undefined) throw problem('not_found', { what: 'evidence' });
      return { evidence, file: fileOf(evidence) };
    },

    async openCertified(trx, principal, certificateId) {
      const certificate = await findIssued(trx, certificateId);
      if (kindOf(certificate.application) !== 'document') throw problem('not_found', { what: 'document' });
      await requireDownload(trx, principal, certificate.recordId);
      // Row-level security shows evidence to applicant and chamber alone; the certificate's right was asked for above.
      const evidence = await elevated(trx, (trx) => evidenceStore.certified(trx, certificateId));
      if (evidence === undefined) throw new Error(`The document of certificate ${certificateId} is gone.`);
      return { certificate, evidence, file: fileOf(evidence) };
    },
  };
}

/** Whoever was shown the certificate was not shown what led to it. */
async function readable(trx: Trx, principal: Principal, certificateId: string): Promise<CertificateRow> {
  const certificate = await certificateStore.find(trx, certificateId);
  if (certificate === undefined) throw problem('not_found', { what: 'certificate' });
  if (![certificate.applicantId, certificate.chamberId].includes(principal.organisationId))
    throw problem('forbidden', { needs: 'to be its applicant or its chamber' });
  return certificate;
}
