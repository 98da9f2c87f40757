import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { call, type Result } from './http.ts';
import { paging } from './paging.ts';
import type { Operations } from './schema.ts';

export type Webhook = Result<'GET /webhooks'>['items'][number];
export type WebhookWithSecret = Result<'POST /webhooks'>;
export type Delivery = Result<'GET /webhooks/{id}/deliveries'>['items'][number];
export type DeliveryState = Delivery['state'];
type NewWebhook = Operations['POST /webhooks']['body'];
type ChangedWebhook = Operations['PUT /webhooks/{id}']['body'];

export const webhooksQuery = queryOptions({
  queryKey: ['webhooks'],
  queryFn: ({ signal }) => call('GET /webhooks', { signal }),
});

export const webhookQuery = (id: string) =>
  queryOptions({
    queryKey: ['webhooks', id],
    queryFn: ({ signal }) => call('GET /webhooks/{id}', { path: { id }, signal }),
  });

export const deliveriesQuery = (id: string, state: DeliveryState | undefined) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', id, 'deliveries', { state }],
    queryFn: ({ signal, pageParam }) =>
      call('GET /webhooks/{id}/deliveries', { path: { id }, query: { state, after: pageParam }, signal }),
    ...paging,
    placeholderData: keepPreviousData,
  });

export const deliveryQuery = (id: string, deliveryId: string) =>
  queryOptions({
    queryKey: ['webhooks', id, 'deliveries', deliveryId],
    queryFn: ({ signal }) =>
      call('GET /webhooks/{id}/deliveries/{deliveryId}', { path: { id, deliveryId }, signal }),
  });

export const makeWebhook = (body: NewWebhook, idempotencyKey: string) =>
  call('POST /webhooks', { body, idempotencyKey });

export const changeWebhook = ({ id, ...body }: ChangedWebhook & { readonly id: string }) =>
  call('PUT /webhooks/{id}', { path: { id }, body });

export const removeWebhook = (id: string) => call('DELETE /webhooks/{id}', { path: { id } });

export const rotateSecret = (id: string, idempotencyKey: string) =>
  call('POST /webhooks/{id}/secret-rotation', { path: { id }, idempotencyKey });

export const testWebhook = (id: string, idempotencyKey: string) =>
  call('POST /webhooks/{id}/tests', { path: { id }, idempotencyKey });

export const replayMissed = ({ id, since }: { readonly id: string; readonly since: string }) =>
  call('POST /webhooks/{id}/replays', { path: { id }, body: { since } });

export const replayDelivery = ({ id, deliveryId }: { readonly id: string; readonly deliveryId: string }) =>
  call('POST /webhooks/{id}/deliveries/{deliveryId}/replay', { path: { id, deliveryId } });
