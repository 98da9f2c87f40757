import { z } from 'zod';
import { isCountry } from '../../../core/countries.ts';
import type { Principal } from '../../access/scopes.ts';
import { elevated } from '../../database/database.ts';
import { problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { plainText } from '../certificate-schemas.ts';
import { validityStore } from './validity-store.ts';

const countrySchema = z.string().refine(isCountry, 'ISO 3166-1 alpha-2');
const shape = {
  months: z.int().min(1).max(120),
  source: plainText(300).meta({ description: 'The rule, and where it can be read.' }),
  since: z.iso.date().meta({ description: 'First day on which certificates of this validity are issued.' }),
};
const periodSchema = z.strictObject({ country: z.string(), ...shape }).meta({ id: 'ValidityPeriod' });
const countryParams = z.strictObject({ country: countrySchema });

/** For how long countries of destination take certificates: data of the federation, each with its source. */
export function createValidityRoutes(): Route[] {
  return [
    route({
      method: 'get',
      path: '/validity-periods',
      tag: 'Certificates',
      summary: 'For how long countries of destination take a certificate, where they say so',
      access: 'organisation:read',
      responses: {
        200: {
          description: 'By country; not more than there are.',
          schema: z.strictObject({ items: z.array(periodSchema) }),
        },
      },
      handler: async ({ read }) => ({
        status: 200,
        body: { items: await read((trx) => validityStore.list(trx)) },
      }),
    }),
    route({
      method: 'put',
      path: '/validity-periods/{country}',
      tag: 'Certificates',
      summary: 'The federation says for how long a country takes certificates that are issued from now on',
      access: 'organisation:register',
      params: countryParams,
      body: z.strictObject(shape),
      responses: { 200: { description: 'The period.', schema: periodSchema } },
      handler: ({ path, body, principal, write }) =>
        write(async (trx) => {
          requireFederation(principal);
          const period = { country: path.country, ...body };
          await elevated(trx, () => validityStore.save(trx, period));
          return { status: 200, body: period };
        }),
    }),
    route({
      method: 'delete',
      path: '/validity-periods/{country}',
      tag: 'Certificates',
      summary: 'The federation takes it back; what was issued keeps its end',
      access: 'organisation:register',
      params: countryParams,
      responses: { 204: { description: 'There is none.' } },
      handler: ({ path, principal, write }) =>
        write(async (trx) => {
          requireFederation(principal);
          const found = await elevated(trx, () => validityStore.remove(trx, path.country));
          if (!found) throw problem('not_found', { what: 'validity period' });
          return { status: 204 };
        }),
    }),
  ];
}

/** @throws forbidden to a chamber, which registers organisations too */
function requireFederation({ organisationRole }: Principal): void {
  if (organisationRole !== 'federation') throw problem('forbidden', { needs: 'the federation' });
}
