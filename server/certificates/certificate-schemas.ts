import { z } from 'zod';
import { certificateKinds } from '../../core/certificate-kind.ts';
import { certificateStates, rejectionCodes } from '../../core/certificate-states.ts';
import { RecordId } from '../../core/ids.ts';
import { sealingSchema } from '../audit/index.ts';
import { pageQuery } from '../http/page.ts';
import { fieldErrorSchema, problemParametersSchema } from '../http/problem-schemas.ts';
import { severalOf } from '../http/several.ts';
import { timeCursorSchema } from '../http/time-cursor.ts';
import { organisationSummarySchema } from '../organisations/index.ts';
import { revocationReasonSchema } from '../records/reasons.ts';
import { warningSchema } from './checks/warnings.ts';

/** What a person writes: one line or several, without control characters. */
export const plainText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^(?!\s)[\s\S]*(?<!\s)$/, 'Text without white space at its ends.')
    .refine(
      (text) => text.isWellFormed() && !/[\p{Cc}--[\n\r\t]]/v.test(text),
      'Text without control characters.',
    );

const applicationSchema = z.record(z.string(), z.unknown()).meta({
  description:
    'An application. `formType` says of what: `EU_NON_PREFERENTIAL`, a certificate of origin (core/certificate-subject.ts), or `CERTIFIED_DOCUMENT`, the certification of a document (core/certified-document.ts). A draft may be incomplete.',
});

const kindSchema = z.enum(certificateKinds).meta({
  description: 'A certificate of origin, or a document that a chamber certifies.',
});

export const decisionSchema = z.strictObject({
  reason: z.string(),
  code: z.enum(rejectionCodes).optional().meta({ description: 'Of a rejection.' }),
  by: z.string(),
});

const summaryShape = {
  id: z.uuid(),
  kind: kindSchema,
  state: z.enum(certificateStates),
  number: z.string().nullable(),
  recordId: RecordId.schema.nullable(),
  applicant: organisationSummarySchema,
  chamber: organisationSummarySchema,
  /** Of the issuing event. */
  sealing: sealingSchema.nullable(),
  createdAt: z.iso.datetime(),
  submittedAt: z.iso.datetime().nullable(),
  issuedAt: z.iso.datetime().nullable(),
};

export const certificateSchema = z
  .strictObject({
    ...summaryShape,
    /** Counts changes; the ETag. */
    version: z.int(),
    verificationCode: z
      .string()
      .nullable()
      .meta({ description: 'Null until it is issued, and for who may not download it.' }),
    application: applicationSchema,
    decision: decisionSchema.nullable(),
    successorId: z.uuid().nullable().meta({ description: 'The certificate that took its place.' }),
    replacesId: z
      .uuid()
      .nullable()
      .meta({ description: 'The certificate whose place it takes, once it is issued.' }),
    expiresAt: z.iso
      .datetime()
      .nullable()
      .meta({ description: 'Where the country of destination takes it for so long only.' }),
    warnings: z.array(warningSchema).meta({ description: 'Of an application that is not decided yet.' }),
  })
  .meta({ id: 'Certificate' });
export type CertificateResource = z.infer<typeof certificateSchema>;

/** With the operator's receipts of the events that the change appended. */
export const changedCertificateSchema = certificateSchema
  .extend({ receipts: z.array(z.string()) })
  .meta({ id: 'ChangedCertificate' });

export const certificateItemSchema = z
  .strictObject({
    ...summaryShape,
    consignee: z.string().nullable(),
    destinationCountry: z.string().nullable(),
    origins: z.array(z.string()),
    document: z
      .strictObject({ title: z.string().nullable(), number: z.string().nullable() })
      .nullable()
      .meta({ description: 'That is certified; null for a certificate of origin.' }),
  })
  .meta({ id: 'CertificateSummary' });
export type CertificateItem = z.infer<typeof certificateItemSchema>;

/** In any case of letters, as RFC 9562 has it; answered in lower case. */
const uuid = z.uuid().toLowerCase();

export const certificateParams = z.strictObject({ id: uuid });

export const draftBody = z.strictObject({ chamberId: uuid, application: applicationSchema });

const time = z.iso.datetime({ offset: true });

export const listQuery = z.strictObject({
  ...pageQuery(timeCursorSchema),
  box: z.enum(['owned', 'all']).default('all').meta({ description: 'Those whose record one owns, or all.' }),
  state: severalOf(certificateStates).optional(),
  kind: z.enum(certificateKinds).optional(),
  chamber: uuid.optional(),
  destination: z
    .string()
    .regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2')
    .optional()
    .meta({ description: 'Country of destination, ISO 3166-1 alpha-2.' }),
  since: time.optional().meta({ description: 'Applied for at or after this time.' }),
  until: time.optional().meta({ description: 'Applied for before this time.' }),
  forwarded: z.enum(['yes', 'no']).optional().meta({
    description:
      'Whether one has shared it or handed it over oneself; for a chamber, whether anybody has. What was not issued was not.',
  }),
  q: plainText(100).optional().meta({
    description: 'Words, or parts of them, of the number, the consignee, the marks and the invoices.',
  }),
});
export type ListQuery = z.output<typeof listQuery>;

export const rejectionBody = z.strictObject({
  code: z.enum(rejectionCodes).default('other'),
  reason: plainText(2_000),
});

export const revocationBody = z.strictObject({
  reason: revocationReasonSchema,
  successorId: uuid.optional(),
});

/** Why one of several could not be issued; the members of a problem document that say so. */
const outcomeProblem = z.strictObject({
  code: z.string(),
  title: z.string(),
  parameters: problemParametersSchema.optional(),
  errors: z.array(fieldErrorSchema).optional(),
});

export const issuancesBody = z.strictObject({
  ids: z
    .array(uuid)
    .min(1)
    .max(500)
    .refine((ids) => new Set(ids).size === ids.length, 'Each id once.'),
});

export const issuancesSchema = z.strictObject({
  outcomes: z.array(
    z.union([
      z.strictObject({
        id: z.uuid(),
        ok: z.literal(true),
        certificate: z.strictObject({
          number: z.string(),
          verificationCode: z.string(),
          recordId: RecordId.schema,
          issuedAt: z.iso.datetime(),
          receipt: z.string(),
        }),
      }),
      z.strictObject({ id: z.uuid(), ok: z.literal(false), problem: outcomeProblem }),
    ]),
  ),
});
export type IssuanceOutcome = z.infer<typeof issuancesSchema>['outcomes'][number];
