import { z } from 'zod';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { documentTypeSchema } from '../documents/index.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { linesOfText } from '../http/text.ts';
import { fromTimeCursor, timeCursorSchema, toTimeCursor } from '../http/time-cursor.ts';
import { pouchStore } from '../pouches/index.ts';
import { type TaskAct, taskSchema } from './task.ts';
import { createTaskService } from './task-service.ts';
import { taskStore } from './task-store.ts';
import { taskReader, taskViews } from './task-views.ts';

const tag = 'Tasks';
const params = z.strictObject({ id: z.uuid() });
const changedTaskSchema = taskSchema.extend({ receipts: z.array(z.string()) }).meta({ id: 'ChangedTask' });

const wishSchema = z.strictObject({
  organisationId: z.uuid().toLowerCase().meta({ description: 'Who is to add it, and has the right to.' }),
  documentType: documentTypeSchema,
  note: linesOfText(1_000).optional(),
  dueOn: z.iso.date().optional(),
  byItself: z.boolean().default(false).meta({
    description: 'Done by itself when a document of this type is added, by whomever. Not of type other.',
  }),
});

/** "Please add the packing list": what one party to a pouch asks of another. */
export function createTaskRoutes(
  context: Pick<AppContext, 'keyring' | 'recorder' | 'sealer' | 'now'>,
): Route[] {
  const { sealer } = context;
  const service = createTaskService(context);

  const changed = async (trx: Trx, principal: Principal, id: string, receipts: string[]) => {
    const row = await taskStore.find(trx, id);
    const [task] = row === undefined ? [] : await taskViews(trx, sealer, [row], taskReader(principal));
    if (task === undefined) throw new Error(`Task ${id} is gone.`);
    return { ...task, receipts };
  };
  const ending = <B extends z.ZodType | undefined>(
    declared: { path: string; summary: string; act: TaskAct; body?: B },
    said: (body: unknown) => { reason?: string; documentId?: string | undefined },
  ) =>
    route({
      method: 'post',
      path: declared.path,
      tag,
      summary: declared.summary,
      access: declared.act === 'withdraw' ? 'pouch:converse' : 'pouch:write',
      params,
      ...(declared.body !== undefined && { body: declared.body }),
      responses: { 200: { description: 'As it is now.', schema: changedTaskSchema } },
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          const { receipts } = await service.end(trx, principal, path.id, declared.act, said(body));
          return { status: 200, body: await changed(trx, principal, path.id, receipts) };
        }),
    });

  return [
    route({
      method: 'get',
      path: '/pouches/{id}/tasks',
      tag,
      summary: 'What was asked about a pouch, the first first',
      access: 'pouch:read',
      params,
      responses: {
        200: {
          description: 'All of it.',
          schema: z.strictObject({ items: z.array(taskSchema), next: z.null() }),
        },
      },
      handler: ({ principal, path, read }) =>
        read(async (trx) => {
          const pouch = await pouchStore.find(trx, path.id);
          if (pouch === undefined) throw problem('not_found', { what: 'pouch' });
          const rows = await taskStore.ofRecord(trx, pouch.recordId);
          const items = await taskViews(trx, sealer, rows, taskReader(principal));
          return { status: 200, body: { items, next: null } };
        }),
    }),

    route({
      method: 'post',
      path: '/pouches/{id}/tasks',
      tag,
      summary: 'Ask an organisation that may add documents for one',
      access: 'pouch:converse',
      idempotent: true,
      params,
      body: wishSchema,
      responses: { 201: { description: 'Asked.', schema: changedTaskSchema } },
      handler: ({ principal, path, body, write }) =>
        write(async (trx) => {
          const { id, receipts } = await service.ask(trx, principal, path.id, body);
          return { status: 201, body: await changed(trx, principal, id, receipts) };
        }),
    }),

    route({
      method: 'get',
      path: '/tasks',
      tag,
      summary: 'Open tasks of ours: asked of us, or asked by us; the latest first',
      access: 'pouch:read',
      query: z.strictObject({
        ...pageQuery(timeCursorSchema),
        box: z.enum(['asked', 'asking']).default('asked'),
      }),
      responses: { 200: { description: 'A page.', schema: pageOf(taskSchema) } },
      handler: ({ principal, query, read }) =>
        read(async (trx) => {
          const { box, limit } = query;
          const after = query.after === undefined ? undefined : fromTimeCursor(query.after);
          const found = await taskStore.open(trx, principal.organisationId, { box, after, limit: limit + 1 });
          const { rows, next } = toPage(found, limit, toTimeCursor);
          return {
            status: 200,
            body: { items: await taskViews(trx, sealer, rows, taskReader(principal)), next },
          };
        }),
    }),

    ending(
      {
        ...{ path: '/tasks/{id}/completion', act: 'complete' },
        summary: 'Say that a task is done, with which document if one likes',
        body: z.strictObject({ documentId: z.uuid().toLowerCase().optional() }),
      },
      (body) => body as { documentId?: string },
    ),
    ending(
      {
        ...{ path: '/tasks/{id}/refusal', act: 'decline' },
        summary: 'Decline a task, with the reason',
        body: z.strictObject({ reason: linesOfText(500) }),
      },
      (body) => body as { reason: string },
    ),
    ending(
      { path: '/tasks/{id}/withdrawal', act: 'withdraw', summary: 'Take a task back that one asked' },
      () => ({}),
    ),
  ];
}
