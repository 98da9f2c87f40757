import { z } from 'zod';
import { SignerId } from '../../core/ids.ts';
import { countrySchema } from '../../core/voucher.ts';
import { lineOfText } from '../http/text.ts';
import type { IssuingKey, Organisation } from './organisation-store.ts';
import { organisationRoleSchema, organisationSummarySchema } from './organisation-summary.ts';

/** Lengths as in a certificate's boxes 1 and 2 (WCO data model). */
export const addressSchema = z.strictObject({
  line1: lineOfText(256),
  line2: lineOfText(256).optional(),
  postcode: lineOfText(9).optional(),
  city: lineOfText(35),
  country: countrySchema,
});

export const identifierSchema = z.strictObject({
  scheme: z
    .string()
    .regex(/^[a-z0-9]{2,10}(-[a-z0-9]{1,10})?$/, 'a scheme such as eori, lei, vat, be-kbo or sg-uen')
    .meta({ description: 'eori, lei, vat, or a national register by country and name, such as be-kbo' }),
  value: lineOfText(20),
});

export const newOrganisationSchema = z.strictObject({
  role: organisationRoleSchema.exclude(['federation']),
  legalName: lineOfText(70),
  country: countrySchema,
  address: addressSchema,
  identifiers: z.array(identifierSchema).max(10).default([]),
});

export const organisationSchema = z
  .strictObject({
    ...organisationSummarySchema.shape,
    address: z.strictObject({
      line1: z.string(),
      line2: z.string().optional(),
      postcode: z.string().optional(),
      city: z.string(),
      country: z.string(),
    }),
    identifiers: z.array(z.strictObject({ scheme: z.string(), value: z.string() })),
    vouchedBy: z
      .uuid()
      .nullable()
      .meta({ description: 'The chamber or federation that vouches for its identity key' }),
    profile: z.strictObject({ legalName: z.string(), country: z.string(), did: z.string() }).nullable().meta({
      description:
        "Of a chamber or the federation: the SHA-256 of its canonical JSON is in the chambers' registry",
    }),
    issuingKeys: z
      .array(
        z.strictObject({
          signerId: SignerId.schema,
          createdAt: z.iso.datetime(),
          endsAt: z.iso.datetime().nullable(),
        }),
      )
      .meta({ description: 'The newest first' }),
  })
  .meta({ id: 'Organisation' });

export function organisationView(
  organisation: Organisation,
  keys: readonly IssuingKey[],
): z.input<typeof organisationSchema> {
  const { id, role, legalName, country, address, identifiers, vouchedBy, profile } = organisation;
  return {
    id,
    legalName,
    country,
    role,
    address,
    identifiers: [...identifiers],
    vouchedBy,
    profile,
    issuingKeys: keys.map((key) => ({
      signerId: SignerId.of(key.signerId),
      createdAt: key.createdAt.toISOString(),
      endsAt: key.endedAt?.toISOString() ?? null,
    })),
  };
}
