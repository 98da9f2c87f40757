import { queryOptions } from '@tanstack/react-query';
import { call, type Result } from './http.ts';

export type Message = Result<'GET /certificates/{id}/messages'>['items'][number];
export type FieldWish = Message['fields'][number];

/** What chamber and applicant said to each other about an application, the oldest first. */
export const messagesQuery = (id: string) =>
  queryOptions({
    queryKey: ['certificates', id, 'messages'],
    queryFn: ({ signal }) => call('GET /certificates/{id}/messages', { path: { id }, signal }),
  });

interface Said {
  readonly id: string;
  readonly text: string;
}

export const ask = ({ id, text }: Said, idempotencyKey: string) =>
  call('POST /certificates/{id}/questions', { path: { id }, body: { text }, idempotencyKey });

export const answer = ({ id, text }: Said, idempotencyKey: string) =>
  call('POST /certificates/{id}/answers', { path: { id }, body: { text }, idempotencyKey });

interface ChangeRequest {
  readonly id: string;
  readonly fields: readonly FieldWish[];
  /** Empty: nothing besides. */
  readonly text: string;
}

export const requestChanges = ({ id, fields, text }: ChangeRequest, idempotencyKey: string) =>
  call('POST /certificates/{id}/change-requests', {
    path: { id },
    body: { fields, ...(text !== '' && { text }) },
    idempotencyKey,
  });

/** What the applicant is asked to change now; undefined: nothing. */
export const openRequest = (messages: readonly Message[]): Message | undefined =>
  messages.findLast(({ kind }) => kind === 'changes');
