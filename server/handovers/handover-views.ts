import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import { anchorStateSchema, sealedAt } from '../audit/index.ts';
import type { Trx } from '../database/database.ts';
import type { HandoverState, RecordKind } from '../database/tables.ts';
import { problem } from '../http/problem.ts';
import { organisationNamer, organisationSummarySchema } from '../organisations/index.ts';
import type { Part } from './handover.ts';
import { type HandoverListRow, handoverStore } from './handover-store.ts';

export const handoverStates = [
  'offered',
  'agreed',
  'accepted',
  'rejected',
  'withdrawn',
  'expired',
  'void',
] as const satisfies readonly HandoverState[];

const subjectSchema = z.strictObject({
  kind: z.enum(['certificate', 'pouch']),
  id: z.uuid(),
  name: z.string().nullable(),
});

export const handoverSchema = z
  .strictObject({
    id: z.uuid(),
    recordId: RecordId.schema,
    subject: subjectSchema
      .nullable()
      .meta({ description: 'The certificate or pouch; null for who does not see it (any more).' }),
    subjects: z
      .array(subjectSchema)
      .meta({ description: 'Where the offer names several: those of them that one sees; the subject else.' }),
    part: z
      .strictObject({
        title: z.string(),
        documents: z.array(
          z.strictObject({
            id: z.uuid(),
            name: z.string(),
            type: z.string(),
            typeName: z.string().nullable(),
            size: z.int(),
          }),
        ),
        certificates: z.array(
          z.strictObject({ id: z.uuid(), recordId: RecordId.schema, number: z.string() }),
        ),
      })
      .nullable()
      .meta({
        description:
          'Of a part of a pouch: what goes. Until it is accepted nothing has moved; then the subject is the pouch that was made of it.',
      }),
    contents: z.array(RecordId.schema).meta({ description: 'The records that move, all or none.' }),
    from: organisationSummarySchema,
    to: organisationSummarySchema,
    state: z.enum(handoverStates).meta({
      description:
        'agreed: the recipient has signed, and the owner, who holds its key itself, is yet to. void: a record was closed, revoked or handed over meanwhile.',
    }),
    message: z.string(),
    reason: z.string().meta({ description: 'Why it was rejected.' }),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
    answeredAt: z.iso.datetime().nullable(),
    chain: z
      .strictObject({ state: anchorStateSchema, sealedAt: z.iso.datetime().nullable() })
      .nullable()
      .meta({
        description: 'Where the change of ownership stands on its way into the chain, once accepted.',
      }),
  })
  .meta({ id: 'Handover' });
export type HandoverView = z.output<typeof handoverSchema>;

export const changedHandoverSchema = handoverSchema
  .extend({ receipts: z.array(z.string()) })
  .meta({ id: 'ChangedHandover' });

/** Under the reader's row-level security. @throws not_found */
export async function handoverView(trx: Trx, id: string, now: Date): Promise<HandoverView> {
  const row = await handoverStore.view(trx, id, now);
  const [view] = await handoverViews(trx, row === undefined ? [] : [row]);
  if (view === undefined) throw problem('not_found', { what: 'handover' });
  return view;
}

/** What an organisation is offered now, or offers, the latest first; not more than `limit`. */
export async function openOffers(
  trx: Trx,
  organisationId: string,
  wish: { readonly side: 'to' | 'from'; readonly now: Date; readonly limit: number },
): Promise<HandoverView[]> {
  return handoverViews(trx, await handoverStore.openOffers(trx, organisationId, wish));
}

export async function handoverViews(trx: Trx, rows: readonly HandoverListRow[]): Promise<HandoverView[]> {
  const named = await organisationNamer(
    trx,
    rows.flatMap((row) => [row.from, row.to]),
  );
  return rows.map((row) => ({
    id: row.id,
    recordId: RecordId.of(row.recordId),
    subjects: [
      ...(row.subjects ??
        (row.kind === null || row.subjectId === null ? [] : [subjectOf(row.kind, row.subjectId, row.name)])),
    ],
    part: partOf(row.part),
    subject:
      row.kind === null || row.subjectId === null ? null : subjectOf(row.kind, row.subjectId, row.name),
    contents: row.contents.map((id) => RecordId.parse(id)),
    from: named(row.from),
    to: named(row.to),
    state: row.state,
    message: row.message,
    reason: row.reason,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    chain:
      row.actState === null ? null : { state: row.actState, sealedAt: sealedAt(row.actState, row.blockTime) },
  }));
}

const subjectOf = (kind: RecordKind, id: string, name: string | null) => ({ kind, id, name });

function partOf(part: Part | null): HandoverView['part'] {
  if (part === null) return null;
  const { title, documents, certificates } = part;
  return { title, documents: [...documents], certificates: [...certificates] };
}
