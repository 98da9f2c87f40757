import { z } from 'zod';
import { spokenLanguages } from '../../core/spoken-languages.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { findOrganisation } from '../organisations/index.ts';
import { nextDigest, timeZoneSchema, usualHour } from './digest.ts';
import { letterStore } from './letter-store.ts';
import { noticeKinds } from './notice.ts';
import { mostCounted, noticeStore, type Recipient } from './notice-store.ts';
import { noticeSchema, noticeViews } from './notice-views.ts';
import { type NoticeSettings, settingsStore } from './settings-store.ts';

const idSchema = z.int().min(1).max(Number.MAX_SAFE_INTEGER);
const cursorSchema = z.string().regex(/^\d{1,15}$/, 'the next of the page before');
const way = z.enum(['at_once', 'daily', 'none']);
const settingsSchema = z
  .strictObject({
    language: z.enum(spokenLanguages).meta({ description: 'Of the letters.' }),
    digest: z
      .strictObject({
        hour: z
          .int()
          .min(0)
          .max(23)
          .meta({ description: `${usualHour} unless chosen` }),
        timeZone: timeZoneSchema
          .nullable()
          .meta({ description: "IANA, such as Europe/Brussels; null: that of the organisation's country" }),
      })
      .meta({ description: 'When the daily letter is written, by the clock there.' }),
    email: z
      .strictObject({
        ...{ application: way, certificate: way, pouch: way, share: way },
        ...{ handover: way, message: way, mention: way, task: way, undertaking: way, system: way },
      })
      .meta({ description: 'Of each kind: a letter at once, one a day, or none.' }),
  })
  .meta({ id: 'NoticeSettings' });

/** A person's inbox, and what they want by e-mail. */
export function createNoticeRoutes({ now }: Pick<AppContext, 'now'>): Route[] {
  const save = async (trx: Trx, recipient: Recipient, chosen: NoticeSettings): Promise<NoticeSettings> => {
    const before = await settingsStore.find(trx, recipient.userId);
    await settingsStore.save(trx, recipient, chosen);
    const { hour, timeZone } = chosen.digest;
    if (hour !== before.digest.hour || timeZone !== before.digest.timeZone) {
      const { country } = await findOrganisation(trx, recipient.organisationId);
      const due = await nextDigest(now(), { hour, timeZone, country });
      await elevated(trx, (system) => letterStore.moveLines(system, recipient.userId, due));
    }
    return settingsStore.find(trx, recipient.userId);
  };

  return [
    route({
      method: 'get',
      path: '/notices',
      tag: 'Notices',
      summary: 'What happened that concerns us, the latest first, and what of it one has read',
      access: 'signed-in',
      query: z.strictObject({
        ...pageQuery(cursorSchema),
        only: z.enum(['unread']).optional(),
        kind: z.enum(noticeKinds).optional(),
      }),
      responses: { 200: { description: 'A page.', schema: pageOf(noticeSchema) } },
      handler: async ({ query, principal, read }) => {
        const { only, kind, limit } = query;
        const after = query.after === undefined ? undefined : Number(query.after);
        const recipient = personOf(principal);
        const found = await read((trx) =>
          noticeViews(trx, recipient, { only, kind, after, limit: limit + 1 }),
        );
        const { rows, next } = toPage(found, limit, ({ id }) => String(id));
        return { status: 200, body: { items: rows, next } };
      },
    }),

    route({
      method: 'get',
      path: '/notices/unread',
      tag: 'Notices',
      summary: 'How many one has not read',
      access: 'signed-in',
      responses: {
        200: {
          description: 'Their number.',
          schema: z.strictObject({
            count: z.int().meta({ description: `${mostCounted}: so many or more.` }),
          }),
        },
      },
      handler: async ({ principal, read }) => {
        const recipient = personOf(principal);
        return {
          status: 200,
          body: { count: await read((trx) => noticeStore.unread(trx, recipient)) },
        };
      },
    }),

    route({
      method: 'post',
      path: '/notices/readings',
      tag: 'Notices',
      summary: 'One has read these, and all up to one',
      access: 'signed-in',
      body: z.strictObject({
        ids: z.array(idSchema).max(200).default([]),
        until: idSchema.optional(),
      }),
      responses: { 204: { description: 'They count as read.' } },
      handler: async ({ body, principal, write }) => {
        const recipient = personOf(principal);
        return write(async (trx) => {
          if (body.ids.length > 0) await noticeStore.markRead(trx, recipient, body.ids);
          if (body.until !== undefined) await noticeStore.markReadUntil(trx, recipient, body.until);
          return { status: 204 };
        });
      },
    }),

    route({
      method: 'get',
      path: '/notice-settings',
      tag: 'Notices',
      summary: 'What one wants by e-mail',
      access: 'signed-in',
      responses: { 200: { description: 'As chosen, or as it is otherwise.', schema: settingsSchema } },
      handler: async ({ principal, read }) => {
        const { userId } = personOf(principal);
        return { status: 200, body: await read((trx) => settingsStore.find(trx, userId)) };
      },
    }),

    route({
      method: 'put',
      path: '/notice-settings',
      tag: 'Notices',
      summary: 'Choose what one wants by e-mail',
      access: 'signed-in',
      body: settingsSchema,
      responses: { 200: { description: 'As chosen now.', schema: settingsSchema } },
      handler: async ({ body, principal, write }) => {
        const recipient = personOf(principal);
        return write(async (trx) => ({ status: 200, body: await save(trx, recipient, body) }));
      },
    }),
  ];
}

/** A system has no inbox: it has webhooks. */
function personOf({ kind, id, organisationId, scopes }: Principal): Recipient {
  if (kind !== 'user') throw problem('forbidden', { needs: 'a person who is signed in' });
  return { userId: id, organisationId, isAdministrator: scopes.has('organisation:administer') };
}
