import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { lineOfText } from '../http/text.ts';
import { invalidField } from '../http/validate.ts';
import { deliveryStore } from './delivery-store.ts';
import { type Endpoint, endpointStore } from './endpoint-store.ts';
import { type Guard, RefusedAddress } from './guard.ts';
import { sealOf } from './secret.ts';
import { newSigningSecret } from './signature.ts';
import { endpointSchema, endpointView, secretSchema } from './webhook-views.ts';

/** Of an organisation. */
export const mostEndpoints = 10;
/** After a rotation the earlier secret signs too for so long. */
const overlapMs = 86_400_000;

const wishes = {
  url: z
    .string()
    .max(1000)
    .regex(/^https?:\/\/[\x21-\x7e]+$/, 'an address that begins with https://')
    .refine((text) => URL.canParse(text), 'an address that begins with https://'),
  description: z.union([z.literal(''), lineOfText(100)]),
  types: z
    .array(z.string().regex(/^[a-z-]{1,30}(\.[a-z-]{1,40})?$/, 'handover, or handover.offered'))
    .max(50),
};
const byId = z.strictObject({ id: z.uuid() });
const withSecret = z.strictObject({ ...endpointSchema.shape, secret: secretSchema });

type WebhookContext = Pick<AppContext, 'now' | 'sealer'>;

/** The addresses of one's own systems that are told what happens. */
export function createEndpointRoutes({ now, sealer }: WebhookContext, guard: Guard): Route[] {
  const seal = (organisationId: string, secret: string): Uint8Array =>
    sealer.seal(Buffer.from(secret), sealOf(organisationId));

  return [
    route({
      method: 'get',
      path: '/webhooks',
      tag: 'Webhooks',
      summary: 'The addresses of our systems that are told what happens',
      access: 'organisation:administer',
      responses: {
        200: {
          description: `All of them, at most ${mostEndpoints}.`,
          schema: z.strictObject({ items: z.array(endpointSchema), next: z.null() }),
        },
      },
      handler: async ({ read }) => {
        const items = await read((trx) => endpointStore.list(trx));
        return { status: 200, body: { items: items.map(endpointView), next: null } };
      },
    }),

    route({
      method: 'post',
      path: '/webhooks',
      tag: 'Webhooks',
      summary:
        'A new webhook: an address on the Internet, over https. Its secret is shown in this answer only.',
      access: 'organisation:administer',
      idempotent: true,
      body: z.strictObject({
        url: wishes.url,
        description: wishes.description.default(''),
        types: wishes.types.default([]),
      }),
      responses: { 201: { description: 'It is told from now on.', schema: withSecret } },
      handler: async ({ body, principal, write }) => {
        await checkAddress(guard, body.url);
        let secret: string | null = null;
        const { organisationId, name } = principal;
        const reply = await write(async (trx) => {
          if ((await endpointStore.list(trx)).length >= mostEndpoints)
            throw problem('limit_reached', { limit: mostEndpoints, what: 'webhooks' });
          secret = newSigningSecret();
          const id = randomUUID();
          await endpointStore.insert(trx, {
            ...{ id, organisationId, ...body, createdBy: name, createdAt: now() },
            sealedSecret: seal(organisationId, secret),
          });
          return { status: 201, body: endpointView(await found(trx, id)) };
        });
        // Only now: what `write` returns is stored with the Idempotency-Key, and a secret is never stored in clear.
        return { ...reply, body: { ...(reply.body as object), secret } };
      },
    }),

    route({
      method: 'get',
      path: '/webhooks/{id}',
      tag: 'Webhooks',
      summary: 'A webhook',
      access: 'organisation:administer',
      params: byId,
      responses: { 200: { description: 'Without its secret.', schema: endpointSchema } },
      handler: async ({ path, read }) => ({
        status: 200,
        body: endpointView(await read((trx) => found(trx, path.id))),
      }),
    }),

    route({
      method: 'put',
      path: '/webhooks/{id}',
      tag: 'Webhooks',
      summary:
        'Changes a webhook, switches it off or on again. What comes while it is off is missed, and can be replayed.',
      access: 'organisation:administer',
      params: byId,
      body: z.strictObject({ ...wishes, state: z.enum(['on', 'off']) }),
      responses: { 200: { description: 'As it is now.', schema: endpointSchema } },
      handler: async ({ path, body, read, write }) => {
        await read((trx) => found(trx, path.id));
        await checkAddress(guard, body.url);
        return write(async (trx) => {
          if (!(await endpointStore.change(trx, path.id, body))) throw notFound();
          if (body.state === 'off') await deliveryStore.miss(trx, path.id, now());
          return { status: 200, body: endpointView(await found(trx, path.id)) };
        });
      },
    }),

    route({
      method: 'delete',
      path: '/webhooks/{id}',
      tag: 'Webhooks',
      summary: 'Removes a webhook with the log of its deliveries',
      access: 'organisation:administer',
      params: byId,
      responses: { 204: { description: 'Removed.' } },
      handler: async ({ path, write }) =>
        write(async (trx) => {
          await found(trx, path.id);
          await elevated(trx, (trx) => endpointStore.remove(trx, path.id));
          return { status: 204 };
        }),
    }),

    route({
      method: 'post',
      path: '/webhooks/{id}/secret-rotation',
      tag: 'Webhooks',
      summary: 'A new secret, shown in this answer only. The present one signs beside it for a day.',
      access: 'organisation:administer',
      idempotent: true,
      params: byId,
      responses: { 200: { description: 'Both sign.', schema: withSecret } },
      handler: async ({ path, principal, write }) => {
        let secret: string | null = null;
        const reply = await write(async (trx) => {
          secret = newSigningSecret();
          const sealed = seal(principal.organisationId, secret);
          const until = new Date(now().getTime() + overlapMs);
          if (!(await endpointStore.rotate(trx, path.id, { sealed, until }))) throw notFound();
          return { status: 200, body: endpointView(await found(trx, path.id)) };
        });
        return { ...reply, body: { ...(reply.body as object), secret } };
      },
    }),
  ];
}

const notFound = () => problem('not_found', { what: 'webhook' });

/** Under the organisation's row-level security. @throws not_found */
export async function found(trx: Trx, id: string): Promise<Endpoint> {
  const endpoint = await endpointStore.find(trx, id);
  if (endpoint === undefined) throw notFound();
  return endpoint;
}

/** Before the transaction: it asks the DNS. */
async function checkAddress(guard: Guard, url: string): Promise<void> {
  try {
    await guard.check(new URL(url));
  } catch (cause) {
    if (cause instanceof RefusedAddress)
      throw invalidField('/url', cause.message, 'body', { code: 'not_allowed' });
    throw invalidField('/url', 'The host of this address is not found.', 'body');
  }
}
