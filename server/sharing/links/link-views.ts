import { z } from 'zod';
import { RecordId } from '../../../core/ids.ts';
import type { Trx } from '../../database/database.ts';
import { organisationNamer, organisationSummarySchema } from '../../organisations/index.ts';
import { portionAnswer, readingRights } from '../portions/portion.ts';
import { portionSchema } from '../portions/portion-views.ts';
import { inOrder } from '../record-rights.ts';
import { type Link, mostAttempts } from './link-store.ts';

export const linkSchema = z
  .strictObject({
    id: z.uuid(),
    recordId: RecordId.schema,
    givenBy: organisationSummarySchema,
    label: z.string(),
    state: z.enum(['open', 'locked']).meta({ description: 'Locked after too many wrong codes.' }),
    ...portionAnswer,
    rights: z.array(z.enum(readingRights)),
    openings: z.int(),
    lastOpenedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'ShareLink' });
export type LinkView = z.output<typeof linkSchema>;

export const madeLinkSchema = linkSchema
  .extend({
    url: z.string().meta({ description: 'Told now and never again.' }),
    code: z.string().meta({ description: 'Told now and never again; to be told another way than the link.' }),
    receipts: z.array(z.string()),
  })
  .meta({ id: 'MadeShareLink' });
export const changedLinkSchema = linkSchema
  .extend({ receipts: z.array(z.string()) })
  .meta({ id: 'ChangedShareLink' });

/** What somebody sees who opened a link. */
export const openingSchema = z
  .strictObject({
    label: z.string(),
    from: organisationSummarySchema,
    rights: z.array(z.enum(readingRights)),
    expiresAt: z.iso.datetime().meta({ description: 'Of the link.' }),
    visitEndsAt: z.iso.datetime().meta({ description: 'Until when it is open without the code.' }),
    shown: portionSchema,
  })
  .meta({ id: 'Opening' });

export const readingRightsOf = (rights: readonly string[]) =>
  readingRights.filter((right) => inOrder(rights).includes(right));

export async function linkViews(trx: Trx, links: readonly Link[]): Promise<LinkView[]> {
  const named = await organisationNamer(
    trx,
    links.map(({ givenBy }) => givenBy),
  );
  return links.map((link) => ({
    id: link.id,
    recordId: RecordId.of(link.recordId),
    givenBy: named(link.givenBy),
    label: link.label,
    state: link.attempts >= mostAttempts ? 'locked' : 'open',
    documentIds: link.documentIds === null ? null : [...link.documentIds],
    hidden: link.hidden === null ? null : [...link.hidden],
    rights: readingRightsOf(link.rights),
    openings: link.openings,
    lastOpenedAt: link.lastOpenedAt?.toISOString() ?? null,
    createdAt: link.createdAt.toISOString(),
    expiresAt: link.expiresAt.toISOString(),
  }));
}
