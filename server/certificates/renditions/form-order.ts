import { certificateSubjectSchema } from '../../../core/certificate-subject.ts';
import { decodeCredential } from '../../../core/credential.ts';
import { sha256 } from '../../records/recorder.ts';
import type { FormData } from './form-page.ts';
import { renderForm } from './form-pdf.ts';

/** What a form is made of, as it can be sent to another thread: what it says is in the credential. */
export interface FormOrder extends Omit<FormData, 'subject' | 'chamber' | 'validUntil'> {
  readonly verificationCode: string;
  /** Of the chamber: ISO 3166-1 alpha-2. */
  readonly country: string;
}

/** Reads the credential and renders it. @throws what is wrong with a credential that was verified when it was issued */
export async function renderOrder({ verificationCode, country, ...order }: FormOrder): Promise<Buffer> {
  const { issuer, subject, validUntil } = decodeCredential(order.credential, sha256);
  return renderForm({
    ...order,
    subject: { ...certificateSubjectSchema.parse(subject), verificationCode },
    validUntil: validUntil === null ? undefined : new Date(validUntil),
    chamber: { legalName: issuer.name, country, accreditation: issuer.accreditationNumber },
  });
}
