import { z } from 'zod';
import type { AppContext } from '../context.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { hashPassword } from './password.ts';
import { type Principal, scopesOfRole } from './scopes.ts';
import { newPersonSchema, userSchema, userView, withoutPasswords } from './user-schemas.ts';
import { addUser, endUser } from './user-service.ts';
import { userStore } from './user-store.ts';

/** Of an organisation at a time. */
const mostPeople = 2_000;

/** The people of one's own organisation. */
export function createUserRoutes(context: Pick<AppContext, 'access' | 'now'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/users',
      tag: 'Access',
      summary: "The people who sign in for one's organisation.",
      access: 'organisation:administer',
      query: z.strictObject(pageQuery(z.uuid())),
      responses: { 200: { description: 'One page.', schema: pageOf(userSchema) } },
      handler: async ({ query, read }) => {
        const found = await read((trx) =>
          userStore.list(trx, { after: query.after, limit: query.limit + 1 }),
        );
        const { rows, next } = toPage(found, query.limit, (user) => user.id);
        return { status: 200, body: { items: rows.map(userView), next } };
      },
    }),

    route({
      method: 'post',
      path: '/users',
      tag: 'Access',
      summary: "A new person who signs in for one's organisation.",
      access: 'organisation:administer',
      idempotent: true,
      body: newPersonSchema.extend({ administrator: z.boolean().default(false) }),
      responses: { 201: { description: 'The person may sign in.', schema: userSchema } },
      handler: async ({ body, principal, write }) => {
        requireAllThatAPersonHolds(principal);
        const passwordHash = await hashPassword(body.password);
        const { name, email, administrator } = body;
        return write(async (trx) => {
          if ((await userStore.count(trx)) >= mostPeople)
            throw problem('limit_reached', { limit: mostPeople, what: 'people of your organisation' });
          const user = { organisationId: principal.organisationId, name, email, passwordHash, administrator };
          return { status: 201, body: userView(await addUser(trx, user, '/email')) };
        }, withoutPasswords(body));
      },
    }),

    route({
      method: 'delete',
      path: '/users/{id}',
      tag: 'Access',
      summary:
        "Ends a person's access and sessions at once. Not one's own, and not the last administrator's.",
      access: 'organisation:administer',
      params: z.strictObject({ id: z.uuid() }),
      responses: { 204: { description: 'Ended.' } },
      handler: async ({ path, principal, write }) => {
        const reply = await write(async (trx) => {
          await endUser(trx, path.id, principal, context.now());
          return { status: 204 };
        });
        context.access.forget();
        return reply;
      },
    }),
  ];
}

/**
 * Whoever signs in holds all that the organisation's role can: a system that was given less must not let somebody in
 * who then has more than it.
 */
function requireAllThatAPersonHolds({ organisationRole, scopes }: Principal): void {
  const lacking = scopesOfRole[organisationRole].filter((scope) => !scopes.has(scope));
  if (lacking.length > 0)
    throw problem('forbidden', { needs: `the scopes ${lacking.join(', ')}, which a person holds` });
}
