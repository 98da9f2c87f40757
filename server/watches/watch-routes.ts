import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { lineOfText } from '../http/text.ts';
import { fromTimeCursor, timeCursorSchema, toTimeCursor } from '../http/time-cursor.ts';
import { invalidField } from '../http/validate.ts';
import { toBytes } from '../records/bytes.ts';
import { recordStore } from '../records/record-store.ts';
import { changeStore } from './change-store.ts';
import { lastsMs, mostWatches } from './watch.ts';
import { type Watch, watchStore } from './watch-store.ts';
import { changeSchema, changeView, watchSchema, watchView } from './watch-views.ts';

const tag = 'Watches';
const byId = z.strictObject({ id: z.uuid() });
const verifiedType = 'org.openpouch.record.verified';

/** "Tell me if this is revoked": after a check, until one ends it. */
export function createWatchRoutes({ now }: Pick<AppContext, 'now'>): Route[] {
  return [
    route({
      method: 'post',
      path: '/watches',
      tag,
      summary:
        'Watches a record that you may see or have verified: you are told of each change of its status, by webhook (watch.changed) and in the list of changes. One that you watch already goes on.',
      access: 'record:read',
      idempotent: true,
      body: z.strictObject({
        recordId: RecordId.schema,
        reference: lineOfText(100).optional(),
        endsAt: z.iso
          .datetime({ offset: true })
          .optional()
          .meta({ description: 'In a year unless told; in two years at most.' }),
      }),
      responses: { 201: { description: 'You are told from now on.', schema: watchSchema } },
      handler: async ({ body, principal, write }) =>
        write(async (trx) => {
          const at = now();
          const { organisationId, name } = principal;
          const endsAt = endOf(body.endsAt, at);
          const recordId = toBytes(body.recordId);
          await requireKnown(trx, recordId, organisationId);
          if ((await watchStore.count(trx, at, organisationId)) >= mostWatches)
            throw problem('limit_reached', { limit: mostWatches, what: 'watches' });
          const [watch] = await elevated(trx, async (system) => {
            await recordStore.lock(system, [recordId]);
            const reference = body.reference ?? null;
            return watchStore.begin(system, { organisationId, name, at, endsAt }, [{ recordId, reference }]);
          });
          return { status: 201, body: watchView(found(watch)) };
        }),
    }),

    route({
      method: 'get',
      path: '/watches',
      tag,
      summary: 'What we watch, the latest first, each as we were last told',
      access: 'record:read',
      query: z.strictObject({
        ...pageQuery(timeCursorSchema),
        changed: z
          .enum(['true', 'false'])
          .optional()
          .meta({ description: 'Only those that changed since we watch them, or that did not.' }),
      }),
      responses: { 200: { description: 'A page.', schema: pageOf(watchSchema) } },
      handler: async ({ query, read }) => {
        const { limit } = query;
        const after = query.after === undefined ? undefined : fromTimeCursor(query.after);
        const changed = query.changed === undefined ? undefined : query.changed === 'true';
        const watches = await read((trx) =>
          watchStore.list(trx, { at: now(), changed, after, limit: limit + 1 }),
        );
        const { rows, next } = toPage(watches, limit, toTimeCursor);
        return { status: 200, body: { items: rows.map(watchView), next } };
      },
    }),

    route({
      method: 'get',
      path: '/watches/{id}',
      tag,
      summary: 'A watch',
      access: 'record:read',
      params: byId,
      responses: { 200: { description: 'As we were last told.', schema: watchSchema } },
      handler: async ({ path, read }) => ({
        status: 200,
        body: watchView(found(await read((trx) => watchStore.find(trx, path.id)))),
      }),
    }),

    route({
      method: 'delete',
      path: '/watches/{id}',
      tag,
      summary: 'Ends a watch; the changes that it told stay in the list',
      access: 'record:read',
      params: byId,
      responses: { 204: { description: 'Ended.' } },
      handler: async ({ path, write }) =>
        write(async (trx) => {
          const { id } = found(await watchStore.find(trx, path.id));
          await elevated(trx, (system) => watchStore.remove(system, id));
          return { status: 204 };
        }),
    }),

    route({
      method: 'get',
      path: '/watch-changes',
      tag,
      summary:
        'What changed, each change once and in order: ask again with the cursor of the last answer. Kept for a year.',
      access: 'record:read',
      query: z.strictObject({
        limit: pageQuery(z.string()).limit,
        after: z
          .string()
          .regex(/^\d{1,15}$/, 'the cursor of an answer before')
          .default('0'),
      }),
      responses: {
        200: {
          description: 'The oldest first.',
          schema: z.strictObject({
            items: z.array(changeSchema),
            next: z.string().nullable().meta({ description: 'Null: there are no more just now.' }),
            cursor: z.string().meta({ description: 'Where to go on, now or later.' }),
          }),
        },
      },
      handler: async ({ query, read }) => {
        const { limit } = query;
        const changes = await read((trx) => changeStore.after(trx, Number(query.after), limit + 1));
        const { rows, next } = toPage(changes, limit, ({ id }) => String(id));
        const cursor = String(rows.at(-1)?.id ?? query.after);
        return { status: 200, body: { items: rows.map(changeView), next, cursor } };
      },
    }),
  ];
}

/** @throws not_found unless the organisation may see the record now, or verified it once */
async function requireKnown(trx: Trx, recordId: Buffer, organisationId: string): Promise<void> {
  if ((await recordStore.find(trx, recordId)) !== undefined) return;
  const isVerified = await elevated(trx, (system) =>
    recordStore.hasEvent(system, recordId, verifiedType, organisationId),
  );
  if (!isVerified) throw problem('not_found', { what: 'record' });
}

/** @throws not_found */
function found(watch: Watch | undefined): Watch {
  if (watch === undefined) throw problem('not_found', { what: 'watch' });
  return watch;
}

function endOf(wanted: string | undefined, at: Date): Date {
  if (wanted === undefined) return new Date(at.getTime() + lastsMs.usual);
  const endsAt = new Date(wanted);
  if (endsAt <= at) throw invalidField('/endsAt', 'in the past', 'body', { code: 'in_the_past' });
  if (endsAt.getTime() > at.getTime() + lastsMs.most)
    throw invalidField('/endsAt', 'two years from now at most', 'body', { code: 'too_big' });
  return endsAt;
}
