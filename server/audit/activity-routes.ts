import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import { pageOf, pageQuery } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { severalOf } from '../http/several.ts';
import { activityCursorSchema, activityPage, activitySchema, fromActivityCursor } from './activity-views.ts';

const time = z.iso.datetime({ offset: true });

const query = z.strictObject({
  ...pageQuery(activityCursorSchema),
  organisation: z.uuid().toLowerCase().optional().meta({ description: 'Whose act it was.' }),
  by: z.enum(['us', 'others']).optional(),
  type: z
    .string()
    .regex(/^[a-z-]{1,30}(\.[a-z-]{1,40})?$/, 'handover, or handover.offered')
    .optional()
    .meta({ description: 'handover for all of that kind, or one such as handover.offered.' }),
  since: time.optional(),
  until: time.optional().meta({ description: 'Before this time.' }),
  record: RecordId.schema.optional(),
  state: severalOf(['active', 'closed', 'revoked', 'superseded']).optional().meta({
    description: 'Of the record now: active, closed, revoked, superseded; several with commas.',
  }),
  sealed: z.enum(['yes', 'no']).optional().meta({ description: 'Whether it is final on the chain.' }),
});

/** An organisation's audit trail over all records that it sees. */
export function createActivityRoutes(): Route[] {
  return [
    route({
      method: 'get',
      path: '/activity',
      tag: 'Audit',
      summary: 'What happened to the records that are ours to see, the latest first',
      access: 'record:read',
      query,
      responses: { 200: { description: 'A page.', schema: pageOf(activitySchema) } },
      handler: async ({ query, principal, read }) => {
        const { organisation, by, type, since, until, record, state, sealed, limit, after } = query;
        const body = await read((trx) =>
          activityPage(trx, {
            ...{ organisationId: principal.organisationId, actor: organisation, recordId: record },
            ...{ by, type, state, sealed, limit },
            since: since === undefined ? undefined : new Date(since),
            until: until === undefined ? undefined : new Date(until),
            after: after === undefined ? undefined : fromActivityCursor(after),
          }),
        );
        return { status: 200, body };
      },
    }),
  ];
}
