import type { CertificateApplication } from '../../core/certificate-subject.ts';
import type { DocumentApplication } from '../../core/certified-document.ts';
import { declarationVersion } from '../../core/declaration.ts';

/** What goes with a submission: the applicant's declaration is accepted. */
export const withDeclaration = {
  body: { declaration: { accepted: true, version: declarationVersion, language: 'en' } },
} as const;

/**
 * A complete application of a fictional exporter, for demo, bench and tests; `serial` tells one from another.
 * @param country where the consignor is established: a chamber elsewhere certifies nothing for it
 */
export function sampleApplication(serial: number, country = 'BE'): CertificateApplication {
  return {
    formType: 'EU_NON_PREFERENTIAL',
    language: 'en',
    consignor: {
      id: { scheme: 'eori', value: 'BE0404040404' },
      name: 'Scheldt Chocolate Works NV',
      address: { line1: 'Kattendijkdok 21', postcode: '2000', city: 'Antwerpen', country },
    },
    consignee: {
      name: 'Straits Fine Foods Pte Ltd',
      address: { line1: '8 Harbour Quay #14-02', postcode: '098765', city: 'Singapore', country: 'SG' },
    },
    destinationCountry: 'SG',
    origins: ['BE'],
    transport: {
      mode: 'sea',
      meansName: 'MV Noordzee',
      voyage: '231E',
      portOfLoading: { code: 'BEANR', name: 'Antwerpen' },
      portOfDischarge: { code: 'SGSIN', name: 'Singapore' },
      departureDate: '2026-11-28',
    },
    remarks: `Invoice ${2026_0000 + serial}`,
    references: { purchaseOrder: `PO-${serial}` },
    items: [
      {
        seq: 1,
        marks: `SFF/SIN 1-${40 + (serial % 10)}`,
        packages: [{ count: 40 + (serial % 10), type: 'CT' }],
        description: 'Dark chocolate couverture, 70 % cocoa, in blocks of 2.5 kg',
        hsCode: '180620',
        grossWeight: { value: '1050.5', unit: 'KGM' },
        netWeight: { value: '1000', unit: 'KGM' },
        originCriterion: 'ST',
        invoice: { number: `${2026_0000 + serial}`, date: '2026-11-20' },
      },
      {
        seq: 2,
        marks: 'SFF/SIN 51-60',
        packages: [{ count: 10, type: 'CT' }],
        description: 'Pralines, assorted, in gift boxes of 250 g',
        hsCode: '180690',
        grossWeight: { value: '120', unit: 'KGM' },
        netWeight: { value: '100', unit: 'KGM' },
        originCriterion: 'ST',
        originRule: 'Moulded and filled from cocoa mass, sugar and nuts',
        invoice: { number: `${2026_0000 + serial}`, date: '2026-11-20' },
      },
    ],
    invoiceTotal: { amount: '18450.00', currency: 'EUR' },
    incoterm: { code: 'CIF', place: 'Singapore' },
  };
}

/**
 * The application of the same exporter to have a commercial invoice certified.
 * @param digest SHA-256 of the invoice's PDF, hex with 0x
 */
export function sampleDocumentApplication(serial: number, digest: string): DocumentApplication {
  const { consignor, consignee, destinationCountry } = sampleApplication(serial);
  return {
    formType: 'CERTIFIED_DOCUMENT',
    consignor,
    consignee,
    destinationCountry,
    document: {
      type: '380',
      title: 'Commercial invoice',
      number: `${2026_0000 + serial}`,
      date: '2026-11-20',
      digest,
    },
    certifies: 'signature',
    signatory: 'Lotte Maes',
  };
}
