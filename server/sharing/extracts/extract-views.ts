import { sql } from 'kysely';
import { z } from 'zod';
import { RecordId } from '../../../core/ids.ts';
import { elevated, type Trx } from '../../database/database.ts';
import { organisationNamer, organisationSummarySchema } from '../../organisations/index.ts';
import { portionAnswer } from '../portions/portion.ts';
import { portionSchema } from '../portions/portion-views.ts';
import { accessRights, inOrder } from '../record-rights.ts';
import type { Extract } from './extract-store.ts';

const given = {
  rights: z.array(z.enum(accessRights)),
  createdAt: z.iso.datetime(),
  endsAt: z.iso.datetime().nullable(),
};

/** For who gave it, and the owner. */
export const extractSchema = z
  .strictObject({
    id: z.uuid(),
    recordId: RecordId.schema,
    organisation: organisationSummarySchema.meta({ description: 'Its reader.' }),
    givenBy: organisationSummarySchema,
    ...portionAnswer,
    ...given,
  })
  .meta({ id: 'Extract' });
export type ExtractView = z.output<typeof extractSchema>;
export const changedExtractSchema = extractSchema
  .extend({ receipts: z.array(z.string()) })
  .meta({ id: 'ChangedExtract' });

/** For its reader, who does not see the record. */
export const receivedExtractSchema = z
  .strictObject({
    id: z.uuid(),
    from: organisationSummarySchema,
    kind: z.enum(['certificate', 'pouch']),
    number: z.string().nullable().meta({ description: 'Of a certificate.' }),
    documents: z.int().meta({ description: 'How many documents of a pouch.' }),
    ...given,
  })
  .meta({ id: 'ReceivedExtract' });
export const openedExtractSchema = receivedExtractSchema
  .extend({ shown: portionSchema })
  .meta({ id: 'OpenedExtract' });
export type ReceivedExtract = z.output<typeof receivedExtractSchema>;

export async function extractViews(trx: Trx, extracts: readonly Extract[]): Promise<ExtractView[]> {
  const named = await organisationNamer(
    trx,
    extracts.flatMap(({ organisationId, givenBy }) => [organisationId, givenBy]),
  );
  return extracts.map((extract) => ({
    id: extract.id,
    recordId: RecordId.of(extract.recordId),
    organisation: named(extract.organisationId),
    givenBy: named(extract.givenBy),
    documentIds: extract.documentIds === null ? null : [...extract.documentIds],
    hidden: extract.hidden === null ? null : [...extract.hidden],
    ...givenOf(extract),
  }));
}

/**
 * As the system, of what the reader was given: kind and number stand in rows that it does not see itself. Without those
 * whose giver may no longer share.
 */
export async function receivedExtracts(trx: Trx, extracts: readonly Extract[]): Promise<ReceivedExtract[]> {
  if (extracts.length === 0) return [];
  const rows = await elevated(trx, async (system) => {
    const found = await sql<{ id: string; kind: ReceivedExtract['kind']; number: string | null }>`
      SELECT x.id, r.kind, c.number FROM extracts x
      JOIN records r ON r.record_id = x.record_id LEFT JOIN certificates c ON c.record_id = x.record_id
      WHERE x.id = ANY(${extracts.map(({ id }) => id)}::uuid[]) AND EXISTS (
        SELECT FROM record_access a WHERE a.record_id = x.record_id AND a.organisation_id = x.given_by
          AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now()) AND 'share' = ANY(a.rights))`.execute(
      system,
    );
    return new Map(found.rows.map((row) => [row.id, row]));
  });
  const named = await organisationNamer(
    trx,
    extracts.map(({ givenBy }) => givenBy),
  );
  return extracts.flatMap((extract) => {
    const row = rows.get(extract.id);
    if (row === undefined) return [];
    const documents = extract.documentIds?.length ?? 0;
    return [
      {
        ...{ id: extract.id, from: named(extract.givenBy), kind: row.kind, number: row.number, documents },
        ...givenOf(extract),
      },
    ];
  });
}

const givenOf = ({ rights, createdAt, endsAt }: Extract) => ({
  rights: inOrder(rights),
  createdAt: createdAt.toISOString(),
  endsAt: endsAt?.toISOString() ?? null,
});
