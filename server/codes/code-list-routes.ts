import { z } from 'zod';
import type { AppContext } from '../context.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { lineOfText } from '../http/text.ts';
import { listNames, type SourcedList } from './code-lists.ts';
import { hsEditions } from './read-hs.ts';

const headShape = {
  list: z.enum(listNames),
  name: z.string(),
  source: z.string().meta({ description: 'Where the list is from.' }),
  edition: z.string().nullable().meta({ description: 'Where its publisher numbers them: 2026-1, 2022.' }),
  date: z.iso.date().meta({ description: 'When it was published, or else taken.' }),
  entries: z.int().meta({ description: 'Of the whole list.' }),
};
const headSchema = z.strictObject(headShape).meta({ id: 'CodeList' });
const foundSchema = z
  .strictObject({
    ...headShape,
    items: z.array(
      z.strictObject({ code: z.string(), name: z.string().meta({ description: 'In English.' }) }),
    ),
  })
  .meta({ id: 'FoundCodes' });

/** Code lists of the form's fields, to choose from by name: for pages and for whoever writes applications. */
export function createCodeListRoutes({ codeLists }: Pick<AppContext, 'codeLists'>): Route[] {
  const head = (list: (typeof listNames)[number], found: SourcedList) => {
    const { name, source, edition, date, size } = found;
    return { list, name, source, edition, date, entries: size };
  };
  return [
    route({
      method: 'get',
      path: '/codes',
      tag: 'Codes',
      summary: 'Code lists, and where they are from; the Harmonized System where the operator brought it in',
      access: 'signed-in',
      responses: {
        200: { description: 'All of them.', schema: z.strictObject({ items: z.array(headSchema) }) },
      },
      handler: async () => {
        const items = listNames.flatMap((name) => {
          const found = codeLists.list(name);
          return found === undefined ? [] : [head(name, found)];
        });
        return { status: 200, body: { items } };
      },
    }),
    route({
      method: 'get',
      path: '/codes/{list}',
      tag: 'Codes',
      summary: 'Find codes by their beginning or by name; the best first',
      access: 'signed-in',
      params: z.strictObject({ list: z.enum(listNames) }),
      query: z.strictObject({
        q: lineOfText(100).optional(),
        limit: z.coerce.number().int().min(1).max(200).default(30),
        edition: z
          .enum(hsEditions)
          .optional()
          .meta({ description: 'Of the Harmonized System; the one in force unless said.' }),
      }),
      responses: { 200: { description: 'What was found.', schema: foundSchema } },
      handler: async ({ path: { list }, query: { q, limit, edition } }) => {
        const found = codeLists.list(list, edition);
        if (found === undefined) throw problem('not_found', { what: 'code list' });
        return { status: 200, body: { ...head(list, found), items: found.find(q ?? '', limit) } };
      },
    }),
  ];
}
