import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { WatchChange } from './change-store.ts';
import { standings } from './watch.ts';
import type { Watch } from './watch-store.ts';

export const standingSchema = z.enum(standings).meta({
  id: 'Standing',
  description:
    'verified, disputed, refused and acquitted are told to those alone with whom the record is shared.',
});

export const watchSchema = z
  .strictObject({
    id: z.uuid(),
    recordId: RecordId.schema,
    number: z.string().nullable().meta({ description: 'Of a certificate.' }),
    reference: z.string().nullable().meta({ description: 'Your own name for it.' }),
    status: standingSchema.meta({ description: 'What you were last told, or how it stood when you began.' }),
    reason: z.string().nullable(),
    changedAt: z.iso.datetime().nullable().meta({ description: 'Null: nothing since you began.' }),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
    endsAt: z.iso.datetime(),
  })
  .meta({ id: 'Watch' });

export const changeSchema = z
  .strictObject({
    id: z.int().meta({ description: 'Ascending; `change` of the webhook’s event.' }),
    watchId: z.uuid(),
    recordId: RecordId.schema,
    number: z.string().nullable(),
    reference: z.string().nullable(),
    previous: standingSchema,
    status: standingSchema,
    reason: z.string().nullable(),
    successor: RecordId.schema.nullable().meta({ description: 'The record that takes its place.' }),
    time: z.iso.datetime(),
  })
  .meta({ id: 'WatchChange' });

export const watchView = (watch: Watch) => ({
  ...{ id: watch.id, recordId: RecordId.of(watch.recordId), number: watch.number },
  ...{ reference: watch.reference, status: watch.status, reason: watch.reason },
  changedAt: watch.changedAt?.toISOString() ?? null,
  createdBy: watch.createdBy,
  createdAt: watch.createdAt.toISOString(),
  endsAt: watch.endsAt.toISOString(),
});

export const changeView = ({ organisationId: _, ...change }: WatchChange) => ({
  ...change,
  recordId: RecordId.of(change.recordId),
  successor: change.successor === null ? null : RecordId.of(change.successor),
  time: change.time.toISOString(),
});
