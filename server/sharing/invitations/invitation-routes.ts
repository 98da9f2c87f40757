import { z } from 'zod';
import { RecordId } from '../../../core/ids.ts';
import { spokenLanguages } from '../../../core/spoken-languages.ts';
import type { AppContext } from '../../context.ts';
import { type Route, route } from '../../http/route.ts';
import { portionShape, toPortion } from '../portions/portion.ts';
import { accessRights, seenRecord } from '../record-rights.ts';
import { createInvitationService } from './invitation-service.ts';
import { invitationStore } from './invitation-store.ts';
import { changedInvitationSchema, invitationSchema, invitationViews } from './invitation-views.ts';

const tag = 'Sharing';
const ofRecord = z.strictObject({ recordId: RecordId.schema });
const one = ofRecord.extend({ id: z.uuid().toLowerCase() });

const wishSchema = z.strictObject({
  email: z.email().max(254).toLowerCase(),
  language: z.enum(spokenLanguages).default('en').meta({ description: 'Of the letter.' }),
  ...portionShape,
  rights: z
    .array(z.enum(accessRights).exclude(['offer']))
    .min(1)
    .max(accessRights.length)
    .refine((rights) => rights.includes('view'), 'view is part of every share')
    .refine((rights) => new Set(rights).size === rights.length, 'each right once')
    .default(['view', 'download']),
  endsAt: z.iso
    .datetime({ offset: true })
    .optional()
    .meta({ description: 'Of what is shared. The invitation itself stands for fourteen days.' }),
});

/** What who invites does. */
export function createInvitationRoutes(context: Pick<AppContext, 'keyring' | 'recorder' | 'now'>): Route[] {
  const service = createInvitationService(context);
  return [
    route({
      method: 'get',
      path: '/records/{recordId}/invitations',
      tag,
      summary: 'Our open invitations to a record',
      access: 'record:share',
      params: ofRecord,
      responses: {
        200: {
          description: 'All of them, the first first.',
          schema: z.strictObject({ items: z.array(invitationSchema), next: z.null() }),
        },
      },
      handler: async ({ path, read }) => ({
        status: 200,
        body: await read(async (trx) => {
          const { recordId } = await seenRecord(trx, path.recordId);
          const found = await invitationStore.ofRecord(trx, recordId);
          return { items: found.map(invitationViews.own), next: null };
        }),
      }),
    }),

    route({
      method: 'post',
      path: '/records/{recordId}/invitations',
      tag,
      summary:
        'Share with somebody by e-mail, who may have no account yet: a letter with a link that works once',
      access: 'record:share',
      idempotent: true,
      params: ofRecord,
      body: wishSchema,
      responses: { 201: { description: 'The letter is on its way.', schema: changedInvitationSchema } },
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          const { invitation, receipts } = await service.invite(trx, principal, path.recordId, {
            ...{ email: body.email, language: body.language, rights: body.rights, portion: toPortion(body) },
            shareEndsAt: body.endsAt === undefined ? undefined : new Date(body.endsAt),
          });
          return { status: 201, body: { ...invitationViews.own(invitation), receipts } };
        }),
    }),

    route({
      method: 'post',
      path: '/records/{recordId}/invitations/{id}/letters',
      tag,
      summary: 'Send the letter of an invitation again, with a new link',
      access: 'record:share',
      idempotent: true,
      params: one,
      responses: { 201: { description: 'The letter is on its way.', schema: invitationSchema } },
      handler: ({ principal, path, write }) =>
        write(async (trx) => {
          const invitation = await service.sendAgain(trx, principal, path.recordId, path.id);
          return { status: 201, body: invitationViews.own(invitation) };
        }),
    }),

    route({
      method: 'delete',
      path: '/records/{recordId}/invitations/{id}',
      tag,
      summary: 'Withdraw an invitation',
      access: 'record:share',
      params: one,
      responses: { 200: { description: 'Withdrawn: as it was.', schema: changedInvitationSchema } },
      handler: ({ principal, path, write }) =>
        write(async (trx) => {
          const { invitation, receipts } = await service.withdraw(trx, principal, path.recordId, path.id);
          return { status: 200, body: { ...invitationViews.own(invitation), receipts } };
        }),
    }),
  ];
}
