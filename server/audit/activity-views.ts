import { sql } from 'kysely';
import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import { elevated, type Trx } from '../database/database.ts';
import type { RecordKind, RecordStatus } from '../database/tables.ts';
import { toPage } from '../http/page.ts';
import {
  findOrganisations,
  type OrganisationSummary,
  organisationSummarySchema,
} from '../organisations/index.ts';
import { toTrailCursor } from './activity-query.ts';
import { sealingOf, sealingSchema } from './sealing.ts';
import {
  actorSchema,
  dataSchema,
  type EventRow,
  eventColumns,
  eventJoins,
  proofOf,
  toActor,
  toData,
} from './trail.ts';
import { type TrailPlace, type TrailWish, trailPlaces } from './trail-lines-store.ts';

export const activitySchema = z
  .strictObject({
    type: z.string().meta({ description: 'e.g. org.openpouch.handover.offered' }),
    time: z.iso.datetime(),
    actor: actorSchema,
    for: organisationSummarySchema
      .nullable()
      .meta({ description: 'The owner in whose name it was done; null: in its own.' }),
    data: dataSchema,
    record: z.strictObject({
      recordId: RecordId.schema,
      kind: z.enum(['certificate', 'pouch']),
      subject: z
        .strictObject({ id: z.uuid(), name: z.string().nullable() })
        .nullable()
        .meta({ description: 'Null once it is erased.' }),
      destination: z.string().nullable().meta({ description: 'Country that its goods go to.' }),
      state: z.enum(['active', 'closed', 'revoked', 'superseded']),
    }),
    sequence: z.int().meta({ description: 'In the trail of the record.' }),
    sealing: sealingSchema,
    links: z
      .strictObject({ record: z.string(), trail: z.string(), proof: z.string() })
      .meta({ description: 'The trail from this event on; the proof of the record.' }),
  })
  .meta({ id: 'Activity' });
export type Activity = z.output<typeof activitySchema>;

/** A line of the trail with what proves it, as exports have it. */
export type ProvenActivity = Activity & { readonly proof: ReturnType<typeof proofOf> };

/**
 * What happened to all records that an organisation sees, the latest first. As of lists, the places are sought as the
 * system, naming the organisation, and what is shown is read under row-level security.
 */
export async function activityPage<T>(
  trx: Trx,
  wish: TrailWish,
  { after, limit }: { after: TrailPlace | undefined; limit: number },
  make: (row: ActivityRow, reader: string, forWhom: OrganisationSummary | null) => T,
): Promise<{ items: T[]; next: string | null }> {
  const found = await elevated(trx, (trx) => trailPlaces(trx, wish, { after, limit: limit + 1 }));
  const { rows, next } = toPage(found, limit, toTrailCursor);
  const lines = await read(
    trx,
    rows.map(({ id }) => id),
  );
  const owners = await findOrganisations(
    trx,
    lines.flatMap((row) => ownerIn(row) ?? []),
  );
  const items = lines.map((row) => make(row, wish.organisationId, owners.get(ownerIn(row) ?? '') ?? null));
  return { items, next };
}

/** In whose name it was done, where somebody acted for the owner. */
function ownerIn(row: ActivityRow): string | null {
  const owner = toData(row)?.['for'];
  return typeof owner === 'string' ? owner : null;
}

/** What is known of one line. */
export interface ActivityRow extends EventRow {
  readonly recordId: Buffer;
  readonly kind: RecordKind;
  readonly status: RecordStatus;
  readonly subjectId: string | null;
  readonly name: string | null;
  readonly destination: string | null;
}

async function read(trx: Trx, ids: readonly number[]): Promise<ActivityRow[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<ActivityRow>`
    SELECT ${eventColumns}, e.record_id AS "recordId", r.kind, r.status, coalesce(c.id, p.id) AS "subjectId",
      coalesce(c.number, p.title) AS name, coalesce(c.destination_country, p.cover ->> 'destinationCountry') AS destination
    FROM events e ${eventJoins}
    JOIN records r ON r.record_id = e.record_id
    LEFT JOIN certificates c ON c.record_id = e.record_id
    LEFT JOIN pouches p ON p.record_id = e.record_id
    WHERE e.id = ANY(${[...ids]}::bigint[]) ORDER BY e.time DESC, e.id DESC`.execute(trx);
  return rows;
}

/** For the screen, where the proof of a line is asked for by itself. */
export function toActivity(row: ActivityRow, reader: string, forWhom: OrganisationSummary | null): Activity {
  const recordId = RecordId.of(row.recordId);
  const address = `/api/v1/records/${recordId}`;
  return {
    type: row.type,
    time: row.time.toISOString(),
    actor: toActor(row, reader),
    for: forWhom,
    data: toData(row),
    record: {
      recordId,
      kind: row.kind,
      subject: row.subjectId === null ? null : { id: row.subjectId, name: row.name },
      destination: row.destination,
      state: row.status,
    },
    sequence: row.sequence,
    sealing: sealingOf(row),
    links: {
      record: address,
      trail: `${address}/trail${row.sequence === 0 ? '' : `?after=${row.sequence - 1}`}`,
      proof: `${address}/proof`,
    },
  };
}

export const toProven = (
  row: ActivityRow,
  reader: string,
  forWhom: OrganisationSummary | null,
): ProvenActivity => ({
  ...toActivity(row, reader, forWhom),
  proof: proofOf(row),
});
