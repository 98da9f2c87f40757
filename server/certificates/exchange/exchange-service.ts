import { kindOf } from '../../../core/certificate-kind.ts';
import { certificateSubjectSchema } from '../../../core/certificate-subject.ts';
import { decodeCredential } from '../../../core/credential.ts';
import { isObject, type JsonObject } from '../../../core/json.ts';
import { checked } from '../../../core/schema.ts';
import type { Principal } from '../../access/scopes.ts';
import type { Trx } from '../../database/database.ts';
import { type Exported, exportTraceability, exportUncefact, type Head } from '../../exchange/index.ts';
import { problem } from '../../http/problem.ts';
import { type Organisation, organisationStore } from '../../organisations/index.ts';
import { sha256 } from '../../records/recorder.ts';
import { requireDownload } from '../../sharing/index.ts';
import type { CertificateState } from '../certificate.ts';
import { type CertificateRow, certificateStore } from '../certificate-store.ts';
import { findIssued } from '../credential-service.ts';
import { sourceStore } from './source-store.ts';

export const exportFormats = ['uncefact', 'traceability'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** A certificate as it is exported: what its credential says once it was issued, its application before. */
export interface ExportedCertificate extends Exported {
  readonly certificate: CertificateRow;
}

/**
 * @param received the head is that of the document that the application was imported from
 * @throws not_found; forbidden without the right to download; wrong_state where the format needs what was issued;
 *   not_expressible
 */
export async function exportCertificate(
  trx: Trx,
  principal: Principal,
  id: string,
  { format, received }: { readonly format: ExportFormat; readonly received: boolean },
): Promise<ExportedCertificate> {
  const certificate = await certificateStore.find(trx, id);
  if (certificate === undefined) throw problem('not_found', { what: 'certificate' });
  if (kindOf(certificate.application) === 'document') throw problem('not_expressible', { format });
  if (certificate.recordId !== null) await requireDownload(trx, principal, certificate.recordId);
  const exported =
    format === 'traceability' ? await asTraceability(trx, id) : await asUncefact(trx, certificate, received);
  return { ...exported, certificate };
}

async function asTraceability(trx: Trx, id: string): Promise<Exported> {
  const { credential, number } = await findIssued(trx, id);
  const { issuer, validFrom, subject } = decodeCredential(credential, sha256);
  return exportTraceability({
    id: certificateUri(issuer.id, number),
    issuer: { id: issuer.id, name: issuer.name },
    validFrom,
    subject: checked(certificateSubjectSchema, subject, 'subject'),
  });
}

async function asUncefact(trx: Trx, certificate: CertificateRow, received: boolean): Promise<Exported> {
  const chamber = await organisationStore.find(trx, certificate.chamberId);
  if (chamber === undefined) throw problem('not_found', { what: 'chamber' });
  const { credential, number, state } = certificate;
  const status = uncefactStatus(state);
  if (credential === null || number === null) {
    const source = await sourceStore.find(trx, certificate.id);
    const application = isObject(certificate.application) ? certificate.application : {};
    const head: Head = { iD: `urn:uuid:${certificate.id}`, status, issuer: issuerOf(chamber) };
    const exported = exportUncefact(head, application, source);
    if (!received || source === undefined) return exported;
    const { supplyChainConsignment } = exported.document;
    return { ...exported, document: { ...source, supplyChainConsignment } };
  }
  const { issuer, validFrom, subject } = decodeCredential(credential, sha256);
  const { issue, ...application } = subject as JsonObject & { issue?: { place?: string } };
  const head: Head = {
    iD: certificateUri(issuer.id, number),
    issueDateTime: validFrom,
    name: 'Certificate of origin',
    status,
    issuer: issuerOf(chamber),
    issuePlace: issue?.place,
    signature: credential.split('~', 1)[0],
  };
  return exportUncefact(head, application);
}

/** A DID URL: the chamber is the authority. */
const certificateUri = (did: string, number: string): string =>
  `${did}/certificates/${encodeURIComponent(number)}`;

const issuerOf = ({ id, profile, legalName, address }: Organisation): Head['issuer'] => ({
  iD: profile?.did ?? `urn:uuid:${id}`,
  party: { name: legalName, address },
});

/** In the words of UN/CEFACT's life cycle; what it does not know keeps ours. */
function uncefactStatus(state: CertificateState): string {
  if (state === 'changes_requested') return 'draft';
  return state === 'refused' ? 'rejected' : state.replaceAll('_', '-');
}
