import { sql } from 'kysely';
import { z } from 'zod';
import type { Trx } from '../database/database.ts';
import { toPage } from '../http/page.ts';
import { findOrganisations, organisationSummarySchema } from '../organisations/index.ts';

/** What can be done to an organisation itself (server/database/migrations/022-organisation-acts.ts writes them). */
export const organisationActTypes = [
  'person.added',
  'person.ended',
  'person.signed-in',
  'person.sign-in-refused',
  'system.added',
  'system.ended',
  'webhook.added',
  'webhook.changed',
  'webhook.removed',
  'retention.changed',
  'desk.changed',
  'organisation.registered',
  'organisation.vouched-for',
  'key.made',
  'key.ended',
  'key-holder.proposed',
  'key-holder.confirmed',
  'key-holder.ended',
] as const;

export const organisationActSchema = z
  .strictObject({
    id: z.int(),
    type: z.enum(organisationActTypes),
    about: z
      .string()
      .nullable()
      .meta({ description: 'Name of the person, system or thing, as it was then.' }),
    organisation: organisationSummarySchema.meta({ description: 'To whom it was done.' }),
    by: z
      .strictObject({
        organisation: organisationSummarySchema.nullable().meta({ description: 'Null: the system itself.' }),
        name: z.string().nullable().meta({ description: 'The person or system, of our own.' }),
      })
      .meta({ description: 'Who did it.' }),
    time: z.iso.datetime(),
  })
  .meta({ id: 'OrganisationAct' });
export type OrganisationAct = z.output<typeof organisationActSchema>;

interface Row {
  readonly id: number;
  readonly type: OrganisationAct['type'];
  readonly about: string | null;
  readonly organisationId: string;
  readonly byOrganisationId: string | null;
  readonly byName: string | null;
  readonly time: Date;
}

/**
 * What was done to an organisation, and what it did to others (a federation to its chambers), the latest first. Under
 * row-level security, which decides whose names are told.
 */
export async function organisationActsPage(
  trx: Trx,
  organisationId: string,
  { after, limit }: { readonly after: number | undefined; readonly limit: number },
): Promise<{ items: OrganisationAct[]; next: string | null }> {
  // Two walks, each along its own index.
  const walk = (column: 'organisation_id' | 'by_organisation_id') => sql`(
    SELECT * FROM organisation_acts WHERE ${sql.ref(column)} = ${organisationId}
      ${after === undefined ? sql`` : sql`AND id < ${after}`} ORDER BY id DESC LIMIT ${limit + 1})`;
  const { rows: found } = await sql<Row>`
    SELECT a.id, a.type, a.about, a.organisation_id AS "organisationId", a.by_organisation_id AS "byOrganisationId",
      coalesce(u.name, c.name) AS "byName", a.time
    FROM (${walk('organisation_id')} UNION ${walk('by_organisation_id')}) a
    LEFT JOIN users u ON u.id = a.by_person_id LEFT JOIN api_clients c ON c.id = a.by_person_id
    ORDER BY a.id DESC LIMIT ${limit + 1}`.execute(trx);
  const { rows, next } = toPage(found, limit, ({ id }) => String(id));
  const named = await findOrganisations(
    trx,
    rows.flatMap((row) => [
      row.organisationId,
      ...(row.byOrganisationId === null ? [] : [row.byOrganisationId]),
    ]),
  );
  const items = rows.flatMap((row) => {
    const organisation = named.get(row.organisationId);
    if (organisation === undefined) return [];
    const by = { organisation: named.get(row.byOrganisationId ?? '') ?? null, name: row.byName };
    return [{ id: row.id, type: row.type, about: row.about, organisation, by, time: row.time.toISOString() }];
  });
  return { items, next };
}
