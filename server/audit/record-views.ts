import { sql } from 'kysely';
import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { Trx } from '../database/database.ts';
import type { AnchorState, RecordKind, RecordStatus } from '../database/tables.ts';
import { problem } from '../http/problem.ts';
import { findOrganisation, organisationSummarySchema } from '../organisations/index.ts';
import { toBytes } from '../records/bytes.ts';
import { closingReasonSchema, reasonOf, revocationReasonSchema } from '../records/reasons.ts';
import { anchorStateSchema, type SealingColumns, sealedAt, sealingOf, sealingSchema } from './sealing.ts';

export const recordSchema = z
  .strictObject({
    recordId: RecordId.schema,
    kind: z.enum(['certificate', 'pouch']),
    subject: z.strictObject({ id: z.uuid(), name: z.string().nullable() }).nullable().meta({
      description: 'The certificate with its number, or the pouch with its title; null once it is erased.',
    }),
    erasedAt: z.iso.datetime().nullable(),
    status: z.enum(['active', 'closed', 'revoked', 'superseded']),
    reason: z.union([closingReasonSchema, revocationReasonSchema]).nullable(),
    successor: RecordId.schema.nullable(),
    owner: organisationSummarySchema,
    sequence: z
      .int()
      .meta({ description: 'How often it was handed over: the sequence of its slot on chain.' }),
    events: z.int().meta({ description: 'How many events its trail has, as far as one sees it.' }),
    sealing: sealingSchema.meta({ description: 'Of the newest event.' }),
    act: z
      .strictObject({
        type: z.enum(['handover', 'closing', 'revocation']),
        state: anchorStateSchema,
        sealedAt: z.iso.datetime().nullable(),
      })
      .nullable()
      .meta({ description: 'What the chain was told of it last; null when it has not moved.' }),
  })
  .meta({ id: 'Record' });
export type RecordView = z.output<typeof recordSchema>;

export const changedRecordSchema = recordSchema
  .extend({ receipts: z.array(z.string()) })
  .meta({ id: 'ChangedRecord' });

type Row = SealingColumns & {
  readonly kind: RecordKind;
  readonly subjectId: string | null;
  readonly erasedAt: Date | null;
  readonly name: string | null;
  readonly status: RecordStatus;
  readonly reason: number;
  readonly successor: Buffer | null;
  readonly owner: string;
  readonly sequence: number;
  readonly head: number;
  readonly act: 'handover' | 'closing' | 'revocation' | null;
  readonly actState: AnchorState;
  readonly actBlockTime: number | null;
};

/** Under the reader's row-level security. Reads by join what other features own. @throws not_found */
export async function recordView(trx: Trx, recordId: RecordId): Promise<RecordView> {
  const { rows } = await sql<Row>`
    SELECT r.kind, coalesce(c.id, p.id) AS "subjectId", coalesce(c.number, p.title) AS name, r.status, r.reason, r.successor,
      r.erased_at AS "erasedAt",
      r.owner_organisation_id AS owner, r.chain_sequence AS sequence, e.sequence AS head,
      e.batch_number AS "batchNumber", t.state AS "transactionState", t.block_time AS "blockTime",
      a.act, a.state AS "actState", a.block_time AS "actBlockTime"
    FROM records r
    LEFT JOIN certificates c ON c.record_id = r.record_id
    LEFT JOIN pouches p ON p.record_id = r.record_id
    JOIN events e ON e.record_id = r.record_id AND e.sequence = least(r.head_sequence, sees_until(r.record_id))
    LEFT JOIN batches b ON b.number = e.batch_number
    LEFT JOIN chain_transactions t ON t.id = b.transaction_id
    LEFT JOIN LATERAL (
      SELECT act.act, act.state, of_act.block_time FROM chain_acts act
      LEFT JOIN chain_transactions of_act ON of_act.id = act.transaction_id
      WHERE act.record_ids @> ARRAY[r.record_id] ORDER BY act.id DESC LIMIT 1) a ON true
    WHERE r.record_id = ${toBytes(recordId)}`.execute(trx);
  const [row] = rows;
  if (row === undefined) throw problem('not_found', { what: 'record' });
  return {
    recordId,
    kind: row.kind,
    subject: row.subjectId === null ? null : { id: row.subjectId, name: row.name },
    erasedAt: row.erasedAt?.toISOString() ?? null,
    status: row.status,
    reason: reasonOf(row.status, row.reason),
    successor: row.successor === null ? null : RecordId.of(row.successor),
    owner: await findOrganisation(trx, row.owner),
    sequence: row.sequence,
    events: row.head + 1,
    sealing: sealingOf(row),
    act:
      row.act === null
        ? null
        : { type: row.act, state: row.actState, sealedAt: sealedAt(row.actState, row.actBlockTime) },
  };
}
