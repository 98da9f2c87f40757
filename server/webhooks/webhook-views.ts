import { z } from 'zod';
import type { Attempt, Delivery } from './delivery-store.ts';
import type { Endpoint } from './endpoint-store.ts';

export const endpointSchema = z
  .strictObject({
    id: z.uuid(),
    url: z.string(),
    description: z.string(),
    types: z.array(z.string()).meta({ description: 'handover, or handover.offered; none: everything.' }),
    state: z.enum(['on', 'off', 'gone']).meta({
      description:
        'gone: the receiver answered 410, and it was switched off. While it is not on, events are missed.',
    }),
    failingSince: z.iso.datetime().nullable(),
    createdBy: z.string(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'Webhook' });

export const secretSchema = z.string().nullable().meta({
  description:
    'Shown in this answer only (Standard Webhooks, whsec_…); null in the answer to a repeated request.',
});

const attemptSchema = z.strictObject({
  at: z.iso.datetime(),
  status: z.int().nullable(),
  failure: z.string().nullable().meta({
    description: 'Why there is no status: timeout, refused_address, tls, unreachable.',
  }),
  durationMs: z.int(),
});

export const deliverySchema = z
  .strictObject({
    id: z.uuid().meta({ description: 'The webhook-id.' }),
    event: z.uuid().meta({ description: 'Id of the CloudEvent.' }),
    type: z.string(),
    state: z.enum(['waiting', 'delivered', 'failed', 'missed']).meta({
      description: 'failed: after ten attempts over three days. missed: the webhook was not on.',
    }),
    attempts: z.int().meta({ description: 'Since it was last to be sent anew.' }),
    nextAt: z.iso.datetime().nullable().meta({ description: 'Of what waits.' }),
    createdAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable(),
    lastAttempt: attemptSchema.nullable(),
  })
  .meta({ id: 'WebhookDelivery' });

export const sentDeliverySchema = z.strictObject({
  ...deliverySchema.shape,
  body: z.string().meta({ description: 'As it is sent, byte for byte.' }),
  tried: z.array(attemptSchema).meta({ description: 'The latest first, at most 100.' }),
});

export const endpointView = (endpoint: Endpoint) => ({
  ...{ id: endpoint.id, url: endpoint.url, description: endpoint.description },
  ...{ types: [...endpoint.types], state: endpoint.state, createdBy: endpoint.createdBy },
  failingSince: endpoint.failingSince?.toISOString() ?? null,
  createdAt: endpoint.createdAt.toISOString(),
});

export const attemptView = ({ at, ...attempt }: Attempt) => ({ at: at.toISOString(), ...attempt });

export const deliveryView = (delivery: Delivery) => ({
  ...{ id: delivery.id, event: delivery.event, type: delivery.type },
  ...{ state: delivery.state, attempts: delivery.attempts },
  nextAt: delivery.state === 'waiting' ? delivery.nextAt.toISOString() : null,
  createdAt: delivery.createdAt.toISOString(),
  endedAt: delivery.endedAt?.toISOString() ?? null,
  lastAttempt: delivery.lastAttempt === null ? null : attemptView(delivery.lastAttempt),
});
