import { z } from 'zod';
import { pageOf, pageQuery } from '../http/page.ts';
import { type Route, route } from '../http/route.ts';
import { fromTrailCursor, trailCursorSchema, trailFilters, wishOf } from './activity-query.ts';
import { activityPage, activitySchema, toActivity } from './activity-views.ts';
import { organisationActSchema, organisationActsPage } from './organisation-acts-views.ts';
import { peopleSchema, readPeople } from './people-store.ts';

const tag = 'Audit';
const actCursor = z.string().regex(/^\d{1,15}$/, 'the next of the page before');

/** An organisation's audit trail over all records that it sees. */
export function createActivityRoutes(): Route[] {
  return [
    route({
      method: 'get',
      path: '/activity',
      tag,
      summary: 'What happened to the records that are ours to see, the latest first',
      access: 'record:read',
      query: z.strictObject({ ...pageQuery(trailCursorSchema), ...trailFilters }),
      responses: { 200: { description: 'A page.', schema: pageOf(activitySchema) } },
      handler: async ({ query, principal, read }) => {
        const { limit, after, ...filter } = query;
        const page = { limit, after: after === undefined ? undefined : fromTrailCursor(after) };
        const wish = wishOf(filter, principal);
        return { status: 200, body: await read((trx) => activityPage(trx, wish, page, toActivity)) };
      },
    }),

    route({
      method: 'get',
      path: '/activity/organisation',
      tag,
      summary:
        'What was done to our organisation itself, and by it to others: people, systems, keys, sign-ins',
      access: 'organisation:administer',
      query: z.strictObject(pageQuery(actCursor)),
      responses: {
        200: { description: 'A page, the latest first.', schema: pageOf(organisationActSchema) },
      },
      handler: async ({ query: { after, limit }, principal, read }) => {
        const page = { limit, after: after === undefined ? undefined : Number(after) };
        const body = await read((trx) => organisationActsPage(trx, principal.organisationId, page));
        return { status: 200, body };
      },
    }),

    route({
      method: 'get',
      path: '/activity/people',
      tag,
      summary: 'Our own people and systems, by whom the trail can be filtered',
      access: 'record:read',
      responses: { 200: { description: 'By name, those who have left among them.', schema: peopleSchema } },
      handler: async ({ read }) => ({ status: 200, body: { items: await read(readPeople) } }),
    }),
  ];
}
