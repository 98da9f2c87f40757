import { createHash, randomUUID } from 'node:crypto';
import { buffer } from 'node:stream/consumers';
import { z } from 'zod';
import { declarationVersion } from '../../core/declaration.ts';
import { spokenLanguages } from '../../core/spoken-languages.ts';
import type { Principal } from '../access/scopes.ts';
import { declared } from '../certificates/index.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import type { BulkSubmission } from '../database/tables-certificates.ts';
import { pageOf } from '../http/page.ts';
import { problem } from '../http/problem.ts';
import { type Route, route } from '../http/route.ts';
import { lineOfText } from '../http/text.ts';
import { invalidField } from '../http/validate.ts';
import { organisationStore } from '../organisations/index.ts';
import { checkSignatory } from '../undertakings/index.ts';
import { type RunResource, rowsQuery, runParams, runRowSchema, runSchema, runsQuery } from './bulk-run.ts';
import type { BulkRunner } from './bulk-runner.ts';
import { bulkStore } from './bulk-store.ts';
import { bulkViews } from './bulk-views.ts';
import { whyColumn } from './columns.ts';
import { limits } from './sheet.ts';
import { csvTemplate, xlsxTemplate } from './template.ts';
import { csvLine, csvStart } from './write-csv.ts';

const tag = 'Bulk applications';
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const formats = { 'text/csv': 'csv', [xlsx]: 'xlsx', 'application/json': 'json' } as const;
const upload = { mediaTypes: Object.keys(formats), maximumBytes: limits.bytes };

/** Of one organisation: they are worked on one after the other. */
const mostOpen = 5;

const newRunQuery = z.strictObject({
  chamberId: z.uuid().toLowerCase(),
  name: lineOfText(200),
  declaration: z.literal(declarationVersion).optional().meta({
    description:
      'Version of the declaration of a submission: who sends it accepts that for every application of the file, and what is taken is submitted at once. Left out: drafts.',
  }),
  language: z
    .enum(spokenLanguages)
    .optional()
    .meta({ description: 'In which the declaration was read; with it.' }),
  signatoryId: z.uuid().toLowerCase().optional().meta({
    description: 'As of a single submission: the signatory that a system declares for.',
  }),
});

/** What is declared for the whole file; null: drafts. @throws as a single submission, before anything is taken */
async function submissionOf(
  trx: Trx,
  principal: Principal,
  { chamberId, declaration: version, language, signatoryId }: z.output<typeof newRunQuery>,
  at: Date,
): Promise<BulkSubmission | null> {
  if (version === undefined) {
    if (language === undefined && signatoryId === undefined) return null;
    throw invalidField('/declaration', 'The version of the declaration that is accepted.', 'query', {
      code: 'missing',
    });
  }
  if (language === undefined)
    throw invalidField('/language', 'In which the declaration was read.', 'query', { code: 'missing' });
  const { kind, id } = principal;
  const onBehalfOf = await checkSignatory(trx, principal, { chamberId, signatoryId, at }, 'query');
  const accepted = { accepted: true, version, language } as const;
  return {
    declaration: declared(principal, accepted, { kind: 'origin', onBehalfOf }),
    principal: { kind, id },
    ...(signatoryId !== undefined && { signatoryId }),
  };
}

/** Files of many applications (docs/bulk.md). */
export function createBulkRoutes(
  { now }: Pick<AppContext, 'now'>,
  runner: Pick<BulkRunner, 'wake'>,
): Route[] {
  return [
    route({
      method: 'post',
      path: '/bulk-runs',
      tag,
      summary:
        'Apply for many certificates with a file (CSV, XLSX, JSON): each application becomes a draft, or is submitted at once, or is refused',
      access: 'certificate:apply',
      idempotent: true,
      query: newRunQuery,
      body: upload,
      responses: {
        202: { description: 'The run; ask for it again to see how far it is.', schema: runSchema },
      },
      handler: async ({ query, body, header, principal, write }) => {
        const content = await buffer(body);
        const digest = createHash('sha256').update(content).digest();
        const reply = await write(async (trx) => {
          await requireChamber(trx, query.chamberId);
          const submission = await submissionOf(trx, principal, query, now());
          if ((await bulkStore.countOpen(trx)) >= mostOpen)
            throw problem('too_many_requests', { seconds: 10 }, { headers: { 'retry-after': '10' } });
          const id = randomUUID();
          await bulkStore.insert(trx, {
            ...{ id, content, digest, submission, chamberId: query.chamberId, fileName: query.name },
            applicantId: principal.organisationId,
            startedBy: principal.name,
            format: formatOf(header('content-type')),
            createdAt: now(),
          });
          return {
            status: 202,
            headers: { location: `/api/v1/bulk-runs/${id}` },
            body: await found(trx, id),
          };
        }, digest);
        runner.wake();
        return reply;
      },
    }),
    route({
      method: 'get',
      path: '/bulk-runs',
      tag,
      summary: 'Runs, the latest first',
      access: 'certificate:apply',
      query: runsQuery,
      responses: { 200: { description: 'A page.', schema: pageOf(runSchema) } },
      handler: async ({ query, read }) => ({
        status: 200,
        body: await read((trx) => bulkViews.runs(trx, query)),
      }),
    }),
    route({
      method: 'get',
      path: '/bulk-runs/{id}',
      tag,
      summary: 'A run: how far it is, and what came of it',
      access: 'certificate:apply',
      params: runParams,
      responses: { 200: { description: 'The run.', schema: runSchema } },
      handler: async ({ path, read }) => ({ status: 200, body: await read((trx) => found(trx, path.id)) }),
    }),
    route({
      method: 'get',
      path: '/bulk-runs/{id}/rows',
      tag,
      summary: 'What became of each row, with the cells that are wrong',
      access: 'certificate:apply',
      params: runParams,
      query: rowsQuery,
      responses: { 200: { description: 'A page, in the order of the file.', schema: pageOf(runRowSchema) } },
      handler: ({ path, query, read }) =>
        read(async (trx) => {
          await found(trx, path.id);
          return { status: 200, body: await bulkViews.rows(trx, path.id, query) };
        }),
    }),
    route({
      method: 'get',
      path: '/bulk-runs/{id}/refused',
      tag,
      summary:
        'The refused rows as CSV, with why: put right, it is the next file. Of a run of JSON it has the reasons alone',
      access: 'certificate:apply',
      params: runParams,
      responses: { 200: { description: 'CSV in UTF-8.', mediaType: 'text/csv' } },
      handler: async ({ path, read }) => {
        const { headers } = await read(async (trx) => {
          await found(trx, path.id);
          return { headers: await bulkViews.headers(trx, path.id) };
        });
        return {
          status: 200,
          headers: downloadOf('refused.csv', 'text/csv; charset=utf-8'),
          stream: refusedCsv(headers ?? [], (after) =>
            read((trx) => bulkViews.refused(trx, path.id, after, 500)),
          ),
        };
      },
    }),
    route({
      method: 'get',
      path: '/bulk-template',
      tag,
      summary: 'A file with all columns, to be filled in',
      access: 'certificate:apply',
      query: z.strictObject({ format: z.enum(['csv', 'xlsx']).default('xlsx') }),
      responses: { 200: { description: 'The file.', mediaType: xlsx } },
      handler: async ({ query: { format } }) => ({
        status: 200,
        headers: downloadOf(`applications.${format}`, format === 'csv' ? 'text/csv; charset=utf-8' : xlsx),
        stream: oneChunk(format === 'csv' ? csvTemplate() : xlsxTemplate()),
      }),
    }),
  ];
}

async function found(trx: Trx, id: string): Promise<RunResource> {
  const run = await bulkViews.run(trx, id);
  if (run === undefined) throw problem('not_found', { what: 'bulk run' });
  return run;
}

async function requireChamber(trx: Trx, id: string): Promise<void> {
  const chamber = await organisationStore.find(trx, id);
  if (chamber?.role === 'chamber') return;
  const errors = [{ in: 'query' as const, pointer: '/chamberId', detail: 'The id of a chamber.' }];
  throw problem('not_permitted_party', { why: 'certificates are applied for at a chamber' }, { errors });
}

function formatOf(contentType: string | undefined): (typeof formats)[keyof typeof formats] {
  const mediaType = (contentType ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
  const format = Object.entries(formats).find(([name]) => name === mediaType)?.[1];
  if (format === undefined)
    throw problem('unsupported_media_type', { expected: upload.mediaTypes.join(', ') });
  return format;
}

const downloadOf = (name: string, mediaType: string): Record<string, string> => ({
  'content-type': mediaType,
  'content-disposition': `attachment; filename="${name}"`,
  'x-content-type-options': 'nosniff',
});

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

type Refused = Awaited<ReturnType<typeof bulkViews.refused>>;

/** Page by page: no transaction stays open for as long as somebody takes to read. */
async function* refusedCsv(
  headers: readonly string[],
  pageAfter: (row: number) => Promise<Refused>,
): AsyncGenerator<Uint8Array> {
  const kept = headers.flatMap((header, place) => (header.toLowerCase() === whyColumn ? [] : [place]));
  yield Buffer.from(csvStart + csvLine([...kept.map((place) => headers[place] ?? ''), whyColumn]));
  for (let after = 0, page = await pageAfter(0); page.length > 0; page = await pageAfter(after)) {
    yield Buffer.from(
      page
        .map(({ row, cells, errors }) => {
          const why = (errors ?? []).map(({ cell, column, pointer, detail }) =>
            `${cell ?? `row ${row}`} ${column ?? pointer}: ${detail}`.trim(),
          );
          return csvLine([...kept.map((place) => cells?.[place] ?? ''), why.join(' | ')]);
        })
        .join(''),
    );
    after = page.at(-1)?.row ?? after;
  }
}
