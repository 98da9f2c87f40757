import { z } from 'zod';
import type { AppContext } from '../context.ts';
import { writeCookie } from '../http/cookies.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { findOrganisation, organisationSummarySchema } from '../organisations/index.ts';
import { sessionSeconds } from './access-service.ts';
import { readSessionCookie, sessionCookie } from './authenticate.ts';
import { type Principal, scopes } from './scopes.ts';
import { emailSchema } from './user-schemas.ts';

const whoSchema = z.strictObject({
  kind: z.enum(['user', 'client']),
  id: z.uuid(),
  name: z.string(),
  organisation: organisationSummarySchema,
  scopes: z.array(z.enum(scopes)),
});

/** Signing in and out, and who one is. */
export function createSessionRoutes(context: Pick<AppContext, 'access' | 'database' | 'publicUrl'>): Route[] {
  const { access, database } = context;

  const cookie = (value: string, maxAge: number): string =>
    writeCookie(sessionCookie, value, { path: '/', maxAge, publicUrl: context.publicUrl() });
  const organisationOf = (principal: Principal) =>
    database.as(principal, (trx) => findOrganisation(trx, principal.organisationId));

  return [
    route({
      method: 'post',
      path: '/sessions',
      tag: 'Access',
      summary:
        'Sign in: the answer sets the session cookie. A wrong e-mail and a wrong password get the same answer.',
      access: 'anyone',
      guarded: 'secrets',
      body: z.strictObject({ email: emailSchema, password: z.string().min(1).max(200) }),
      responses: {
        201: {
          description: 'Signed in.',
          schema: z.strictObject({
            expiresAt: z.iso.datetime(),
            user: z.strictObject({ id: z.uuid(), name: z.string(), email: z.string() }),
            organisation: organisationSummarySchema,
            scopes: z.array(z.enum(scopes)),
          }),
        },
      },
      handler: async ({ body }) => {
        const { token, expiresAt } = await access.signIn(body.email, body.password);
        const principal = await access.principalOfSession(token);
        // Ended in the very moment of signing in.
        if (principal === undefined) throw problem('wrong_credentials');
        return {
          status: 201,
          headers: { 'set-cookie': cookie(token, sessionSeconds) },
          body: {
            expiresAt: expiresAt.toISOString(),
            user: { id: principal.id, name: principal.name, email: body.email.toLowerCase() },
            organisation: await organisationOf(principal),
            scopes: [...principal.scopes],
          },
        };
      },
    }),

    route({
      method: 'delete',
      path: '/sessions/current',
      tag: 'Access',
      summary: 'Sign out: ends the session of the cookie.',
      access: 'signed-in',
      responses: { 204: { description: 'Signed out; the cookie is cleared.' } },
      handler: async ({ header, principal }) => {
        const token = readSessionCookie(header('cookie'));
        if (token === undefined || principal.kind !== 'user') throw problem('not_found', { what: 'session' });
        await access.signOut(token);
        return { status: 204, headers: { 'set-cookie': cookie('', 0) } };
      },
    }),

    route({
      method: 'get',
      path: '/me',
      tag: 'Access',
      summary: 'Who sends this request, for which organisation, and what they may do.',
      access: 'signed-in',
      responses: {
        200: { description: 'A person in a session, or a system with a token.', schema: whoSchema },
      },
      handler: async ({ principal }) => ({
        status: 200,
        body: {
          kind: principal.kind,
          id: principal.id,
          name: principal.name,
          organisation: await organisationOf(principal),
          scopes: [...principal.scopes],
        },
      }),
    }),
  ];
}
