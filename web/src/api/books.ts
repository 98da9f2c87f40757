import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { call } from './http.ts';
import { paging } from './paging.ts';
import type { Operations } from './schema.ts';

export type Book = 'template' | 'party' | 'product';

/** The server checks what is kept, as it checks the form that it comes from. */
interface Entry {
  readonly name: string;
  readonly content: object;
}

type Page = NonNullable<Operations['GET /templates']['query']>;
type Body<O extends keyof Operations> = Operations[O] extends { body: infer B } ? B : never;

const calls = {
  template: {
    list: (query: Page, signal: AbortSignal) => call('GET /templates', { query, signal }),
    read: (id: string) => call('GET /templates/{id}', { path: { id } }),
    keep: (body: Entry, idempotencyKey: string) =>
      call('POST /templates', { body: body as Body<'POST /templates'>, idempotencyKey }),
    write: (id: string, ifMatch: number, body: Entry) =>
      call('PUT /templates/{id}', { path: { id }, ifMatch, body: body as Body<'PUT /templates/{id}'> }),
    forget: (id: string) => call('DELETE /templates/{id}', { path: { id } }),
  },
  party: {
    list: (query: Page, signal: AbortSignal) => call('GET /parties', { query, signal }),
    read: (id: string) => call('GET /parties/{id}', { path: { id } }),
    keep: (body: Entry, idempotencyKey: string) =>
      call('POST /parties', { body: body as Body<'POST /parties'>, idempotencyKey }),
    write: (id: string, ifMatch: number, body: Entry) =>
      call('PUT /parties/{id}', { path: { id }, ifMatch, body: body as Body<'PUT /parties/{id}'> }),
    forget: (id: string) => call('DELETE /parties/{id}', { path: { id } }),
  },
  product: {
    list: (query: Page, signal: AbortSignal) => call('GET /products', { query, signal }),
    read: (id: string) => call('GET /products/{id}', { path: { id } }),
    keep: (body: Entry, idempotencyKey: string) =>
      call('POST /products', { body: body as Body<'POST /products'>, idempotencyKey }),
    write: (id: string, ifMatch: number, body: Entry) =>
      call('PUT /products/{id}', { path: { id }, ifMatch, body: body as Body<'PUT /products/{id}'> }),
    forget: (id: string) => call('DELETE /products/{id}', { path: { id } }),
  },
} as const;

/** Names of what is kept, the latest first. */
export const bookQuery = (book: Book, q?: string) =>
  infiniteQueryOptions({
    queryKey: ['books', book, q ?? ''],
    queryFn: ({ signal, pageParam }) => calls[book].list({ q, after: pageParam, limit: 200 }, signal),
    ...paging,
    staleTime: 60_000,
  });

export const templateQuery = (id: string) =>
  queryOptions({
    queryKey: ['books', 'template', 'content', id],
    queryFn: async () => (await calls.template.read(id)).content,
  });

/** What is kept under a name, to be put into a form. */
export const readEntry = async (book: Book, id: string): Promise<object> =>
  (await calls[book].read(id)).content;

export interface KeptEntry extends Entry {
  readonly id: string;
  readonly version: number;
}

export const entryQuery = (book: Book, id: string) =>
  queryOptions({
    queryKey: ['books', book, 'one', id],
    queryFn: async (): Promise<KeptEntry> => calls[book].read(id),
  });

interface ChangedEntry extends Entry {
  readonly book: Book;
  readonly id: string;
  /** The one that was read: another since then is not written over. */
  readonly version: number;
}

export const writeEntry = ({ book, id, version, ...entry }: ChangedEntry): Promise<unknown> =>
  calls[book].write(id, version, entry);

interface NewEntry extends Entry {
  readonly book: Book;
}

export const keepEntry = async (
  { book, ...entry }: NewEntry,
  idempotencyKey: string,
): Promise<{ readonly id: string }> => calls[book].keep(entry, idempotencyKey);

export const forgetEntry = ({ book, id }: { readonly book: Book; readonly id: string }) =>
  calls[book].forget(id);
