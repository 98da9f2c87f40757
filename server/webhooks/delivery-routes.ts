import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { fromTimeCursor, timeCursorSchema, toTimeCursor } from '../http/time-cursor.ts';
import { deliveryStore } from './delivery-store.ts';
import type { Endpoint } from './endpoint-store.ts';
import { cloudEventOf } from './outgoing.ts';
import { found } from './webhook-routes.ts';
import { attemptView, deliverySchema, deliveryView, sentDeliverySchema } from './webhook-views.ts';

const byId = z.strictObject({ id: z.uuid() });
const byIds = z.strictObject({ id: z.uuid(), deliveryId: z.uuid() });
const testType = 'org.openpouch.webhook.tested';

/** What became of what a webhook was to be told. */
export function createDeliveryRoutes({ now, publicUrl }: Pick<AppContext, 'now' | 'publicUrl'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/webhooks/{id}/deliveries',
      tag: 'Webhooks',
      summary:
        'The log of a webhook, the latest first: what arrived is kept for a week, what did not for a month',
      access: 'organisation:administer',
      params: byId,
      query: z.strictObject({
        ...pageQuery(timeCursorSchema),
        state: z.enum(['waiting', 'delivered', 'failed', 'missed']).optional(),
      }),
      responses: { 200: { description: 'A page.', schema: pageOf(deliverySchema) } },
      handler: async ({ path, query, read }) => {
        const { state, limit } = query;
        const after = query.after === undefined ? undefined : fromTimeCursor(query.after);
        const deliveries = await read(async (trx) => {
          await found(trx, path.id);
          return deliveryStore.list(trx, path.id, { state, after, limit: limit + 1 });
        });
        const { rows, next } = toPage(deliveries, limit, toTimeCursor);
        return { status: 200, body: { items: rows.map(deliveryView), next } };
      },
    }),

    route({
      method: 'get',
      path: '/webhooks/{id}/deliveries/{deliveryId}',
      tag: 'Webhooks',
      summary: 'A delivery, with what is sent and every attempt',
      access: 'organisation:administer',
      params: byIds,
      responses: { 200: { description: 'The delivery.', schema: sentDeliverySchema } },
      handler: async ({ path, read }) => ({
        status: 200,
        body: await read((trx) => sentView(trx, path.id, path.deliveryId)),
      }),
    }),

    route({
      method: 'post',
      path: '/webhooks/{id}/deliveries/{deliveryId}/replay',
      tag: 'Webhooks',
      summary: 'Sends a delivery anew, under the same webhook-id',
      access: 'organisation:administer',
      params: byIds,
      responses: { 200: { description: 'It is on its way.', schema: sentDeliverySchema } },
      handler: async ({ path, write }) =>
        write(async (trx) => {
          requireOn(await found(trx, path.id), 'replaying');
          const { state } = await sentView(trx, path.id, path.deliveryId);
          if (state === 'waiting')
            throw problem('wrong_state', { what: 'delivery', state: 'on its way', act: 'replaying it' });
          await deliveryStore.replay(trx, path.deliveryId, now());
          return { status: 200, body: await sentView(trx, path.id, path.deliveryId) };
        }),
    }),

    route({
      method: 'post',
      path: '/webhooks/{id}/replays',
      tag: 'Webhooks',
      summary: 'Sends anew what did not arrive since a time: failed, or missed while the webhook was off',
      access: 'organisation:administer',
      params: byId,
      body: z.strictObject({ since: z.iso.datetime({ offset: true }) }),
      responses: {
        200: { description: 'They are on their way.', schema: z.strictObject({ replayed: z.int() }) },
      },
      handler: async ({ path, body, write }) =>
        write(async (trx) => {
          requireOn(await found(trx, path.id), 'replaying');
          const replayed = await deliveryStore.replayMissed(trx, path.id, new Date(body.since), now());
          return { status: 200, body: { replayed } };
        }),
    }),

    route({
      method: 'post',
      path: '/webhooks/{id}/tests',
      tag: 'Webhooks',
      summary: 'Sends an event that says that it is a test',
      access: 'organisation:administer',
      idempotent: true,
      params: byId,
      responses: { 201: { description: 'It is on its way.', schema: sentDeliverySchema } },
      handler: async ({ path, principal, write }) =>
        write(async (trx) => {
          requireOn(await found(trx, path.id), 'testing');
          const { organisationId } = principal;
          const { id: event, body } = cloudEventOf(
            {
              ...{ organisationIds: [organisationId], event: null, type: testType, time: now() },
              ...{ recordId: null, sequence: null, certificateId: null },
              actorOrganisationId: organisationId,
            },
            publicUrl(),
          );
          const id = randomUUID();
          const delivery = { id, endpointId: path.id, organisationId, event, type: testType, body };
          await elevated(trx, (trx) => deliveryStore.insert(trx, [{ ...delivery, state: 'waiting' }], now()));
          return { status: 201, body: await sentView(trx, path.id, id) };
        }),
    }),
  ];
}

/** @throws not_found */
async function sentView(trx: Trx, endpointId: string, id: string) {
  const delivery = await deliveryStore.find(trx, endpointId, id);
  if (delivery === undefined) throw problem('not_found', { what: 'delivery' });
  return { ...deliveryView(delivery), body: delivery.body, tried: delivery.tried.map(attemptView) };
}

function requireOn({ state }: Endpoint, act: string): void {
  if (state !== 'on') throw problem('wrong_state', { what: 'webhook', state, act });
}
