import { z } from 'zod';
import type { Hex } from '../../core/bytes.ts';
import { RecordId } from '../../core/ids.ts';
import { elevated, type Trx } from '../database/database.ts';
import { organisationNamer, organisationSummarySchema } from '../organisations/index.ts';
import { hexOf } from '../records/bytes.ts';
import { recordStore } from '../records/record-store.ts';
import { type Erasure, erasureStore } from './erasure-store.ts';
import { holdStore } from './hold-store.ts';
import { type Retention, retentionOf } from './retention.ts';
import { type KeptUntil, termSchema } from './terms.ts';

const keptSchema = z
  .strictObject({
    until: z.iso.date().meta({ description: 'Last day.' }),
    years: z
      .int()
      .meta({ description: 'From the end of the year in which it was recorded, or the record ended.' }),
    law: termSchema.pick({ code: true, title: true, source: true, since: true }).nullable(),
    own: organisationSummarySchema
      .nullable()
      .meta({ description: 'Whose own term it is, where no law says so.' }),
  })
  .meta({ id: 'KeptUntil' });

const holdSchema = z.strictObject({
  id: z.uuid(),
  organisation: organisationSummarySchema,
  setAt: z.iso.datetime(),
  setBy: z.string().nullable().meta({ description: 'For its own organisation.' }),
  reason: z.string().nullable().meta({ description: 'For who holds it and for the owner.' }),
});

const erasureSchema = z.strictObject({
  state: z.enum(['asked', 'waiting', 'erasing', 'erased']).meta({
    description:
      'asked: it waits for a second person of the owner; waiting: for its day; erasing: nothing of it can be read any more, and the last files go.',
  }),
  askedAt: z.iso.datetime(),
  askedBy: z.string().nullable().meta({
    description: 'For its own organisation; null where the organisation wants it of all that is due.',
  }),
  approvedBy: z.string().nullable(),
  dueAt: z.iso.datetime().nullable(),
});

export const retentionSchema = z
  .strictObject({
    recordId: RecordId.schema,
    kept: keptSchema
      .nullable()
      .meta({ description: 'Until when all of it is kept, and why; null: no term is known.' }),
    kinds: z.array(z.strictObject({ type: z.string(), count: z.int(), kept: keptSchema.nullable() })).meta({
      description: 'The same by type of document (UNCL 1001, other), or of the certificate (certificate).',
    }),
    endedAt: z.iso.datetime().nullable(),
    erasedAt: z.iso.datetime().nullable(),
    holds: z.array(holdSchema),
    erasure: erasureSchema.nullable(),
    may: z.strictObject({
      hold: z.boolean(),
      erase: z
        .boolean()
        .meta({ description: 'As its owner; administrators do it, once it need no longer be kept.' }),
    }),
  })
  .meta({ id: 'Retention' });
export type RetentionView = z.output<typeof retentionSchema>;

/** Who a view is for. */
export interface Reader {
  readonly organisationId: string;
  readonly organisationRole: string;
}

/** Records whose keeping is this organisation's affair: as owner, former owner, issuer, or as an authority that sees it. */
export async function heldBy(
  trx: Trx,
  recordIds: readonly Buffer[],
  reader: Reader,
): Promise<ReadonlySet<Hex>> {
  if (recordIds.length === 0) return new Set();
  const rows = await trx
    .selectFrom('record_access')
    .select('record_id as recordId')
    .where('record_id', 'in', recordIds)
    .where('organisation_id', '=', reader.organisationId)
    .where('ended_at', 'is', null)
    .$if(reader.organisationRole !== 'customs', (query) =>
      query.where('basis', 'in', ['owner', 'former_owner', 'issuer']),
    )
    .execute();
  return new Set(rows.map(({ recordId }) => hexOf(recordId)));
}

/** Of several records that the reader sees, in the order given. Under its row-level security. */
export async function retentionViews(
  trx: Trx,
  recordIds: readonly Buffer[],
  reader: Reader,
): Promise<RetentionView[]> {
  const { retention, holds, erasures } = await elevated(trx, async () => ({
    retention: await retentionOf(trx, recordIds),
    holds: await holdStore.inForce(trx, recordIds),
    erasures: await erasureStore.of(trx, recordIds),
  }));
  const records = new Map(
    (await recordStore.findMany(trx, recordIds)).map((row) => [hexOf(row.recordId), row]),
  );
  const holding = await heldBy(trx, recordIds, reader);
  const named = await organisationNamer(trx, [
    ...holds.map((hold) => hold.organisationId),
    ...[...retention.values()].flatMap(({ kinds }) =>
      kinds.flatMap(({ kept }) => kept?.own?.organisationId ?? []),
    ),
  ]);
  const keptView = (kept: KeptUntil | null) =>
    kept && {
      ...{ until: kept.until, years: kept.years },
      law: kept.law && {
        ...{ code: kept.law.code, title: kept.law.title, source: kept.law.source, since: kept.law.since },
      },
      own: kept.own && named(kept.own.organisationId),
    };
  return recordIds.flatMap((id): RetentionView[] => {
    const record = records.get(hexOf(id));
    if (record === undefined) return [];
    const isErased = record.erasedAt !== null;
    const { kept, kinds }: Retention = (!isErased && retention.get(hexOf(id))) || { kept: null, kinds: [] };
    const isOwner = record.ownerOrganisationId === reader.organisationId;
    const erasure = erasures.find((one) => one.recordId.equals(id));
    return [
      {
        recordId: RecordId.of(id),
        kept: keptView(kept),
        kinds: kinds.map((kind) => ({ type: kind.type, count: kind.count, kept: keptView(kind.kept) })),
        endedAt: record.endedAt?.toISOString() ?? null,
        erasedAt: record.erasedAt?.toISOString() ?? null,
        holds: holds
          .filter((hold) => hold.recordId.equals(id))
          .map((hold) => ({
            ...{ id: hold.id, organisation: named(hold.organisationId), setAt: hold.setAt.toISOString() },
            setBy: hold.organisationId === reader.organisationId ? hold.setBy : null,
            reason: isOwner || hold.organisationId === reader.organisationId ? hold.reason : null,
          })),
        erasure: erasure === undefined ? null : erasureView(erasure, reader),
        may: { hold: !isErased && holding.has(hexOf(id)), erase: !isErased && isOwner },
      },
    ];
  });
}

const erasureView = (erasure: Erasure, reader: Reader): NonNullable<RetentionView['erasure']> => {
  const isOurs = erasure.organisationId === reader.organisationId;
  return {
    // One that was withdrawn is not read.
    state: erasure.state === 'withdrawn' ? 'asked' : erasure.state,
    askedAt: erasure.askedAt.toISOString(),
    askedBy: isOurs ? erasure.askedBy : null,
    approvedBy: isOurs ? erasure.approvedBy : null,
    dueAt: erasure.dueAt?.toISOString() ?? null,
  };
};
