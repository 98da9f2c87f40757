import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import { sealingOfHeads, sealingSchema } from '../audit/index.ts';
import type { Trx } from '../database/database.ts';
import { documentSchema, documentsOf } from '../documents/index.ts';
import { problem } from '../http/problem.ts';
import { organisationNamer, organisationSummarySchema } from '../organisations/index.ts';
import { hexOf } from '../records/bytes.ts';
import { closingReasonSchema, reasonOf, revocationReasonSchema } from '../records/reasons.ts';
import { recordAccessStore } from '../records/record-store.ts';
import { accessRights, inOrder } from '../sharing/index.ts';
import { coverSchema } from './pouch.ts';
import { type PartAround, type PouchListRow, pouchStore } from './pouch-store.ts';

const summaryShape = {
  id: z.uuid(),
  recordId: RecordId.schema,
  title: z.string(),
  cover: coverSchema,
  state: z.enum(['active', 'closed', 'revoked', 'superseded']),
  reason: z
    .union([closingReasonSchema, revocationReasonSchema])
    .nullable()
    .meta({ description: 'Why it is closed.' }),
  owner: organisationSummarySchema,
  madeBy: organisationSummarySchema,
  createdAt: z.iso.datetime(),
  revision: z.int().meta({ description: 'Counts changes of title and cover; its ETag.' }),
  sealing: sealingSchema,
};

export const pouchSummarySchema = z
  .strictObject({ ...summaryShape, counts: z.strictObject({ certificates: z.int(), documents: z.int() }) })
  .meta({ id: 'PouchSummary' });

const partSchema = z.strictObject({
  recordId: RecordId.schema,
  pouch: z
    .strictObject({ id: z.uuid(), title: z.string() })
    .nullable()
    .meta({ description: 'Null where one does not see it.' }),
  documents: z.int(),
  certificates: z.int(),
  at: z.iso.datetime(),
});

const replacementSchema = z.strictObject({ id: z.uuid(), recordId: RecordId.schema, title: z.string() });

export const pouchSchema = z
  .strictObject({
    ...summaryShape,
    access: z
      .strictObject({
        owner: z.boolean(),
        rights: z.array(z.enum(accessRights)),
        seenUntil: z.iso.datetime().nullable().meta({
          description: 'Of a former owner: when it handed it over. What was added since then is not shown.',
        }),
      })
      .meta({ description: 'What the caller may do.' }),
    certificates: z.array(
      z.strictObject({
        id: z.uuid(),
        recordId: RecordId.schema,
        number: z.string(),
        state: z.string(),
        chamber: organisationSummarySchema,
        owner: organisationSummarySchema,
        addedAt: z.iso.datetime(),
      }),
    ),
    documents: z.array(documentSchema),
    parts: z
      .array(partSchema)
      .meta({ description: 'Pouches that were made of a part of it, the first first.' }),
    partOf: partSchema.nullable().meta({ description: 'The pouch that it was taken out of.' }),
    replaces: replacementSchema.nullable().meta({ description: 'The pouch that it takes the place of.' }),
    replacedBy: replacementSchema
      .nullable()
      .meta({ description: 'The pouch that takes its place; null as well where one does not see that.' }),
  })
  .meta({ id: 'Pouch' });

export const changedPouchSchema = pouchSchema
  .extend({ receipts: z.array(z.string()) })
  .meta({ id: 'ChangedPouch' });

export type PouchSummary = z.output<typeof pouchSummarySchema>;
export type PouchView = z.output<typeof pouchSchema>;

/** Under the reader's row-level security. @throws not_found */
export async function pouchView(trx: Trx, id: string, reader: Principal): Promise<PouchView> {
  const row = await pouchStore.listed(trx, id);
  if (row === undefined) throw problem('not_found', { what: 'pouch' });
  const common = await commonOf(trx, [row]);
  const parts = await pouchStore.partsAround(trx, id);
  const replacements = await pouchStore.replacements(trx, id);
  const replacement = (newer: boolean) => {
    const found = replacements.find(({ isNewer }) => isNewer === newer);
    return found === undefined
      ? null
      : { id: found.id, recordId: RecordId.of(found.recordId), title: found.title };
  };
  const held = (await recordAccessStore.ofRecord(trx, row.recordId)).filter(
    ({ organisationId }) => organisationId === reader.organisationId,
  );
  const rights = held.flatMap((access) => access.rights);
  const handedOver = held.every(({ seenUntil }) => seenUntil !== null) ? held.at(-1)?.createdAt : undefined;
  return {
    ...common(row),
    access: {
      owner: row.owner === reader.organisationId,
      rights: inOrder(rights),
      seenUntil: handedOver?.toISOString() ?? null,
    },
    certificates: await certificatesOf(trx, id),
    documents: await documentsOf(trx, row.recordId),
    parts: parts.filter(({ isOut }) => isOut).map(toPart),
    partOf: parts.filter(({ isOut }) => !isOut).map(toPart)[0] ?? null,
    replaces: replacement(false),
    replacedBy: replacement(true),
  };
}

export async function pouchSummaries(trx: Trx, rows: readonly PouchListRow[]): Promise<PouchSummary[]> {
  const common = await commonOf(trx, rows);
  return rows.map((row) => ({
    ...common(row),
    counts: { certificates: row.certificates, documents: row.documents },
  }));
}

const toPart = ({ recordId, otherId, title, documents, certificates, at }: PartAround) => ({
  recordId: RecordId.of(recordId),
  pouch: otherId === null || title === null ? null : { id: otherId, title },
  ...{ documents, certificates, at: at.toISOString() },
});

/** What list and detail show alike; names and sealings are read once for all rows. */
async function commonOf(trx: Trx, rows: readonly PouchListRow[]) {
  const named = await organisationNamer(
    trx,
    rows.flatMap((row) => [row.owner, row.madeBy]),
  );
  const sealings = await sealingOfHeads(
    trx,
    rows.map((row) => row.recordId),
  );
  return (row: PouchListRow): Omit<PouchSummary, 'counts'> => ({
    id: row.id,
    recordId: RecordId.of(row.recordId),
    title: row.title,
    cover: row.cover,
    state: row.status,
    reason: reasonOf(row.status, row.reason),
    owner: named(row.owner),
    madeBy: named(row.madeBy),
    createdAt: row.createdAt.toISOString(),
    revision: row.revision,
    sealing: sealings.get(hexOf(row.recordId)) ?? { state: 'recorded', sealedAt: null },
  });
}

async function certificatesOf(trx: Trx, pouchId: string): Promise<PouchView['certificates']> {
  const rows = await pouchStore.certificatesIn(trx, pouchId);
  const named = await organisationNamer(
    trx,
    rows.flatMap((row) => [row.chamber, row.owner]),
  );
  return rows.map((row) => ({
    id: row.id,
    recordId: RecordId.of(row.recordId),
    number: row.number,
    state: row.state,
    chamber: named(row.chamber),
    owner: named(row.owner),
    addedAt: row.addedAt.toISOString(),
  }));
}
