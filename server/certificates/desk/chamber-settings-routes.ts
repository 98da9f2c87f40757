import { z } from 'zod';
import type { Principal } from '../../access/scopes.ts';
import type { AppContext } from '../../context.ts';
import type { Trx } from '../../database/database.ts';
import { type ChamberSettings, settingsStore } from '../../desk/index.ts';
import { problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { invalidField } from '../../http/validate.ts';
import { type Organisation, organisationStore } from '../../organisations/index.ts';
import { codeOf, defaultNumberFormat, formatNumber } from '../issuing/certificate-number.ts';

const feeSchema = z.strictObject({
  amount: z.string().regex(/^\d{1,9}(\.\d{1,2})?$/, 'A decimal with at most two places.'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'ISO 4217'),
});

const settingsShape = {
  numberFormat: z
    .string()
    .max(60)
    .nullable()
    .meta({
      description: `Of certificate numbers, e.g. \`{year}-{seq:6}\`; null: \`${defaultNumberFormat}\`. It may name {country}, {code} and {check} besides. Sequences have no gaps and begin again each year.`,
    }),
  fourEyes: z.boolean().meta({ description: 'One person recommends, and another issues.' }),
  deadlineDays: z.int().min(1).max(60).meta({
    description: 'Working days of the chamber’s country in which an application is decided.',
  }),
  fee: feeSchema.nullable().meta({ description: 'Recorded with each certificate that is issued.' }),
  documentFee: feeSchema.nullable().meta({
    description: 'Recorded with each document that is certified; null: the fee of a certificate.',
  }),
  undertakingRequired: z.boolean().meta({
    description:
      'Applications are taken only from signatories of a yearly undertaking that the chamber has accepted.',
  }),
};

/** What is left out is as with those who chose nothing. */
const settingsBody = z.strictObject({
  ...settingsShape,
  numberFormat: settingsShape.numberFormat.unwrap().optional(),
  fee: settingsShape.fee.unwrap().optional(),
  documentFee: settingsShape.documentFee.unwrap().optional(),
  undertakingRequired: settingsShape.undertakingRequired.optional(),
});
const settingsSchema = z
  .strictObject({
    ...settingsShape,
    exampleNumber: z.string().meta({ description: 'How the first number of a year looks.' }),
  })
  .meta({ id: 'ChamberSettings' });

/** How one's own chamber works. */
export function createChamberSettingsRoutes({ now }: Pick<AppContext, 'now'>): Route[] {
  const answer = (chamber: Organisation, settings: ChamberSettings) => ({
    status: 200,
    body: { ...settings, exampleNumber: exampleOf(chamber, settings.numberFormat, now(), 1) },
  });
  return [
    route({
      method: 'get',
      path: '/chamber-settings',
      tag: 'Desk',
      summary: 'How one’s chamber numbers, decides and charges',
      access: 'certificate:issue',
      responses: { 200: { description: 'The settings.', schema: settingsSchema } },
      handler: ({ principal, read }) =>
        read(async (trx) =>
          answer(await ownChamber(trx, principal), await settingsStore.find(trx, principal.organisationId)),
        ),
    }),
    route({
      method: 'put',
      path: '/chamber-settings',
      tag: 'Desk',
      summary: 'Change how one’s chamber numbers, decides and charges; what was issued keeps its number',
      access: 'organisation:administer',
      body: settingsBody,
      responses: { 200: { description: 'The settings.', schema: settingsSchema } },
      handler: ({ body, principal, write }) =>
        write(async (trx) => {
          const chamber = await ownChamber(trx, principal);
          const settings = {
            ...body,
            numberFormat: body.numberFormat ?? null,
            fee: body.fee ?? null,
            documentFee: body.documentFee ?? null,
            undertakingRequired: body.undertakingRequired ?? false,
          };
          checkFormat(chamber, settings.numberFormat, now());
          await settingsStore.save(trx, chamber.id, settings, { by: principal.name, at: now() });
          return answer(chamber, settings);
        }),
    }),
  ];
}

/** @throws forbidden to who acts for no chamber */
async function ownChamber(trx: Trx, { organisationId }: Principal): Promise<Organisation> {
  const organisation = await organisationStore.find(trx, organisationId);
  if (organisation?.role !== 'chamber') throw problem('forbidden', { needs: 'to act for a chamber' });
  return organisation;
}

const exampleOf = (chamber: Organisation, format: string | null, at: Date, sequence: number): string =>
  formatNumber(format ?? defaultNumberFormat, {
    country: chamber.country,
    code: codeOf(chamber),
    year: at.getUTCFullYear(),
    sequence,
  });

/** More than any chamber issues in a year: its number must still fit. */
const lastOfAYear = 999_999_999;

/** @throws invalid_request */
function checkFormat(chamber: Organisation, format: string | null, at: Date): void {
  try {
    exampleOf(chamber, format, at, lastOfAYear);
  } catch (error) {
    if (error instanceof RangeError) throw invalidField('/numberFormat', error.message);
    throw error;
  }
}
