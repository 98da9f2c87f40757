import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { checkDraft } from '../certificates/index.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { checkIfMatch, etagOf } from '../http/if-match.ts';
import { pageOf, pageQuery, toPage } from '../http/page.ts';
import { problem } from '../http/problem.ts';
import { type Reply, type Route, route } from '../http/route.ts';
import { fromTimeCursor, timeCursorSchema, toTimeCursor } from '../http/time-cursor.ts';
import { type Book, contentSchemas, entryName, entrySchema, listedEntrySchema, mostEntries } from './book.ts';
import { bookStore, type Entry, type ListedEntry } from './book-store.ts';

const tag = 'Address books';
const params = z.strictObject({ id: z.uuid().toLowerCase() });

interface Shelf {
  readonly book: Book;
  readonly path: `/${string}`;
  /** `template`, `templates`: what one and many are called. */
  readonly one: string;
  readonly many: string;
}

const shelves: readonly Shelf[] = [
  { book: 'template', path: '/templates', one: 'template', many: 'templates' },
  { book: 'party', path: '/parties', one: 'party', many: 'parties' },
  { book: 'product', path: '/products', one: 'product', many: 'products' },
];

/** What an organisation keeps to write applications from: one set of routes for each book. */
export function createBookRoutes(context: Pick<AppContext, 'now'>): Route[] {
  return shelves.flatMap((shelf) => createShelfRoutes(shelf, context));
}

function createShelfRoutes({ book, path, one, many }: Shelf, { now }: Pick<AppContext, 'now'>): Route[] {
  const body = z.strictObject({ name: entryName, content: contentSchemas[book] });
  const schema = entrySchema(book);
  const found = async (trx: Trx, id: string): Promise<Entry> => {
    const entry = await bookStore.find(trx, book, id);
    if (entry === undefined) throw problem('not_found', { what: one });
    return entry;
  };
  return [
    route({
      method: 'get',
      path,
      tag,
      summary: `The ${many} that your organisation keeps, the latest first`,
      access: 'certificate:apply',
      query: z.strictObject({
        ...pageQuery(timeCursorSchema),
        q: z
          .string()
          .min(1)
          .max(100)
          .refine((text) => !/\p{Cc}/u.test(text), 'Text without control characters.')
          .optional()
          .meta({ description: 'Words of the name.' }),
      }),
      responses: { 200: { description: 'A page.', schema: pageOf(listedEntrySchema) } },
      handler: async ({ query: { after, limit, q }, read }) => {
        const cursor = after === undefined ? undefined : fromTimeCursor(after);
        const entries = await read((trx) =>
          bookStore.list(trx, book, { q, after: cursor, limit: limit + 1 }),
        );
        const { rows, next } = toPage(entries, limit, toTimeCursor);
        return { status: 200, body: { items: rows.map(toListed), next } };
      },
    }),
    route({
      method: 'post',
      path,
      tag,
      summary: `Keep a ${one} under a name`,
      access: 'certificate:apply',
      idempotent: true,
      body,
      responses: { 201: { description: 'Kept.', schema } },
      handler: ({ body: { name, content }, principal, write }) =>
        write(async (trx) => {
          checkTemplate(book, content);
          if ((await bookStore.count(trx, book)) >= mostEntries)
            throw problem('limit_reached', { limit: mostEntries, what: many });
          const entry = { id: randomUUID(), name, content, createdAt: now() };
          await bookStore.insert(trx, { ...entry, book, organisationId: principal.organisationId });
          const reply = toReply(201, { ...entry, version: 1 });
          return { ...reply, headers: { ...reply.headers, location: `/api/v1${path}/${entry.id}` } };
        }),
    }),
    route({
      method: 'get',
      path: `${path}/{id}`,
      tag,
      summary: `A ${one}`,
      access: 'certificate:apply',
      params,
      responses: { 200: { description: 'With what is kept; its ETag counts changes.', schema } },
      handler: ({ path: { id }, read }) => read(async (trx) => toReply(200, await found(trx, id))),
    }),
    route({
      method: 'put',
      path: `${path}/{id}`,
      tag,
      summary: `Write a ${one} anew (If-Match)`,
      access: 'certificate:apply',
      conditional: true,
      params,
      body,
      responses: { 200: { description: 'As it is now.', schema } },
      handler: ({ path: { id }, body: { name, content }, header, write }) =>
        write(async (trx) => {
          checkTemplate(book, content);
          const entry = await bookStore.lock(trx, book, id);
          if (entry === undefined) throw problem('not_found', { what: one });
          checkIfMatch(header('if-match'), entry.version);
          await bookStore.update(trx, id, { name, content });
          return toReply(200, await found(trx, id));
        }),
    }),
    route({
      method: 'delete',
      path: `${path}/{id}`,
      tag,
      summary: `Forget a ${one}; what was written from it stays`,
      access: 'certificate:apply',
      params,
      responses: { 204: { description: 'Forgotten.' } },
      handler: ({ path: { id }, write }) =>
        write(async (trx) => {
          await found(trx, id);
          await elevated(trx, (trx) => bookStore.delete(trx, id));
          return { status: 204 };
        }),
    }),
  ];
}

/** What of it would be wrong in a draft; what is missing is not. @throws invalid_request */
function checkTemplate(book: Book, content: unknown): void {
  if (book === 'template')
    checkDraft((content as { application: unknown }).application, '/content/application', 'origin');
}

const toListed = ({ id, name, createdAt }: ListedEntry) => ({ id, name, createdAt: createdAt.toISOString() });
const toReply = (status: number, entry: Entry): Reply => ({
  status,
  headers: { etag: etagOf(entry.version) },
  body: { ...toListed(entry), version: entry.version, content: entry.content },
});
