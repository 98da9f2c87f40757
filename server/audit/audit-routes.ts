import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { AppContext } from '../context.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { toBytes } from '../records/bytes.ts';
import { createViewingService, seenRecord } from '../sharing/index.ts';
import { createActivityRoutes } from './activity-routes.ts';
import { createExportRoutes } from './export-routes.ts';
import { recordSchema, recordView } from './record-views.ts';
import { readTrail, trailEventSchema } from './trail.ts';

const tag = 'Audit';
const params = z.strictObject({ recordId: RecordId.schema });
const sequenceCursor = z
  .string()
  .regex(/^\d{1,15}$/, 'the sequence of an event, the next of the page before');

export function createAuditRoutes(
  context: Pick<AppContext, 'deployment' | 'recorder' | 'operator' | 'now'>,
): Route[] {
  const viewing = createViewingService(context);
  return [
    ...createActivityRoutes(),
    ...createExportRoutes(context),
    route({
      method: 'get',
      path: '/records/{recordId}',
      tag,
      summary: 'A record: its state, its owner, its place on chain',
      access: 'record:read',
      params,
      responses: { 200: { description: 'The record.', schema: recordSchema } },
      handler: async ({ path, read }) => ({
        status: 200,
        body: await read((trx) => recordView(trx, path.recordId)),
      }),
    }),

    route({
      method: 'get',
      path: '/records/{recordId}/trail',
      tag,
      summary: 'The audit trail of a record, each event with its proof',
      access: 'record:read',
      params,
      query: z.strictObject(pageQuery(sequenceCursor)),
      responses: {
        200: {
          description: 'Events in order; next is the sequence to go on after.',
          schema: pageOf(trailEventSchema),
        },
      },
      handler: async ({ path, query, principal, read }) => {
        const { after, limit } = query;
        const body = await read(async (trx) => {
          const found = await readTrail(
            trx,
            principal.organisationId,
            path.recordId,
            after === undefined ? -1 : Number(after),
            limit + 1,
          );
          // Every record has a first event: an empty page is behind the last one, or the record is not seen.
          if (found.length === 0) await seenRecord(trx, path.recordId);
          await viewing.viewed(trx, principal, { recordId: toBytes(path.recordId) });
          const { rows, next } = toPage(found, limit, (event) => String(event.proof.sequence));
          return { items: rows, next };
        });
        return { status: 200, body };
      },
    }),
  ];
}
