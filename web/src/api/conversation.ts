import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { addressOf, call, type Result } from './http.ts';
import { paging } from './paging.ts';
import type { Operations } from './schema.ts';
import { idempotent, upload } from './upload.ts';

export type Conversation = Result<'GET /pouches/{id}/conversation'>;
export type PouchMessage = Result<'GET /pouches/{id}/messages'>['items'][number];

/** A pouch, by its own id and by that of its record, by which changes are told. */
export interface PouchRef {
  readonly id: string;
  readonly recordId: string;
}

/** Who reads what is written about a pouch, and how much there is about each document. */
export const conversationQuery = ({ id, recordId }: PouchRef) =>
  queryOptions({
    queryKey: ['conversation', recordId],
    queryFn: ({ signal }) => call('GET /pouches/{id}/conversation', { path: { id }, signal }),
  });

/** The latest first. @param documentId about this document alone */
export const pouchMessagesQuery = ({ id, recordId }: PouchRef, documentId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['messages', recordId, { documentId }],
    queryFn: ({ signal, pageParam }) =>
      call('GET /pouches/{id}/messages', { path: { id }, query: { documentId, after: pageParam }, signal }),
    ...paging,
  });

export type NewMessage = Operations['POST /pouches/{id}/messages']['body'] & { readonly pouchId: string };

export const writeMessage = ({ pouchId, ...body }: NewMessage, idempotencyKey: string) =>
  call('POST /pouches/{id}/messages', { path: { id: pouchId }, body, idempotencyKey });

export const readMessages = ({ pouchId, ids }: { pouchId: string; ids: readonly string[] }) =>
  call('POST /pouches/{id}/message-readings', { path: { id: pouchId }, body: { ids } });

/** As the server has it (server/messages/message.ts). */
export const mostAttachments = 10;

export const attachFile = (
  { pouchId, file }: { readonly pouchId: string; readonly file: File },
  idempotencyKey: string,
  onProgress: (sent: number) => void,
) =>
  upload(
    'POST /pouches/{id}/message-attachments',
    {
      path: { id: pouchId },
      query: { name: file.name.trim().slice(0, 200) },
      body: file,
      headers: idempotent(idempotencyKey),
    },
    onProgress,
  );

export const attachmentAddress = (id: string, attachmentId: string): string =>
  addressOf('GET /messages/{id}/attachments/{attachmentId}/content', { path: { id, attachmentId } });
