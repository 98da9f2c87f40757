import { z } from 'zod';
import {
  hashPassword,
  newPersonSchema,
  type Principal,
  userSchema,
  userView,
  withoutPasswords,
} from '../access/index.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { lineOfText } from '../http/text.ts';
import { invalidField } from '../http/validate.ts';
import { newOrganisationSchema, organisationSchema, organisationView } from './organisation-schemas.ts';
import { createOrganisationService } from './organisation-service.ts';
import { type Organisation, organisationStore } from './organisation-store.ts';
import {
  organisationRoleSchema,
  organisationSummary,
  organisationSummarySchema,
} from './organisation-summary.ts';
import { vouchFor } from './vouching.ts';

const byId = z.strictObject({ id: z.uuid() });

/** The directory, registering, and the issuing keys of chambers. */
export function createOrganisationRoutes(
  context: Pick<AppContext, 'keyring' | 'deployment' | 'publicUrl' | 'now'>,
): Route[] {
  const service = createOrganisationService(context);

  const found = async (trx: Trx, id: string): Promise<Organisation> => {
    const organisation = await organisationStore.find(trx, id);
    if (organisation === undefined) throw problem('not_found', { what: 'organisation' });
    return organisation;
  };
  /** Its issuing keys are as public as the chain that shows them. */
  const view = (trx: Trx, organisation: Organisation) =>
    elevated(trx, async (system) =>
      organisationView(organisation, await organisationStore.issuingKeys(system, organisation.id)),
    );

  return [
    route({
      method: 'get',
      path: '/organisations',
      tag: 'Organisations',
      summary: 'The directory, by role and part of the legal name.',
      access: 'organisation:read',
      query: z.strictObject({
        role: organisationRoleSchema.optional(),
        name: lineOfText(70).optional(),
        vouched: z
          .enum(['no'])
          .optional()
          .meta({ description: 'no: companies that came by an invitation and that nobody vouches for yet' }),
        ...pageQuery(z.uuid()),
      }),
      responses: {
        200: {
          description: 'One page, in the order of legal names.',
          schema: pageOf(organisationSummarySchema),
        },
      },
      handler: async ({ query, read }) => {
        const { role, name, vouched, after, limit } = query;
        const page = await read(async (trx) => {
          const last = after === undefined ? undefined : await organisationStore.find(trx, after);
          if (after !== undefined && last === undefined)
            throw invalidField('/after', 'the next of the page before', 'query');
          return organisationStore.list(trx, { role, name, vouched, after: last, limit: limit + 1 });
        });
        const { rows, next } = toPage(page, limit, (organisation) => organisation.id);
        return { status: 200, body: { items: rows.map(organisationSummary), next } };
      },
    }),

    route({
      method: 'get',
      path: '/organisations/{id}',
      tag: 'Organisations',
      summary: 'One organisation.',
      access: 'organisation:read',
      params: byId,
      responses: { 200: { description: 'The organisation.', schema: organisationSchema } },
      handler: async ({ path, read }) =>
        read(async (trx) => ({ status: 200, body: await view(trx, await found(trx, path.id)) })),
    }),

    route({
      method: 'post',
      path: '/organisations',
      tag: 'Organisations',
      summary:
        'Registers an organisation with its first administrator and keys in custody, and vouches for it. ' +
        'The federation registers any, a chamber exporters, forwarders and importers.',
      access: 'organisation:register',
      idempotent: true,
      body: newOrganisationSchema.extend({ administrator: newPersonSchema }),
      responses: {
        201: {
          description: 'Registered.',
          schema: z.strictObject({ ...organisationSchema.shape, administrator: userSchema }),
        },
      },
      handler: async ({ body, principal, write }) => {
        const { role, administrator, ...input } = body;
        const { name, email, password } = administrator;
        const passwordHash = await hashPassword(password);
        return write(async (trx) => {
          const registered = await elevated(trx, (system) =>
            service.register(system, principal, role, {
              ...input,
              administrator: { name, email, passwordHash },
            }),
          );
          const { id } = registered.organisation;
          return {
            status: 201,
            headers: { location: `/api/v1/organisations/${id}` },
            body: {
              ...(await view(trx, registered.organisation)),
              administrator: userView(registered.administrator),
            },
          };
        }, withoutPasswords(body));
      },
    }),

    route({
      method: 'post',
      path: '/organisations/{id}/voucher',
      tag: 'Organisations',
      summary:
        'Vouch for a company that came by an invitation: the federation for any, a chamber for those of its country.',
      access: 'organisation:register',
      idempotent: true,
      params: byId,
      responses: { 201: { description: 'It is vouched for.', schema: organisationSchema } },
      handler: async ({ path, principal, write }) =>
        write(async (trx) => {
          await found(trx, path.id);
          const organisation = await elevated(trx, (system) => vouchFor(system, context, principal, path.id));
          return { status: 201, body: await view(trx, organisation) };
        }),
    }),

    route({
      method: 'post',
      path: '/organisations/{id}/accreditation-end',
      idempotent: true,
      tag: 'Organisations',
      summary:
        "The federation ends a chamber's accreditation: now (suspension), at a future time, or as of a past one (the key was " +
        'in wrong hands since then).',
      access: 'organisation:register',
      params: byId,
      body: z.strictObject({
        at: z.iso
          .datetime()
          .refine((time) => Date.parse(time) >= 0, 'a time after 1969')
          .optional()
          .meta({ description: 'Now unless told' }),
      }),
      responses: {
        200: { description: 'Ended here; on chain with the next block.', schema: organisationSchema },
      },
      handler: async ({ path, body, principal, write }) => {
        requireFederation(principal);
        return write(async (trx) => {
          const organisation = await found(trx, path.id);
          const at = body.at === undefined ? undefined : new Date(body.at);
          await elevated(trx, (system) => service.endAccreditation(system, organisation, at));
          return { status: 200, body: await view(trx, organisation) };
        });
      },
    }),

    route({
      method: 'post',
      path: '/organisations/{id}/key-rotation',
      tag: 'Organisations',
      summary: 'The federation gives a chamber, or itself, a new issuing key; the old one ends.',
      access: 'organisation:register',
      idempotent: true,
      params: byId,
      responses: {
        201: {
          description: 'The new key is in use; on chain with the next block.',
          schema: organisationSchema,
        },
      },
      handler: async ({ path, principal, write }) => {
        requireFederation(principal);
        return write(async (trx) => {
          const organisation = await found(trx, path.id);
          await elevated(trx, (system) => service.rotateIssuingKey(system, organisation));
          return { status: 201, body: await view(trx, organisation) };
        });
      },
    }),
  ];
}

function requireFederation(principal: Principal): void {
  if (principal.organisationRole !== 'federation') throw problem('forbidden', { needs: 'the federation' });
}
