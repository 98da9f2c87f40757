import { z } from 'zod';
import { hashPassword, newPersonSchema } from '../../access/index.ts';
import type { AppContext } from '../../context.ts';
import { problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { newOrganisationSchema } from '../../organisations/index.ts';
import { destinationSchema, invitationViews, readInvitationSchema } from './invitation-views.ts';
import { createJoiningService } from './joining-service.ts';

const tag = 'Invitations';
const secret = z.string().regex(/^[A-Za-z0-9_-]{43}$/, 'what stands behind the # of the link');
const joinedSchema = z.strictObject({
  goTo: destinationSchema.meta({ description: 'What was shared.' }),
  receipts: z.array(z.string()),
});

type Context = Parameters<typeof createJoiningService>[0] & Pick<AppContext, 'database'>;

/** What who is invited does. The secret comes in the body: no log has it. */
export function createJoiningRoutes(context: Context): Route[] {
  const service = createJoiningService(context);
  return [
    route({
      method: 'post',
      path: '/invitations/readings',
      tag,
      summary: 'What an invitation is about',
      access: 'anyone',
      guarded: 'secrets',
      body: z.strictObject({ secret }),
      responses: { 200: { description: 'It still stands.', schema: readInvitationSchema } },
      handler: async ({ body }) => {
        const invitation = await service.find(body.secret);
        return {
          status: 200,
          body: await context.database.asSystem((trx) => invitationViews.read(trx, invitation)),
        };
      },
    }),

    route({
      method: 'post',
      path: '/invitations/registrations',
      tag,
      summary: 'Register the organisation of who was invited, and take what was shared',
      access: 'anyone',
      guarded: 'secrets',
      body: newOrganisationSchema.extend({
        secret,
        role: z.enum(['forwarder', 'importer']),
        administrator: newPersonSchema,
      }),
      responses: { 201: { description: 'Registered: the person signs in now.', schema: joinedSchema } },
      handler: async ({ body }) => {
        const { secret, role, administrator, ...input } = body;
        // Before the work of a password: whoever has no invitation makes us none.
        await service.find(secret);
        const { name, email, password } = administrator;
        const person = { name, email, passwordHash: await hashPassword(password) };
        return {
          status: 201,
          body: await service.register(secret, role, { ...input, administrator: person }),
        };
      },
    }),

    route({
      method: 'post',
      path: '/invitations/acceptances',
      tag,
      summary: 'Take what was shared by an invitation, for the organisation that one is signed in for',
      access: 'record:read',
      guarded: 'secrets',
      body: z.strictObject({ secret }),
      responses: { 201: { description: 'Shared.', schema: joinedSchema } },
      handler: async ({ body, principal }) => {
        if (principal.kind !== 'user')
          throw problem('forbidden', { needs: 'a person, whom the letter reached' });
        return { status: 201, body: await service.accept(body.secret, principal) };
      },
    }),
  ];
}
