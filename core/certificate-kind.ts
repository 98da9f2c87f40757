import { isObject } from './json.ts';

/** What a chamber certifies: the origin of goods, or a document that somebody else made ("visa"). */
export const certificateKinds = ['origin', 'document'] as const;
export type CertificateKind = (typeof certificateKinds)[number];

export const DOCUMENT_FORM = 'CERTIFIED_DOCUMENT';

/** Of an application, also an incomplete one: it says by its form what it is for. */
export const kindOf = (application: unknown): CertificateKind =>
  isObject(application) && application['formType'] === DOCUMENT_FORM ? 'document' : 'origin';
