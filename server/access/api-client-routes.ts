import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { AppContext } from '../context.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { lineOfText } from '../http/text.ts';
import { announceEndedAccess, hashSecret, newSecret } from './access-service.ts';
import { type ApiClient, apiClientStore } from './api-client-store.ts';
import { type Principal, type Scope, scopes } from './scopes.ts';

/** Of an organisation at a time. */
const mostClients = 100;

const clientSchema = z
  .strictObject({
    id: z.uuid(),
    name: z.string(),
    scopes: z.array(z.enum(scopes)),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'ApiClient' });

const clientView = (client: ApiClient) => ({
  id: client.id,
  name: client.name,
  scopes: [...client.scopes],
  createdAt: client.createdAt.toISOString(),
});

/** The systems that act for one's own organisation. */
export function createApiClientRoutes(context: Pick<AppContext, 'access' | 'now'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/api-clients',
      tag: 'Access',
      summary: "The systems that act for one's organisation.",
      access: 'organisation:administer',
      query: z.strictObject(pageQuery(z.uuid())),
      responses: { 200: { description: 'One page.', schema: pageOf(clientSchema) } },
      handler: async ({ query, read }) => {
        const found = await read((trx) =>
          apiClientStore.list(trx, { after: query.after, limit: query.limit + 1 }),
        );
        const { rows, next } = toPage(found, query.limit, (client) => client.id);
        return { status: 200, body: { items: rows.map(clientView), next } };
      },
    }),

    route({
      method: 'post',
      path: '/api-clients',
      tag: 'Access',
      summary:
        'A new system. Its secret is shown in this answer only: a repetition of the request answers with null.',
      access: 'organisation:administer',
      idempotent: true,
      body: z.strictObject({
        name: lineOfText(100),
        scopes: z.array(z.enum(scopes)).min(1).max(scopes.length),
      }),
      responses: {
        201: {
          description: 'The system may ask for tokens.',
          schema: z.strictObject({ ...clientSchema.shape, secret: z.string().nullable() }),
        },
      },
      handler: async ({ body, principal, write }) => {
        refuseMoreThanHeld(body.scopes, principal);
        let secret: string | null = null;
        const reply = await write(async (trx) => {
          if ((await apiClientStore.count(trx)) >= mostClients)
            throw problem('limit_reached', { limit: mostClients, what: 'systems of your organisation' });
          secret = newSecret();
          const client = await apiClientStore.insert(trx, {
            id: randomUUID(),
            organisationId: principal.organisationId,
            name: body.name,
            scopes: [...new Set(body.scopes)],
            secretHash: hashSecret(secret),
          });
          return { status: 201, body: clientView(client) };
        });
        // Only now: what `write` returns is stored with the Idempotency-Key, and a secret is never stored.
        return { ...reply, body: { ...(reply.body as object), secret } };
      },
    }),

    route({
      method: 'delete',
      path: '/api-clients/{id}',
      tag: 'Access',
      summary: "Ends a system's access, the tokens it holds included.",
      access: 'organisation:administer',
      params: z.strictObject({ id: z.uuid() }),
      responses: { 204: { description: 'Ended.' } },
      handler: async ({ path, write }) => {
        const reply = await write(async (trx) => {
          const ended = await apiClientStore.end(trx, path.id, context.now());
          if (!ended) throw problem('not_found', { what: 'API client' });
          await announceEndedAccess(trx);
          return { status: 204 };
        });
        context.access.forget();
        return reply;
      },
    }),
  ];
}

/** Nobody hands on more than they hold: neither than their organisation's role allows, nor a narrowed token. */
function refuseMoreThanHeld(wanted: readonly Scope[], principal: Principal): void {
  const errors = wanted.flatMap((scope, index) =>
    principal.scopes.has(scope)
      ? []
      : [
          {
            ...{ in: 'body' as const, pointer: `/scopes/${index}`, code: 'not_held' as const },
            detail: `You do not hold ${scope} yourself.`,
          },
        ],
  );
  if (errors.length > 0) throw problem('invalid_request', undefined, { errors });
}
