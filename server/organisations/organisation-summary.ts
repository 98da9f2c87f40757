import { z } from 'zod';
import type { Trx } from '../database/database.ts';
import type { OrganisationRole } from '../database/tables.ts';
import { organisationStore } from './organisation-store.ts';

export const organisationRoleSchema = z.enum([
  'federation',
  'chamber',
  'exporter',
  'forwarder',
  'importer',
  'customs',
]) satisfies z.ZodType<OrganisationRole>;

/** How an answer names an organisation. */
export const organisationSummarySchema = z
  .strictObject({
    id: z.uuid(),
    legalName: z.string(),
    country: z.string().meta({ description: 'ISO 3166-1 alpha-2' }),
    role: organisationRoleSchema,
  })
  .meta({ id: 'OrganisationSummary' });

export type OrganisationSummary = z.output<typeof organisationSummarySchema>;

export const organisationSummary = ({
  id,
  legalName,
  country,
  role,
}: OrganisationSummary): OrganisationSummary => ({
  id,
  legalName,
  country,
  role,
});

/** By id. The directory is open to whoever is signed in: an id from our own tables is always found. */
export async function findOrganisations(
  trx: Trx,
  ids: readonly string[],
): Promise<ReadonlyMap<string, OrganisationSummary>> {
  const found = await organisationStore.findMany(trx, [...new Set(ids)]);
  return new Map(found.map((organisation) => [organisation.id, organisationSummary(organisation)]));
}

/** A look-up over many rows with one query. @throws Error, when called, for an id that was not among `ids` */
export async function organisationNamer(
  trx: Trx,
  ids: readonly string[],
): Promise<(id: string) => OrganisationSummary> {
  const found = await findOrganisations(trx, ids);
  return (id) => {
    const organisation = found.get(id);
    if (organisation === undefined) throw new Error(`There is no organisation ${id}.`);
    return organisation;
  };
}

/** @throws Error for an id that is not from our own tables */
export async function findOrganisation(trx: Trx, id: string): Promise<OrganisationSummary> {
  return (await organisationNamer(trx, [id]))(id);
}
