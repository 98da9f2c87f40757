import { z } from 'zod';
import { spokenLanguages } from '../../core/spoken-languages.ts';
import { undertakingTexts, undertakingVersion } from '../../core/undertaking.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { type Reply, type Route, route } from '../http/route.ts';
import { lineOfText } from '../http/text.ts';
import { fromTimeCursor, timeCursorSchema, toTimeCursor } from '../http/time-cursor.ts';
import { requirementOf } from './required.ts';
import { mostSignatories, signatoriesOf, undertakingStates } from './undertaking.ts';
import { createUndertakingService } from './undertaking-service.ts';
import { undertakingStore } from './undertaking-store.ts';
import { undertakingSchema, undertakingView, undertakingViews } from './undertaking-views.ts';

const tag = 'Undertakings';
const id = z.uuid().toLowerCase();
const params = z.strictObject({ id });
const answered = { 200: { description: 'As it is now.', schema: undertakingSchema } };

const givenBody = z.strictObject({
  chamberId: z.uuid(),
  undertaking: z
    .strictObject({
      accepted: z.literal(true),
      version: z.literal(undertakingVersion),
      language: z.enum(spokenLanguages),
    })
    .meta({ description: `The undertaking, version ${undertakingVersion}: “${undertakingTexts.en}”` }),
  signatories: z
    .array(id)
    .min(1)
    .max(mostSignatories)
    .meta({ description: 'Ids of those who may sign: people who sign in for the exporter.' }),
});

const requirementSchema = z
  .strictObject({
    required: z.boolean(),
    state: z.enum(['none', 'given', 'accepted']).meta({
      description: 'Of what one gave: nothing that counts, one that waits for the chamber, one in force.',
    }),
    endsAt: z.iso.datetime().nullable().meta({ description: 'Of the one in force.' }),
    maySign: z.boolean().meta({
      description: 'Whether who asks may submit: a signatory, or a system that can name one.',
    }),
  })
  .meta({ id: 'UndertakingRequirement' });

/** What an exporter undertakes towards a chamber for a year, with the persons who may sign for it. */
export function createUndertakingRoutes(context: Pick<AppContext, 'now'>): Route[] {
  const { now } = context;
  const service = createUndertakingService(context);
  const reply = async (trx: Trx, status: number, undertakingId: string): Promise<Reply> => ({
    status,
    ...(status === 201 && { headers: { location: `/api/v1/undertakings/${undertakingId}` } }),
    body: await undertakingView(trx, undertakingId, now()),
  });
  return [
    route({
      method: 'get',
      path: '/undertakings',
      tag,
      summary: 'The undertakings that an exporter gave, or that were given to a chamber, the latest first',
      access: 'certificate:read',
      query: z.strictObject({
        ...pageQuery(timeCursorSchema),
        state: z.enum(undertakingStates).optional(),
      }),
      responses: { 200: { description: 'A page.', schema: pageOf(undertakingSchema) } },
      handler: ({ principal, query: { after, limit, state }, read }) =>
        read(async (trx) => {
          const side = principal.organisationRole === 'chamber' ? 'chamberId' : 'exporterId';
          const found = await undertakingStore.list(trx, {
            party: { side, id: principal.organisationId },
            ...{ state, limit: limit + 1, at: now() },
            after: after === undefined ? undefined : fromTimeCursor(after),
          });
          const { rows, next } = toPage(found, limit, (row) =>
            toTimeCursor({ createdAt: row.givenAt, id: row.id }),
          );
          return { status: 200, body: { items: await undertakingViews(trx, rows), next } };
        }),
    }),
    route({
      method: 'post',
      path: '/undertakings',
      tag,
      summary:
        'Give a chamber an undertaking for a year, or renew it; a person who administers an exporter does',
      access: 'organisation:administer',
      idempotent: true,
      body: givenBody,
      responses: { 201: { description: 'Given: it waits for the chamber.', schema: undertakingSchema } },
      handler: ({ principal, body: { chamberId, undertaking, signatories }, write }) =>
        write(async (trx) => {
          const wish = { chamberId, language: undertaking.language, signatories: [...new Set(signatories)] };
          return reply(trx, 201, await service.give(trx, principal, wish));
        }),
    }),
    route({
      method: 'get',
      path: '/undertaking-requirement',
      tag,
      summary: 'Whether a chamber takes applications under an undertaking alone, and whether there is one',
      access: 'certificate:apply',
      query: z.strictObject({ chamberId: id }),
      responses: { 200: { description: 'As it is now.', schema: requirementSchema } },
      handler: ({ principal, query: { chamberId }, read }) =>
        read(async (trx) => {
          const { organisationId, kind } = principal;
          const { required, standing, isGiven } = await requirementOf(trx, organisationId, chamberId, now());
          const signatories = standing === undefined ? [] : signatoriesOf(standing);
          const isSignatory = kind === 'user' ? signatories.some((one) => one.id === principal.id) : true;
          return {
            status: 200,
            body: {
              required,
              state: standing !== undefined ? 'accepted' : isGiven ? 'given' : 'none',
              endsAt: standing?.endsAt.toISOString() ?? null,
              maySign: !required || (signatories.length > 0 && isSignatory),
            },
          };
        }),
    }),
    route({
      method: 'get',
      path: '/undertakings/{id}',
      tag,
      summary: 'An undertaking, with who may sign and what was done about it',
      access: 'certificate:read',
      params,
      responses: { 200: { description: 'The undertaking.', schema: undertakingSchema } },
      handler: ({ path, read }) => read((trx) => reply(trx, 200, path.id)),
    }),
    route({
      method: 'post',
      path: '/undertakings/{id}/acceptance',
      idempotent: true,
      tag,
      summary: 'Accept what an exporter undertakes: it takes the place of what it gave before',
      access: 'certificate:issue',
      params,
      responses: answered,
      handler: ({ principal, path, write }) =>
        write(async (trx) => {
          await service.accept(trx, principal, path.id);
          return reply(trx, 200, path.id);
        }),
    }),
    route({
      method: 'post',
      path: '/undertakings/{id}/refusal',
      idempotent: true,
      tag,
      summary: 'Refuse an undertaking, or one that was accepted from now on',
      access: 'certificate:issue',
      params,
      body: z.strictObject({ reason: lineOfText(500) }),
      responses: answered,
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          await service.refuse(trx, principal, path.id, body.reason);
          return reply(trx, 200, path.id);
        }),
    }),
    route({
      method: 'post',
      path: '/undertakings/{id}/withdrawal',
      idempotent: true,
      tag,
      summary: 'Withdraw an undertaking that we gave',
      access: 'organisation:administer',
      params,
      responses: answered,
      handler: ({ principal, path, write }) =>
        write(async (trx) => {
          await service.withdraw(trx, principal, path.id);
          return reply(trx, 200, path.id);
        }),
    }),
    route({
      method: 'delete',
      path: '/undertakings/{id}/signatories/{signatoryId}',
      tag,
      summary: 'Let a person no longer sign under an undertaking that we gave',
      access: 'organisation:administer',
      params: z.strictObject({ id, signatoryId: id }),
      responses: answered,
      handler: ({ principal, path, write }) =>
        write(async (trx) => {
          await service.removeSignatory(trx, principal, path.id, path.signatoryId);
          return reply(trx, 200, path.id);
        }),
    }),
  ];
}
