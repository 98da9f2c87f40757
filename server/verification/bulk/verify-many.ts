import { RecordId } from '../../../core/ids.ts';
import type { Outcome } from '../../../core/verdict.ts';
import type { Principal } from '../../access/scopes.ts';
import type { AppContext } from '../../context.ts';
import { elevated, type Trx } from '../../database/database.ts';
import type { Standing } from '../../database/tables.ts';
import { Problem, problem } from '../../http/problem.ts';
import { toBytes } from '../../records/bytes.ts';
import { lastsMs, mostWatches, watchStore } from '../../watches/index.ts';
import type { VerdictAnswer } from '../verdict-schema.ts';
import type { VerificationService } from '../verification-service.ts';
import { type Answer, briefOf, refusal } from './answer.ts';
import { type Item, mostItemBytes, readItem } from './item.ts';
import { type Line, linesOf } from './lines.ts';
import { type RecordContext, recordVerified } from './record.ts';
import { type Question, resolve } from './resolve.ts';

export const mostItems = 10_000;
/** Verified together: what a request holds in memory, and a transaction locks. */
const together = { items: 100, bytes: 4 * 1024 * 1024 };

export type ManyContext = Pick<AppContext, 'database' | 'deployment'> & RecordContext;

export interface Asking {
  readonly principal: Principal;
  readonly lines: AsyncIterable<Buffer>;
  readonly detail: 'brief' | 'full';
  /** Whether what was found is to be watched from now on. */
  readonly watch: boolean;
  read<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
}

/** What came of a part of the items. */
export interface Part {
  readonly answers: readonly Answer[];
  readonly outcomes: readonly Outcome[];
}

/**
 * Verifies item after item as they arrive, a part at a time: looked up in one transaction, judged with the code that
 * judges one, told to the trails in a second, and then answered in order. The next part is read when this one was taken.
 */
export async function* verifyMany(
  context: ManyContext,
  service: VerificationService,
  asking: Asking,
): AsyncGenerator<Part> {
  for await (const items of partsOf(asking.lines)) {
    const questions = await context.database.asSystem((trx) => resolve(trx, context.deployment, items));
    const verdicts = await Promise.all(questions.map((question) => judge(service, question)));
    const watches = await keep(context, asking, items, verdicts);
    yield {
      answers: items.map((item, index): Answer => {
        const verdict = verdicts[index] ?? problem('internal');
        if (verdict instanceof Problem) return refusal(item, verdict);
        const recordId = verdict.facts?.recordId ?? null;
        const { position, id } = item;
        const shown = asking.detail === 'full' ? verdict : briefOf(verdict);
        const watch = recordId === null ? null : (watches.get(recordId) ?? null);
        return { position, id, recordId, verdict: shown, watch };
      }),
      outcomes: verdicts.flatMap((one) => (one instanceof Problem ? [] : [one.outcome])),
    };
  }
}

async function judge(
  service: VerificationService,
  question: Question | Problem,
): Promise<VerdictAnswer | Problem> {
  if (question instanceof Problem) return question;
  return 'recorded' in question
    ? service.ofRecorded(question.recorded, question.digest)
    : service.ofBundle(question.bundle, { fileDigest: question.fileDigest });
}

/** Tells the trails, and begins the watches that are wanted: what is answered was kept. */
async function keep(
  context: ManyContext,
  { principal, watch, read }: Asking,
  items: readonly Item[],
  verdicts: readonly (VerdictAnswer | Problem)[],
) {
  const found = verdicts.flatMap((verdict, index) => {
    const recordId = verdict instanceof Problem ? undefined : verdict.facts?.recordId;
    if (verdict instanceof Problem || recordId === undefined) return [];
    return [
      { recordId, outcome: verdict.outcome, block: verdict.block, reference: items[index]?.id ?? null },
    ];
  });
  const watches = new Map<RecordId, { id: string; status: Standing }>();
  if (found.length === 0) return watches;
  return read((trx) =>
    elevated(trx, async (system) => {
      const known = await recordVerified(system, context, principal, found);
      if (!watch || known.size === 0) return watches;
      const at = context.now();
      const { organisationId, name } = principal;
      const room = mostWatches - (await watchStore.count(system, at, organisationId));
      // Of several items about one record the first gives it its name.
      const references = new Map(found.toReversed().map(({ recordId, reference }) => [recordId, reference]));
      const begun = await watchStore.begin(
        system,
        { organisationId, name, at, endsAt: new Date(at.getTime() + lastsMs.usual) },
        [...known].slice(0, Math.max(0, room)).map((recordId) => ({
          recordId: toBytes(recordId),
          reference: references.get(recordId) ?? null,
        })),
      );
      for (const { id, recordId, status } of begun) watches.set(RecordId.of(recordId), { id, status });
      return watches;
    }),
  );
}

/** What comes after the last item that is taken is refused as one, and not read. */
async function* partsOf(lines: AsyncIterable<Buffer>): AsyncGenerator<Item[]> {
  let items: Item[] = [];
  let bytes = 0;
  let position = 0;
  const sizeOf = (line: Line) => ('bytes' in line ? line.bytes.length : 0);
  for await (const line of linesOf(lines, mostItemBytes)) {
    position += 1;
    if (position > mostItems) {
      const error = problem('limit_reached', { limit: mostItems, what: 'items in this request' });
      yield [...items, { position, id: null, exhibit: error }];
      return;
    }
    items.push(readItem(line, position));
    bytes += sizeOf(line);
    if (items.length < together.items && bytes < together.bytes) continue;
    yield items;
    items = [];
    bytes = 0;
  }
  if (items.length > 0) yield items;
}
