import { z } from 'zod';
import { broken, country, date, origin, text } from './certificate-fields.ts';
import { DOCUMENT_FORM } from './certificate-kind.ts';
import { consigneeSchema, documentType, issueShape, partySchema } from './certificate-subject.ts';

/**
 * A document that a chamber certifies ("visa"): a commercial invoice, a packing list, a price list that the exporter
 * made. The credential commits to the document's bytes, so that it and the file prove each other.
 */

/** What a chamber says of a document. */
export const certifiedThings = ['signature', 'contents', 'origin'] as const;
export type CertifiedThing = (typeof certifiedThings)[number];

const sha256 = z.string().regex(/^0x[0-9a-f]{64}$/, 'a SHA-256, 0x and 64 lower-case hexadecimal digits');

const shape = {
  formType: z.literal(DOCUMENT_FORM),
  /** Whose document it is. */
  consignor: partySchema,
  consignee: consigneeSchema,
  destinationCountry: country,
  document: z.strictObject({
    /** UNCL 1001, where the document is one of the list. */
    type: documentType.optional(),
    /** What it is called, as it stands on it: "Commercial invoice". */
    title: text(70),
    number: text(70),
    date,
    /** SHA-256 of the file's bytes. */
    digest: sha256,
  }),
  /**
   * `signature`: that it is that of somebody who may sign for the consignor. `contents`: that they agree with what the
   * chamber was shown. `origin`: the origin that the document states.
   */
  certifies: z.enum(certifiedThings),
  /** Who signed the document. */
  signatory: text(70).optional(),
  /** As the document states them. */
  origins: z.array(origin).min(1).max(30).optional(),
  remarks: text(512).optional(),
};

interface Asked {
  readonly certifies: CertifiedThing;
  readonly signatory?: string | undefined;
  readonly origins?: readonly string[] | undefined;
}

/** What is certified must be said, and nothing besides is certified by the way. */
function checkAsked({ certifies, signatory, origins }: Asked, context: z.core.$RefinementCtx): void {
  const tell = (path: PropertyKey[], rule: string, message: string) =>
    context.addIssue({ code: 'custom', path, ...broken(rule, message), message });
  if (certifies === 'signature' && signatory === undefined)
    tell(['signatory'], 'no_signatory', 'who signed, where the signature is certified');
  if (certifies === 'origin' && origins === undefined)
    tell(['origins'], 'no_document_origin', 'the origin that the document states, where it is certified');
  if (certifies !== 'origin' && origins !== undefined)
    tell(['origins'], 'origin_not_asked', 'no origin, unless it is certified');
  for (const [index, one] of (origins ?? []).entries()) {
    if (origins?.indexOf(one) !== index) tell(['origins', index], 'origin_twice', 'each origin once');
  }
}

/** What an exporter applies with. */
export const documentApplicationSchema = z.strictObject(shape).superRefine(checkAsked);
export type DocumentApplication = z.infer<typeof documentApplicationSchema>;

// A file has no copies that say so.
const { copyStatus: _, ...issued } = issueShape;

/** What the credential says: the application, the number, and who certified it when. */
export const documentSubjectSchema = z.strictObject({ ...shape, ...issued }).superRefine(checkAsked);
export type DocumentSubject = z.infer<typeof documentSubjectSchema>;
