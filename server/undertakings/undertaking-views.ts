import { z } from 'zod';
import { spokenLanguages } from '../../core/spoken-languages.ts';
import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { organisationNamer, organisationSummarySchema } from '../organisations/index.ts';
import { signatoriesOf, type Undertaking, undertakingActs, undertakingStates } from './undertaking.ts';
import { undertakingStore } from './undertaking-store.ts';

const signatorySchema = z.strictObject({ id: z.uuid(), name: z.string() });

export const undertakingSchema = z
  .strictObject({
    id: z.uuid(),
    exporter: organisationSummarySchema,
    chamber: organisationSummarySchema,
    state: z.enum(undertakingStates).meta({
      description:
        'given: it waits for the chamber. accepted: it stands until it ends. replaced: the chamber accepted one that was given later.',
    }),
    version: z.string(),
    language: z.enum(spokenLanguages),
    text: z.string(),
    signatories: z.array(signatorySchema).meta({ description: 'Who may sign for the exporter now.' }),
    givenBy: z.string().meta({ description: 'Name of the person.' }),
    givenAt: z.iso.datetime(),
    endsAt: z.iso
      .datetime()
      .meta({ description: 'A year after it was given, or after the end of the one that it renews.' }),
    history: z
      .array(
        z.strictObject({
          act: z.enum(undertakingActs),
          by: z.string().meta({ description: 'Name of the person or system.' }),
          at: z.iso.datetime(),
          reason: z.string().nullable().meta({ description: 'Of a refusal.' }),
          signatory: signatorySchema.nullable().meta({ description: 'Whoever was removed.' }),
        }),
      )
      .meta({ description: 'What was done about it, the first first.' }),
  })
  .meta({ id: 'Undertaking' });
export type UndertakingView = z.output<typeof undertakingSchema>;

export async function undertakingViews(trx: Trx, rows: readonly Undertaking[]): Promise<UndertakingView[]> {
  const named = await organisationNamer(
    trx,
    rows.flatMap(({ exporterId, chamberId }) => [exporterId, chamberId]),
  );
  return rows.map((row) => ({
    id: row.id,
    exporter: named(row.exporterId),
    chamber: named(row.chamberId),
    state: row.state,
    version: row.version,
    language: row.language,
    text: row.text,
    signatories: [...signatoriesOf(row)],
    givenBy: row.givenBy,
    givenAt: row.givenAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    history: row.history.map(({ act, by, at, reason, signatoryId }) => ({
      ...{ act, by, at: new Date(at).toISOString(), reason },
      signatory: row.signatories.find(({ id }) => id === signatoryId) ?? null,
    })),
  }));
}

/** @throws not_found */
export async function undertakingView(trx: Trx, id: string, at: Date): Promise<UndertakingView> {
  const row = await undertakingStore.find(trx, id, at);
  const [view] = row === undefined ? [] : await undertakingViews(trx, [row]);
  if (view === undefined) throw problem('not_found', { what: 'undertaking' });
  return view;
}

const soonMs = 30 * 24 * 3600 * 1000;
const shown = 5;

/**
 * What needs somebody: a chamber, what waits for its answer; an exporter, what ends within 30 days and is not given
 * again yet.
 */
export async function undertakingsToDo(
  trx: Trx,
  { side, id }: { readonly side: 'exporterId' | 'chamberId'; readonly id: string },
  at: Date,
): Promise<UndertakingView[]> {
  const party = { side, id };
  if (side === 'chamberId')
    return undertakingViews(
      trx,
      await undertakingStore.list(trx, { party, state: 'given', limit: shown, at }),
    );
  // One for each chamber at most: the next takes its place.
  const standing = await undertakingStore.list(trx, { party, state: 'accepted', limit: 200, at });
  const ending = standing.filter(({ endsAt }) => endsAt.getTime() <= at.getTime() + soonMs);
  if (ending.length === 0) return [];
  const given = await undertakingStore.list(trx, { party, state: 'given', limit: 200, at });
  const isRenewed = (chamberId: string) => given.some((one) => one.chamberId === chamberId);
  return undertakingViews(trx, ending.filter(({ chamberId }) => !isRenewed(chamberId)).slice(0, shown));
}
