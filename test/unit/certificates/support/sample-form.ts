import type { CertificateSubject } from '../../../../core/certificate-subject.ts';
import { sampleApplication } from '../../../../scripts/client/sample-application.ts';
import type { FormData } from '../../../../server/certificates/renditions/form-page.ts';

type Subject = FormData['subject'];

const subject: CertificateSubject & { verificationCode: string } = {
  ...sampleApplication(3),
  certificateNumber: 'BE-042-26-0000123-89',
  copyStatus: 'DIGITAL_ORIGINAL',
  verificationCode: '7ZK4M2Q9XWTB3HVD',
  issue: { place: 'Antwerpen', date: '2026-11-22', officer: 'An Peeters' },
};

/** A certificate of the chamber of Antwerp, ready to be rendered. */
export const sampleForm = (
  more: Partial<Subject> = {},
  others: Partial<Omit<FormData, 'subject'>> = {},
): FormData => ({
  subject: { ...subject, ...more },
  kind: 'original',
  chamber: { legalName: 'Chamber of Commerce of Antwerp', country: 'BE', accreditation: '042' },
  credential: 'eyJhbGciOiJFUzI1NiJ9.e30.c2lnbmVk~',
  issuedAt: new Date('2026-11-22T10:00:00Z'),
  verifyUrl: `https://pouch.example/verify?number=BE-042-26-0000123-89&code=7ZK4M2Q9XWTB3HVD`,
  holeLength: 65_536,
  ...others,
});

/** The first of its items, so many times. */
export function sampleItems(count: number): Subject['items'] {
  const [item] = subject.items;
  if (item === undefined) throw new Error('The sample has no item.');
  return Array.from({ length: count }, (_, index) => ({ ...item, seq: index + 1 }));
}
