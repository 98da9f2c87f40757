import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { PouchRef } from './conversation.ts';
import { call, type Result } from './http.ts';
import { paging } from './paging.ts';
import type { Operations } from './schema.ts';

export type Task = Result<'GET /tasks'>['items'][number];
export type TaskBox = 'asked' | 'asking';

export const pouchTasksQuery = ({ id, recordId }: PouchRef) =>
  queryOptions({
    queryKey: ['tasks', recordId],
    queryFn: ({ signal }) => call('GET /pouches/{id}/tasks', { path: { id }, signal }),
  });

/** Open ones of all pouches: asked of us, or asked by us. */
export const openTasksQuery = (box: TaskBox) =>
  infiniteQueryOptions({
    queryKey: ['tasks', { box }],
    queryFn: ({ signal, pageParam }) => call('GET /tasks', { query: { box, after: pageParam }, signal }),
    ...paging,
  });

type NewTask = Operations['POST /pouches/{id}/tasks']['body'] & { readonly pouchId: string };

export const askTask = ({ pouchId, ...body }: NewTask, idempotencyKey: string) =>
  call('POST /pouches/{id}/tasks', { path: { id: pouchId }, body, idempotencyKey });

export const completeTask = (id: string) => call('POST /tasks/{id}/completion', { path: { id }, body: {} });
export const declineTask = ({ id, reason }: { id: string; reason: string }) =>
  call('POST /tasks/{id}/refusal', { path: { id }, body: { reason } });
export const withdrawTask = (id: string) => call('POST /tasks/{id}/withdrawal', { path: { id } });
