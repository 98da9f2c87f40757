import type { CertificateSubject } from '../../../core/certificate-subject.ts';
import { publishVocabulary } from '../../../core/credential-vocabulary.ts';

export const sampleVocabulary = publishVocabulary('https://origin.example');

const consignor = {
  id: { scheme: 'be-kbo' as const, value: '0403.170.701' },
  name: 'Scheldemachines NV',
  address: { line1: 'Noorderlaan 147', postcode: '2030', city: 'Antwerpen', country: 'BE' },
};
const consignee = {
  name: 'Straits Engineering Pte Ltd',
  address: { line1: '12 Tuas Avenue 8', postcode: '639232', city: 'Singapore', country: 'SG' },
};

/** A certificate with all boxes filled in: 42 fields, 27 of which may be hidden. */
export const sampleSubject: CertificateSubject = {
  formType: 'EU_NON_PREFERENTIAL',
  language: 'en',
  certificateNumber: 'BE-042-25-0000017-3',
  copyStatus: 'DIGITAL_ORIGINAL',
  verificationCode: '7ZK4M2Q9XWTB3HVD',
  consignor,
  consignee,
  destinationCountry: 'SG',
  origins: ['BE'],
  transport: {
    mode: 'sea',
    meansName: 'MSC Elma',
    voyage: 'FE532W',
    portOfLoading: { code: 'BEANR', name: 'Antwerpen' },
    portOfDischarge: { code: 'SGSIN', name: 'Singapore' },
  },
  remarks: 'Invoice 2025/1187 of 3 November 2025',
  references: { purchaseOrder: 'PO-88213', credit: 'LC-2025-0931' },
  invoiceTotal: { amount: '184250.00', currency: 'EUR' },
  incoterm: { code: 'CIF', place: 'Singapore' },
  issue: { place: 'Antwerpen', date: '2025-11-10', officer: 'A. Peeters' },
  items: [
    {
      seq: 1,
      marks: 'STRAITS PO-88213 1/4',
      packages: [{ count: 4, type: 'BX' }],
      description: 'Centrifugal pumps, stainless steel, model SP-220',
      hsCode: '841370',
      grossWeight: { value: '2140.5', unit: 'KGM' },
      netWeight: { value: '1890', unit: 'KGM' },
      quantity: { value: '4', unit: 'H87' },
      originCriterion: 'ST',
      invoice: { number: '2025/1187', date: '2025-11-03' },
    },
    {
      seq: 2,
      marks: 'STRAITS PO-88213 SPARES',
      packages: [{ count: 1, type: 'CT' }],
      description: 'Mechanical seals for centrifugal pumps',
      hsCode: '848420',
      netWeight: { value: '12.25', unit: 'KGM' },
      grossWeight: { value: '14', unit: 'KGM' },
      originCriterion: 'ST',
      invoice: { number: '2025/1187', date: '2025-11-03' },
    },
  ],
};
