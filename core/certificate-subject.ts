import { z } from 'zod';
import { checkGoods, checkItem } from './certificate-checks.ts';
import {
  amountSchema,
  broken,
  consigneeSchema,
  country,
  date,
  measureSchema,
  origin,
  packageCount,
  packageKind,
  partySchema,
  text,
  transportSchema,
  weightSchema,
} from './certificate-fields.ts';
import { documentTypeList, incotermCodes, isGenericDescription, isLanguage } from './code-lists.ts';

export { consigneeSchema, type Party, partySchema, transportSchema } from './certificate-fields.ts';

/**
 * What a certificate of origin says: the boxes of Regulation 2454/93, Annex 12, and what its application (the pink
 * sheet) says besides. What happens to it later (replacement, legalisation, anchor) is no part of it.
 */

/** UNCL 1001. */
export const documentType = z.enum(documentTypeList.map(({ code }) => code));

export const itemSchema = z
  .strictObject({
    seq: z.int().min(1).max(99_999),
    /** Shipping marks and numbers, or "N/M". */
    marks: text(512),
    /** Number and kind. Left out for goods in bulk; 0 where they lie in another item's packages. */
    packages: z
      .array(z.strictObject({ count: packageCount, type: packageKind }))
      .min(1)
      .max(50)
      .optional(),
    inBulk: z.literal(true).optional(),
    /** The usual commercial description, on one line or several. */
    description: text(512).refine(
      (said) => !isGenericDescription(said),
      broken('generic_description', 'what the goods are: these words describe none'),
    ),
    hsCode: z
      .string()
      .regex(/^\d{6}(\d{2}){0,2}$/, 'an HS, CN or TARIC code of 6, 8 or 10 digits')
      // Chapter 77 is kept free by the Harmonized System; there is no chapter 0.
      .refine(
        (code) => !/^(00|77)/.test(code),
        broken('unknown_hs_code', 'a chapter of the Harmonized System'),
      )
      .optional(),
    /** Edition of the Harmonized System that the code is of. */
    hsEdition: z.literal([2012, 2017, 2022, 2028]).optional(),
    /** GTIN or part number. */
    productId: text(35).optional(),
    origin: origin.optional(),
    grossWeight: weightSchema.optional(),
    netWeight: weightSchema.optional(),
    quantity: measureSchema.optional(),
    /** Unless the consignor made the goods. */
    manufacturer: partySchema.optional(),
    /** WO wholly obtained, ST last substantial transformation, PSR the product's own rule (UCC, Article 60). */
    originCriterion: z.enum(['WO', 'ST', 'PSR']),
    /** The rule, or what was done to the goods. */
    originRule: text(256).optional(),
    invoice: z.strictObject({ number: text(70), date }),
  })
  .superRefine(checkItem);
export type CertificateItem = z.infer<typeof itemSchema>;

const goodsShape = {
  formType: z.literal('EU_NON_PREFERENTIAL'),
  /** ISO 639-1. */
  language: z
    .string()
    .regex(/^[a-z]{2}$/, { error: 'an ISO 639-1 code', abort: true })
    .refine(isLanguage, broken('unknown_language', 'a language of ISO 639-1')),
  consignor: partySchema,
  /** The principal when an agent is the consignor. */
  onBehalfOf: partySchema.optional(),
  consignee: consigneeSchema,
  /** Where it is not the consignee; with its tax number where the destination asks for it. */
  importer: partySchema.optional(),
  destinationCountry: country,
  origins: z.array(origin).min(1).max(30),
  transport: transportSchema.optional(),
  remarks: text(2_048).optional(),
  references: z
    .strictObject({
      purchaseOrder: text(35).optional(),
      contract: text(35).optional(),
      credit: text(35).optional(),
      /** Egypt's advance cargo information declaration. */
      acid: z
        .string()
        .regex(/^\d{19}$/, 'an ACID of 19 digits')
        .optional(),
    })
    .optional(),
  items: z.array(itemSchema).min(1).max(200),
  /** Sums over all items; each must be right where it is said. */
  totals: z
    .strictObject({
      packages: packageCount.optional(),
      gross: weightSchema.optional(),
      net: weightSchema.optional(),
    })
    .optional(),
  invoiceTotal: amountSchema.optional(),
  incoterm: z.strictObject({ code: z.enum(incotermCodes), place: text(70) }).optional(),
  /** Who applies, where it is not the consignor: agent or forwarder (box 9 of the application). */
  applicant: partySchema.optional(),
  /** What the application rests on (its verso). Files lie beside the application; this names them. */
  supportingDocuments: z
    .array(
      z.strictObject({
        type: documentType,
        number: text(70),
        date: date.optional(),
        /** SHA-256 of the file. */
        digest: z
          .string()
          .regex(/^0x[0-9a-f]{64}$/)
          .optional(),
      }),
    )
    .min(1)
    .max(50)
    .optional(),
};

/** What an exporter applies with. The chamber adds number and issue data. */
export const certificateApplicationSchema = z.strictObject(goodsShape).superRefine(checkGoods);
export type CertificateApplication = z.infer<typeof certificateApplicationSchema>;

/** What the chamber adds. */
export const issueShape = {
  certificateNumber: text(35),
  copyStatus: z.enum(['DIGITAL_ORIGINAL', 'PRINT', 'DUPLICATE']),
  /** Random, never derived from the number; for the public page. */
  verificationCode: z
    .string()
    .regex(/^[0-9A-HJKMNP-TV-Z]{16}$/, '16 characters of Crockford base32')
    .optional(),
  issue: z.strictObject({ place: text(70), date, officer: text(70) }),
  /** Record id of the certificate that this one takes the place of. */
  replaces: z
    .string()
    .regex(/^0x[0-9a-f]{64}$/)
    .optional(),
};

/** What the credential says of the certificate: the application, the number and box 8. */
export const certificateSubjectSchema = z
  .strictObject({ ...goodsShape, ...issueShape })
  .superRefine(checkGoods);
export type CertificateSubject = z.infer<typeof certificateSubjectSchema>;
