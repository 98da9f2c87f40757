import { sql } from 'kysely';
import { z } from 'zod';
import type { RecordId } from '../../core/ids.ts';
import type { Trx } from '../database/database.ts';
import type { OrganisationRole } from '../database/tables.ts';
import { organisationSummarySchema } from '../organisations/index.ts';
import { hexOf, nodesOf, toBytes } from '../records/bytes.ts';
import { type SealingColumns, sealingOf, sealingSchema } from './sealing.ts';

const hash = z.string().regex(/^0x[0-9a-f]{64}$/);

export const actorSchema = z.strictObject({
  name: z.string().meta({
    description:
      'Of the person or system, told to its own organisation alone; to others the name of the organisation.',
  }),
  organisation: organisationSummarySchema.nullable().meta({ description: 'Null: the operator.' }),
});

export const dataSchema = z
  .record(z.string(), z.unknown())
  .nullable()
  .meta({ description: 'What the signed body says; null when it was erased.' });

export const proofSchema = z.strictObject({
  sequence: z.int(),
  previous: hash,
  entryHash: hash,
  bodyCommitment: hash,
  body: z.strictObject({ salt: hash, jws: z.string() }).nullable().meta({ description: 'Null: erased.' }),
  anchor: z
    .strictObject({ index: z.int(), size: z.int(), path: z.array(hash), root: hash })
    .nullable()
    .meta({ description: 'Null: not yet in a batch.' }),
  transactionHash: hash.nullable(),
  blockNumber: z.int().nullable(),
});

export const trailEventSchema = z
  .strictObject({
    type: z.string().meta({ description: 'e.g. org.openpouch.handover.offered' }),
    time: z.iso.datetime(),
    actor: actorSchema,
    data: dataSchema,
    sealing: sealingSchema,
    proof: proofSchema,
  })
  .meta({ id: 'TrailEvent' });
export type TrailEvent = z.output<typeof trailEventSchema>;

/** What a query with `eventColumns` and `eventJoins` knows of one event. */
export interface EventRow extends SealingColumns {
  readonly sequence: number;
  readonly previous: Buffer;
  readonly entryHash: Buffer;
  readonly bodyCommitment: Buffer;
  readonly salt: Buffer | null;
  readonly jws: string | null;
  readonly type: string;
  readonly time: Date;
  readonly actorName: string;
  readonly organisation: { id: string; legalName: string; country: string; role: OrganisationRole } | null;
  readonly leafIndex: number | null;
  readonly path: Buffer | null;
  readonly size: number | null;
  readonly root: Buffer | null;
  readonly transactionHash: string | null;
  readonly blockNumber: number | null;
}

/** Of the table `events e`. */
export const eventColumns = sql`e.sequence, e.previous, e.entry_hash AS "entryHash", e.body_commitment AS "bodyCommitment",
  e.body_salt AS salt, e.jws, e.type, e.time, e.actor_name AS "actorName", e.leaf_index AS "leafIndex", e.path,
  e.batch_number AS "batchNumber", b.size, b.root, t.state AS "transactionState", t.block_time AS "blockTime",
  t.hash AS "transactionHash", t.block_number AS "blockNumber",
  CASE WHEN o.id IS NOT NULL THEN
    jsonb_build_object('id', o.id, 'legalName', o.legal_name, 'country', o.country, 'role', o.role) END AS organisation`;
export const eventJoins = sql`
  LEFT JOIN organisations o ON o.id = e.actor_organisation_id
  LEFT JOIN batches b ON b.number = e.batch_number
  LEFT JOIN chain_transactions t ON t.id = b.transaction_id`;

/**
 * The events of a record in order, each with what proves it: one statement, by keyset, under the reader's row-level
 * security. Nothing for a record that the reader does not see.
 * @param organisationId of the reader
 * @param after sequence of the last event that is known already; -1 from the start
 */
export async function readTrail(
  trx: Trx,
  organisationId: string,
  recordId: RecordId,
  after: number,
  limit: number,
): Promise<TrailEvent[]> {
  const { rows } = await sql<EventRow>`
    SELECT ${eventColumns} FROM events e ${eventJoins}
    WHERE e.record_id = ${toBytes(recordId)} AND e.sequence > ${after}
    ORDER BY e.sequence LIMIT ${limit}`.execute(trx);
  return rows.map((row) => ({
    type: row.type,
    time: row.time.toISOString(),
    actor: toActor(row, organisationId),
    data: toData(row),
    sealing: sealingOf(row),
    proof: proofOf(row),
  }));
}

/** Which of its people acted is an organisation's own affair. */
export function toActor({ organisation, actorName }: EventRow, reader: string): TrailEvent['actor'] {
  const isOurs = organisation === null || organisation.id === reader;
  return { name: isOurs ? actorName : organisation.legalName, organisation };
}

export function proofOf(row: EventRow): TrailEvent['proof'] {
  const { salt, jws, leafIndex, size, root, path } = row;
  return {
    sequence: row.sequence,
    previous: hexOf(row.previous),
    entryHash: hexOf(row.entryHash),
    bodyCommitment: hexOf(row.bodyCommitment),
    body: salt === null || jws === null ? null : { salt: hexOf(salt), jws },
    anchor:
      leafIndex === null || size === null || root === null || path === null
        ? null
        : { index: leafIndex, size, path: nodesOf(path), root: hexOf(root) },
    transactionHash: row.transactionHash,
    blockNumber: row.blockNumber,
  };
}

/** For people to read; whoever wants to be sure verifies the signed body itself. */
export function toData({ jws }: Pick<EventRow, 'jws'>): Record<string, unknown> | null {
  if (jws === null) return null;
  const body = JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as {
    data: Record<string, unknown>;
  };
  return body.data;
}
