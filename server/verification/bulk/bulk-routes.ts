import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { OUTCOMES } from '../../../core/verdict.ts';
import type { Trx } from '../../database/database.ts';
import { pageOf, pageQuery, toPage } from '../../http/page.ts';
import { problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { fromTimeCursor, timeCursorSchema, toTimeCursor } from '../../http/time-cursor.ts';
import type { VerificationService } from '../verification-service.ts';
import { type Answer, answerSchema } from './answer.ts';
import { type Run, runStore } from './run-store.ts';
import { type Asking, type ManyContext, mostItems, verifyMany } from './verify-many.ts';

const tag = 'Verification';
const ndjson = 'application/x-ndjson';
/** At the same moment: of an organisation, and in this process. */
const atOnce = { organisation: 2, process: 8 };

const runSchema = z
  .strictObject({
    id: z.uuid(),
    askedBy: z.string(),
    items: z.int(),
    outcomes: z
      .partialRecord(z.enum(OUTCOMES), z.int())
      .meta({ description: 'The rest could not be read or found.' }),
    startedAt: z.iso.datetime(),
    endedAt: z.iso.datetime().nullable().meta({ description: 'Null: under way, or cut off.' }),
    complete: z.boolean(),
  })
  .meta({ id: 'VerificationRun' });

/** For customs platforms: many at once, each told to the trail of its record with who asked. */
export function createBulkVerificationRoutes(context: ManyContext, service: VerificationService): Route[] {
  const running = new Map<string, number>();
  const enter = (organisationId: string): (() => void) => {
    const own = running.get(organisationId) ?? 0;
    const all = [...running.values()].reduce((sum, count) => sum + count, 0);
    if (own >= atOnce.organisation || all >= atOnce.process)
      throw problem('too_many_requests', { seconds: 10 }, { headers: { 'retry-after': '10' } });
    running.set(organisationId, own + 1);
    return () => {
      const left = (running.get(organisationId) ?? 1) - 1;
      if (left > 0) running.set(organisationId, left);
      else running.delete(organisationId);
    };
  };

  return [
    route({
      method: 'post',
      path: '/verifications',
      tag,
      summary:
        'Verify up to 10,000 at once: newline-delimited JSON, an item to a line ({id?, bundle, fileDigest?} or {id?, credential} or {id?, number, code} or {id?, digest}), an answer to a line, in order, while you send. Read while you send.',
      access: 'record:read',
      query: z.strictObject({
        detail: z
          .enum(['brief', 'full'])
          .default('brief')
          .meta({ description: '`full`: each verdict whole, with its checks.' }),
        watch: z
          .enum(['true', 'false'])
          .default('false')
          .meta({ description: 'Watch what is found, for a year.' }),
      }),
      body: { mediaTypes: [ndjson], maximumBytes: 512 * 1024 * 1024 },
      responses: {
        200: {
          description: `An answer for each of at most ${mostItems} items, then the end.`,
          schema: answerSchema,
          mediaType: ndjson,
        },
      },
      handler: async ({ body, query, principal, read, stillMay }) => {
        const leave = enter(principal.organisationId);
        try {
          const id = randomUUID();
          const startedAt = context.now();
          const { organisationId, id: personId, name: askedBy } = principal;
          await read((trx) => runStore.insert(trx, { id, organisationId, personId, askedBy, startedAt }));
          const asking = { principal, read, lines: body as AsyncIterable<Buffer>, detail: query.detail };
          const stream = answersOf(id, { ...asking, watch: query.watch === 'true', stillMay }, leave);
          return { status: 200, headers: { 'content-type': ndjson }, stream };
        } catch (error) {
          leave();
          throw error;
        }
      },
    }),

    route({
      method: 'get',
      path: '/verifications',
      tag,
      summary: 'When our people and systems verified many at once, and what came of it; kept for a year',
      access: 'record:read',
      query: z.strictObject(pageQuery(timeCursorSchema)),
      responses: { 200: { description: 'The latest first.', schema: pageOf(runSchema) } },
      handler: async ({ query, read }) => {
        const { limit } = query;
        const after = query.after === undefined ? undefined : fromTimeCursor(query.after);
        const runs = await read((trx) => runStore.list(trx, { after, limit: limit + 1 }));
        const { rows, next } = toPage(runs, limit, ({ id, startedAt }) =>
          toTimeCursor({ id, createdAt: startedAt }),
        );
        return { status: 200, body: { items: rows.map(runView), next } };
      },
    }),
  ];

  /** Ends with its last line, or when whoever asked has gone or may no longer; either way the run is written down. */
  async function* answersOf(
    id: string,
    asking: Asking & { stillMay(): Promise<boolean> },
    leave: () => void,
  ): AsyncGenerator<Buffer> {
    const outcomes: Record<string, number> = {};
    let items = 0;
    let judged = 0;
    let complete = false;
    try {
      for await (const part of verifyMany(context, service, asking)) {
        items += part.answers.length;
        judged += part.outcomes.length;
        for (const outcome of part.outcomes) outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
        yield Buffer.from(part.answers.map(toLine).join(''));
        if (!(await asking.stillMay())) throw problem('not_signed_in');
      }
      complete = true;
      yield Buffer.from(toLine({ end: { run: id, items, outcomes, refused: items - judged } }));
    } finally {
      leave();
      const end = { items, outcomes, endedAt: context.now(), complete };
      await asking.read((trx: Trx) => runStore.end(trx, id, end));
    }
  }
}

const toLine = (answer: Answer): string => `${JSON.stringify(answer)}\n`;

const runView = ({ startedAt, endedAt, ...run }: Run) => ({
  ...run,
  startedAt: startedAt.toISOString(),
  endedAt: endedAt?.toISOString() ?? null,
});
