import { z } from 'zod';

/**
 * What a certificate of origin says: the boxes of Regulation 2454/93, Annex 12, with the lengths of the WCO
 * data model. Decimals are strings, so that no weight changes in a floating-point round trip.
 */

/** Kept as it was written: white space at the ends is refused, not removed. */
const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^\S(?:[\s\S]*\S)?$/, 'text without white space at its ends');
/** `abort`: the checks of an item, which calculate with it, do not run on what is no decimal. */
const decimal = z
  .string()
  .regex(/^(0|[1-9]\d{0,9})(\.\d{1,6})?$/, { error: 'a decimal such as 1250.5', abort: true });
const date = z.iso.date();
/** ISO 3166-1 alpha-2. */
const country = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code');
/** A country or the union, box 3. `EU` is reserved for it in ISO 3166-1. */
const origin = country;

const measureSchema = z.strictObject({
  value: decimal,
  /** UN/ECE Recommendation 20: KGM, TNE, LTR, MTR, H87 … */
  unit: z.string().regex(/^[A-Z0-9]{2,3}$/, 'a code of UN/ECE Recommendation 20'),
});

export const partySchema = z.strictObject({
  id: z.strictObject({ scheme: z.enum(['eori', 'be-kbo', 'lei', 'vat']), value: text(20) }).optional(),
  name: text(70),
  address: z.strictObject({
    line1: text(256),
    line2: text(256).optional(),
    postcode: text(9).optional(),
    city: text(35),
    subdivision: text(35).optional(),
    country,
  }),
});
export type Party = z.infer<typeof partySchema>;

/** Box 2: a party, or "To order" with the country of destination beside it. */
export const consigneeSchema = z.union([partySchema, z.strictObject({ toOrder: z.literal(true) })]);

const portSchema = z.strictObject({
  /** UN/LOCODE. */
  code: z
    .string()
    .regex(/^[A-Z]{2}[A-Z2-9]{3}$/, 'a UN/LOCODE')
    .optional(),
  name: text(256),
});

export const transportSchema = z.strictObject({
  mode: z.enum(['sea', 'rail', 'road', 'air', 'mail', 'multimodal', 'fixed', 'inland-water']).optional(),
  meansName: text(35).optional(),
  meansId: text(25).optional(),
  voyage: text(17).optional(),
  portOfLoading: portSchema.optional(),
  portOfDischarge: portSchema.optional(),
  departureDate: date.optional(),
  documentNumber: text(70).optional(),
  containers: z.array(text(17)).max(200).optional(),
});

export const itemSchema = z
  .strictObject({
    seq: z.int().min(1).max(99_999),
    /** Shipping marks and numbers, or "N/M". */
    marks: text(512),
    /** Number and kind; kind: UN/ECE Recommendation 21. Left out for goods in bulk. */
    packages: z
      .array(
        z.strictObject({
          count: z.int().min(0).max(99_999_999),
          type: z.string().regex(/^[A-Z0-9]{2}$/, 'a code of UN/ECE Recommendation 21'),
        }),
      )
      .min(1)
      .max(50)
      .optional(),
    inBulk: z.literal(true).optional(),
    description: text(2_048),
    hsCode: z
      .string()
      .regex(/^\d{6}(\d{2}){0,2}$/, 'an HS, CN or TARIC code of 6, 8 or 10 digits')
      .optional(),
    productId: text(35).optional(),
    origin: origin.optional(),
    grossWeight: measureSchema.optional(),
    netWeight: measureSchema.optional(),
    quantity: measureSchema.optional(),
    manufacturer: partySchema.optional(),
    originCriterion: text(256).optional(),
    invoice: z.strictObject({ number: text(70), date }).optional(),
  })
  .refine((item) => (item.packages === undefined) === (item.inBulk === true), {
    path: ['packages'],
    error: 'packages, or inBulk: true without packages',
  })
  .refine((item) => item.grossWeight ?? item.netWeight ?? item.quantity, {
    path: ['quantity'],
    error: 'at least one of grossWeight, netWeight and quantity (box 7)',
  })
  .refine(({ grossWeight, netWeight }) => !heavier(netWeight, grossWeight), {
    path: ['netWeight'],
    error: 'not above grossWeight',
  });
export type CertificateItem = z.infer<typeof itemSchema>;

const goodsShape = {
  formType: z.literal('EU_NON_PREFERENTIAL'),
  /** ISO 639-1. */
  language: z.string().regex(/^[a-z]{2}$/, 'an ISO 639-1 code'),
  consignor: partySchema,
  /** The principal when an agent is the consignor. */
  onBehalfOf: partySchema.optional(),
  consignee: consigneeSchema,
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
      acid: text(19).optional(),
    })
    .optional(),
  items: z.array(itemSchema).min(1).max(200),
  invoiceTotal: z
    .strictObject({ amount: decimal, currency: z.string().regex(/^[A-Z]{3}$/, 'an ISO 4217 code') })
    .optional(),
  incoterm: z
    .strictObject({
      code: z.enum(['EXW', 'FCA', 'CPT', 'CIP', 'DAP', 'DPU', 'DDP', 'FAS', 'FOB', 'CFR', 'CIF']),
      place: text(70),
    })
    .optional(),
};

/** What an exporter applies with. The chamber adds number and issue data. */
export const certificateApplicationSchema = z.strictObject(goodsShape).superRefine(checkItems);
export type CertificateApplication = z.infer<typeof certificateApplicationSchema>;

/** What the credential says of the certificate: the application, the number and box 8. */
export const certificateSubjectSchema = z
  .strictObject({
    ...goodsShape,
    certificateNumber: text(35),
    copyStatus: z.enum(['DIGITAL_ORIGINAL', 'DUPLICATE']),
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
  })
  .superRefine(checkItems);
export type CertificateSubject = z.infer<typeof certificateSubjectSchema>;

function checkItems(
  goods: { items: readonly CertificateItem[]; origins: readonly string[] },
  context: z.core.$RefinementCtx,
): void {
  const issue = (index: number, member: string, message: string) =>
    context.addIssue({ code: 'custom', path: ['items', index, member], message });
  for (const [index, item] of goods.items.entries()) {
    if (item.seq !== index + 1) issue(index, 'seq', `${index + 1}: items are numbered 1, 2, 3 …`);
    if (item.origin === undefined && goods.origins.length > 1) {
      issue(index, 'origin', 'an origin for each item where there are several origins');
    }
    if (item.origin !== undefined && !goods.origins.includes(item.origin)) {
      issue(index, 'origin', 'one of the origins in box 3');
    }
  }
}

type Measure = z.infer<typeof measureSchema>;

/** Whether both are known in the same unit and the first is the greater. */
function heavier(a: Measure | undefined, b: Measure | undefined): boolean {
  return a !== undefined && b !== undefined && a.unit === b.unit && millionths(a) > millionths(b);
}

function millionths({ value }: Measure): bigint {
  const [whole = '0', fraction = ''] = value.split('.');
  return BigInt(whole + fraction.padEnd(6, '0'));
}
