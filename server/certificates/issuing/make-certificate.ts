import { DOCUMENT_FORM, kindOf } from '../../../core/certificate-kind.ts';
import type { CertificateSubject } from '../../../core/certificate-subject.ts';
import type { DocumentSubject } from '../../../core/certified-document.ts';
import { newSalt } from '../../../core/commitment.ts';
import { type CredentialIssuer, credentialCommitment, issueCredential } from '../../../core/credential.ts';
import type { Es256Signer } from '../../../core/es256.ts';
import { type Commitment, RecordId, type Salt, type SignerId } from '../../../core/ids.ts';
import { type Genesis, recordId } from '../../../core/typed-data.ts';
import type { AppContext } from '../../context.ts';
import type { CustodialKey } from '../../keys/keyring.ts';
import type { Organisation } from '../../organisations/index.ts';
import { type EventDraft, sha256 } from '../../records/recorder.ts';
import { recordIdOf } from '../after-issuing/ending.ts';
import type { CertificateRow } from '../certificate-store.ts';
import type { CompleteApplication } from '../checks/application.ts';
import { formatNumber, newVerificationCode } from './certificate-number.ts';

type OwnerKey = { readonly id: string; readonly signerId: SignerId };

/** A certificate that is to be issued. */
export interface Order {
  readonly id: string;
  readonly applicant: Organisation;
  readonly application: CompleteApplication;
  /** Who decides for the chamber; named in box 8. */
  readonly officer: string;
  readonly officerId: string;
  /** Of what the chamber was sent and decided on. */
  readonly submission: Commitment;
  /** The certificate that it takes the place of. */
  readonly replaces: CertificateRow | undefined;
  /** Where its country of destination takes it for so long only. */
  readonly validUntil?: Date | undefined;
  /** Of an applicant that holds its keys itself: the one that it enrolled for this. */
  readonly heldKey?: OwnerKey | undefined;
}

/** A chamber with all that its certificates have in common. */
export interface IssuingChamber {
  readonly organisation: Organisation;
  readonly issuer: CredentialIssuer;
  /** Stands in its numbers. */
  readonly code: string;
  readonly numberFormat: string;
  readonly signer: Es256Signer;
  readonly signerId: SignerId;
}

/** A certificate, made and signed, not yet written. */
export interface MadeCertificate extends Order {
  readonly number: string;
  readonly verificationCode: string;
  readonly ownerKey: OwnerKey;
  /** The same where it was made here, and is still to be kept. */
  readonly madeKey: CustodialKey | undefined;
  readonly credential: string;
  readonly salt: Salt;
  readonly genesis: Genesis;
  readonly recordId: RecordId;
  /** `certificate.issued`, the first of its trail. */
  readonly event: EventDraft;
}

/** Credential, genesis and first event of a certificate; a fresh owner key, so that the chain tells nothing of owners. */
export async function makeCertificate(
  { keyring, domain, vocabulary }: Pick<AppContext, 'keyring' | 'domain' | 'vocabulary'>,
  chamber: IssuingChamber,
  order: Order,
  sequence: number,
  at: Date,
): Promise<MadeCertificate> {
  const { organisation, signer, issuer } = chamber;
  const { applicant, officer, officerId, replaces, submission } = order;
  const replaced = replaces === undefined ? undefined : RecordId.of(recordIdOf(replaces));
  const { country, address } = organisation;
  const parts = { country, code: chamber.code, year: at.getUTCFullYear(), sequence };
  const number = formatNumber(chamber.numberFormat, parts);
  const verificationCode = newVerificationCode();
  const issued = {
    certificateNumber: number,
    verificationCode,
    issue: { place: address.city, date: at.toISOString().slice(0, 10), officer: shortened(officer) },
    ...(replaced !== undefined && { replaces: replaced }),
  };
  const { application } = order;
  const subject: CertificateSubject | DocumentSubject =
    application.formType === DOCUMENT_FORM
      ? { ...application, ...issued }
      : { ...application, ...issued, copyStatus: 'DIGITAL_ORIGINAL' };
  const credential = await issueCredential(
    {
      issuer,
      validFrom: at,
      validUntil: order.validUntil,
      subject,
      vocabulary: vocabulary[kindOf(application)],
    },
    signer,
    sha256,
  );
  const madeKey = order.heldKey === undefined ? keyring.generate(applicant.id, 'owner') : undefined;
  const ownerKey = order.heldKey ?? (madeKey as OwnerKey);
  const salt = newSalt();
  const genesis: Genesis = {
    kind: 'certificate',
    issuer: chamber.signerId,
    firstOwner: ownerKey.signerId,
    content: credentialCommitment(salt, credential, sha256),
  };
  const id = recordId(domain, genesis);
  const owner = { id: applicant.id, legalName: applicant.legalName, country: applicant.country };
  const event: EventDraft = {
    recordId: id,
    type: 'org.openpouch.certificate.issued',
    // The chamber says whose the first owner's key is: on chain it is a number among numbers.
    data: { genesis, number, owner, submission, ...(replaced !== undefined && { replaces: replaced }) },
    signer,
    actor: { organisationId: organisation.id, name: officer, personId: officerId },
    time: at,
  };
  return {
    ...order,
    number,
    verificationCode,
    ownerKey,
    madeKey,
    credential,
    salt,
    genesis,
    recordId: id,
    event,
  };
}

/** As much of a name as box 8 holds (WCO data model), without half a character or white space at its end. */
const shortened = (name: string): string => name.slice(0, 70).replace(/[\p{Cs}\s]+$/u, '');
