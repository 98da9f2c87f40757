import { z } from 'zod';
import { isContainerNumber, isKboNumber, isLei } from './check-digits.ts';
import { isCurrency, isPackageKind, isUnit } from './code-lists.ts';
import { isCountry, isOrigin } from './countries.ts';
import { isMassUnit } from './measure.ts';

/**
 * The kinds of fields of a certificate of origin: lengths of the WCO data model, code lists of ISO and UN/ECE.
 * Decimals are strings, so that no weight changes in a floating-point round trip.
 */

/** What a broken rule is called: stable, so that it can be said in any language. */
export const broken = (rule: string, error: string) => ({ error, params: { rule } });

/** Kept as it was written: white space at the ends is refused, not removed. */
export const text = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^\S(?:[\s\S]*\S)?$/, 'text without white space at its ends');

/** n..16,6. `abort`: the checks of an item, which calculate with it, do not run on what is no decimal. */
export const decimal = z
  .string()
  .regex(/^(0|[1-9]\d{0,9})(\.\d{1,6})?$/, { error: 'a decimal such as 1250.5', abort: true });

export const date = z.iso.date();

const twoLetters = z.string().regex(/^[A-Z]{2}$/, 'an ISO 3166-1 alpha-2 code');
export const country = twoLetters.refine(isCountry, broken('unknown_country', 'a country of ISO 3166-1'));
/** A country or the union, box 3. */
export const origin = twoLetters.refine(
  isOrigin,
  broken('unknown_country', 'a country of ISO 3166-1, or EU'),
);

const unit = z
  .string()
  .regex(/^[A-Z0-9]{2,3}$/, 'a code of UN/ECE Recommendation 20')
  .refine(isUnit, broken('unknown_unit', 'a unit of UN/ECE Recommendation 20'));
export const measureSchema = z.strictObject({ value: decimal, unit });
/** Gross and net weight. */
export const weightSchema = z.strictObject({
  value: decimal,
  unit: unit.refine(isMassUnit, broken('no_unit_of_mass', 'a unit of mass, such as KGM')),
});

/** n..8. */
export const packageCount = z.int().min(0).max(99_999_999);
export const packageKind = z
  .string()
  .regex(/^[A-Z0-9]{2}$/, 'a code of UN/ECE Recommendation 21')
  .refine(isPackageKind, broken('unknown_package_kind', 'a kind of UN/ECE Recommendation 21'));

/** n..16,2 with its ISO 4217 code. */
export const amountSchema = z.strictObject({
  amount: z
    .string()
    .regex(
      /^(0|[1-9]\d{0,13})(\.\d{1,2})?$/,
      'an amount such as 1250.50, with at most 2 digits after the point',
    ),
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'an ISO 4217 code')
    .refine(isCurrency, broken('unknown_currency', 'a currency of ISO 4217')),
});

const identifierSchema = z
  .strictObject({ scheme: z.enum(['eori', 'be-kbo', 'lei', 'vat']), value: text(20) })
  .superRefine(({ scheme, value }, context) => {
    const rightness = {
      // Delegated Regulation (EU) 2015/2446, Annex 12-01: country code and up to 15 characters.
      eori: /^[A-Z]{2}[A-Z0-9]{1,15}$/.test(value),
      'be-kbo': isKboNumber(value),
      lei: isLei(value),
      vat: true,
    };
    if (rightness[scheme]) return;
    context.addIssue({
      code: 'custom',
      path: ['value'],
      message: `a number of the scheme ${scheme}, with its check digits`,
      params: { rule: 'identifier_check_digits' },
    });
  });

export const partySchema = z.strictObject({
  id: identifierSchema.optional(),
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
  /** UN/LOCODE: its country is checked, and its place by its shape; XZ is for installations at sea. */
  code: z
    .string()
    .regex(/^[A-Z]{2}[A-Z2-9]{3}$/, 'a UN/LOCODE such as BEANR')
    .refine(
      (code) => code.startsWith('XZ') || isCountry(code.slice(0, 2)),
      broken('unknown_port', 'a UN/LOCODE, which begins with its country'),
    )
    .optional(),
  name: text(256),
});

const containerSchema = z.strictObject({
  number: z
    .string()
    .regex(/^[A-Z]{3}[UJZ]\d{7}$/, 'four letters, the last of them U, J or Z, and seven digits')
    .refine(isContainerNumber, broken('container_check_digit', 'a container number with its check digit')),
  /** ISO 6346 size and type: 22G1, 45R1 … */
  type: z
    .string()
    .regex(/^[1-4A-HK-NP][024-689C-FL-NP][A-HKPR-V][0-9A-Z]$/, 'an ISO 6346 size and type such as 22G1')
    .optional(),
});

export const transportSchema = z.strictObject({
  /** UN/CEFACT Recommendation 19, by name (code-lists/transport-modes.json). */
  mode: z.enum(['sea', 'rail', 'road', 'air', 'mail', 'multimodal', 'fixed', 'inland-water']).optional(),
  meansName: text(35).optional(),
  /** IMO number, flight or plate. */
  meansId: text(25).optional(),
  voyage: text(17).optional(),
  portOfLoading: portSchema.optional(),
  portOfDischarge: portSchema.optional(),
  departureDate: date.optional(),
  documentNumber: text(70).optional(),
  containers: z.array(containerSchema).min(1).max(200).optional(),
});
export type Transport = z.infer<typeof transportSchema>;
