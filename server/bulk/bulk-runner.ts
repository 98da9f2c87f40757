import { randomUUID } from 'node:crypto';
import { setImmediate, setTimeout } from 'node:timers/promises';
import { certificateStore, submitTogether } from '../certificates/index.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { Problem } from '../http/problem.ts';
import { organisationStore } from '../organisations/index.ts';
import { checkSignatory } from '../undertakings/index.ts';
import { bulkStore, type ClaimedRun, type DoneRow, type KnownReference } from './bulk-store.ts';
import type { Candidate, ReadFile, RowError } from './candidate.ts';
import { jsonCandidates } from './json-candidates.ts';
import { type Judged, judge, type Submitting } from './judge.ts';
import { readCsv } from './read-csv.ts';
import { readJson } from './read-json.ts';
import { readXlsx } from './read-xlsx.ts';
import { UnreadableFile } from './sheet.ts';
import { sheetCandidates } from './sheet-candidates.ts';

/** Works on files of applications, one after the other, in the order in which they came. */
export interface BulkRunner {
  start(): void;
  /** There is something to do. */
  wake(): void;
  /** Ends after the step under way; whoever starts next goes on from there. */
  stop(): Promise<void>;
}

/** Applications that are taken in one transaction: all or none of them, with the progress of the run. */
const atOnce = 100;
/** Others get their turn after so many. */
const judgedAtOnce = 10;
/** Between looks for runs that another process left. */
const idleMs = 1_000;
const keptDays = 90;

type RunnerContext = Pick<AppContext, 'database' | 'logger' | 'codeLists' | 'now'>;

export function createBulkRunner({ database, logger, codeLists, now }: RunnerContext): BulkRunner {
  let running: Promise<void> | undefined;
  let isStopping = false;
  let alarm = new AbortController();

  const work = async (): Promise<void> => {
    let forgottenAt = 0;
    while (!isStopping) {
      try {
        const run = await database.asSystem((trx) => bulkStore.claim(trx));
        if (run !== undefined) {
          await doRun(run);
          continue;
        }
        if (now().getTime() - forgottenAt > 3_600_000) {
          forgottenAt = now().getTime();
          const before = new Date(forgottenAt - keptDays * 86_400_000);
          await database.asSystem((trx) => bulkStore.forget(trx, before));
        }
      } catch (err) {
        logger.warn({ err }, 'a bulk run was interrupted; it goes on from where it was');
      }
      await setTimeout(idleMs, undefined, { signal: alarm.signal, ref: false }).catch(() => undefined);
      if (!isStopping) alarm = new AbortController();
    }
  };

  const doRun = async (run: ClaimedRun): Promise<void> => {
    const actor = { organisationId: run.applicantId };
    const file = await read(run);
    if (typeof file === 'string') {
      await database.as(actor, (trx) => bulkStore.setFailed(trx, run.id, file, now()));
      return;
    }
    const { candidates, headers, rows } = file;
    await database.as(actor, (trx) =>
      bulkStore.setRead(trx, run.id, { headers, rows, applications: candidates.length }),
    );
    const chamber = await database.as(actor, (trx) => organisationStore.find(trx, run.chamberId));
    const chamberCountry = chamber?.country ?? '';
    let done = run.applicationsDone;
    while (done < candidates.length) {
      if (isStopping) {
        await database.as(actor, (trx) => bulkStore.release(trx, run.id));
        return;
      }
      const chosen = candidates.slice(done, done + atOnce);
      const submitting = run.submission === null ? undefined : { chamberCountry, at: now(), codeLists };
      const judged = await judgeAll(chosen, run.chamberId, submitting);
      const isOurs = await database.as(actor, (trx) =>
        take(trx, run, {
          done,
          chosen,
          judged,
          isLast: done + chosen.length === candidates.length,
          at: now(),
        }),
      );
      if (!isOurs) return;
      done += chosen.length;
    }
  };

  /** The file, or why it cannot be read. */
  const read = async ({ id, format, content }: ClaimedRun): Promise<ReadFile | string> => {
    try {
      if (format === 'json') return jsonCandidates(readJson(content));
      const file = sheetCandidates(await (format === 'csv' ? readCsv(content) : readXlsx(content)));
      if (file.candidates.length === 0) throw new UnreadableFile('There are no rows below the headers.');
      return file;
    } catch (err) {
      if (err instanceof UnreadableFile) return err.message;
      // Whoever wrote it may have wanted this: the file ends here, and the server goes on.
      logger.error({ err, run: id }, 'a file of applications broke its reader');
      return 'The file could not be read.';
    }
  };

  return {
    start() {
      running ??= work();
    },
    wake: () => alarm.abort(),
    async stop() {
      isStopping = true;
      alarm.abort();
      await running;
    },
  };
}

async function judgeAll(
  chosen: readonly Candidate[],
  chamberId: string,
  submitting: Submitting | undefined,
): Promise<Judged[]> {
  const judged: Judged[] = [];
  for (const [index, candidate] of chosen.entries()) {
    if (index % judgedAtOnce === 0) await setImmediate();
    judged.push(judge(candidate, chamberId, submitting));
  }
  return judged;
}

interface Step {
  readonly done: number;
  readonly chosen: readonly Candidate[];
  readonly judged: readonly Judged[];
  readonly isLast: boolean;
  readonly at: Date;
}

/** Drafts, references, outcomes and progress in one transaction. @returns false when the run is another's by now */
async function take(trx: Trx, run: ClaimedRun, step: Step): Promise<boolean> {
  const { chosen, judged, at } = step;
  await bulkStore.lockReferences(trx, run.applicantId);
  const unsigned = await signatoryMissing(trx, run, at);
  const wanted = judged.flatMap((one) => (one.ok ? [one.reference] : []));
  const known = new Map((await bulkStore.references(trx, wanted)).map((one) => [one.reference, one]));
  const drafts: { id: string; application: object }[] = [];
  const added: KnownReference[] = [];
  const rows = chosen.flatMap((candidate, index): DoneRow[] => {
    const one = judged[index];
    if (one === undefined || !one.ok) return refuse(candidate, one?.errors ?? []);
    if (unsigned !== undefined) return refuse(candidate, [wholeOf(candidate, unsigned)]);
    const before = known.get(one.reference);
    if (before !== undefined && !before.digest.equals(one.digest))
      return refuse(candidate, [taken(candidate)]);
    const certificateId = before?.certificateId ?? randomUUID();
    if (before === undefined) {
      const reference = { reference: one.reference, digest: one.digest, certificateId };
      drafts.push({ id: certificateId, application: one.application });
      added.push(reference);
      known.set(one.reference, reference);
    }
    return outcomes(candidate, before === undefined ? 'accepted' : 'repeated', certificateId);
  });
  const more = chosen.length;
  if (!(await bulkStore.advance(trx, { id: run.id, done: step.done, more, isLast: step.isLast, at }, rows)))
    return false;
  const { applicantId, chamberId } = run;
  await certificateStore.insertDrafts(trx, drafts, { applicantId, chamberId, createdAt: at });
  if (run.submission !== null) {
    const { declaration } = run.submission;
    await submitTogether(trx, drafts, { applicantId, chamberId, kind: 'origin', declaration, at });
  }
  await bulkStore.insertReferences(trx, applicantId, added);
  await bulkStore.insertRows(trx, run, rows);
  return true;
}

/** Why the chamber would not take a submission from whoever declared for the file: an undertaking can end meanwhile. */
async function signatoryMissing(
  trx: Trx,
  { submission, applicantId, chamberId }: ClaimedRun,
  at: Date,
): Promise<string | undefined> {
  if (submission === null) return undefined;
  const { principal, signatoryId } = submission;
  try {
    const declarer = { ...principal, organisationId: applicantId };
    await checkSignatory(trx, declarer, { chamberId, signatoryId, at }, 'query');
    return undefined;
  } catch (refusal) {
    if (refusal instanceof Problem) return refusal.message;
    throw refusal;
  }
}

/** Of an application, not of one of its cells. */
const wholeOf = ({ rows }: Candidate, detail: string): RowError => ({
  ...{ row: rows[0]?.row ?? 0, cell: null, column: null, pointer: '' },
  detail,
});

const taken = (candidate: Candidate): RowError => ({
  ...wholeOf(
    candidate,
    'This reference was used for another application: an application that was taken is changed on its own page.',
  ),
  column: 'reference',
});

const outcomes = (
  { reference, rows }: Candidate,
  outcome: 'accepted' | 'repeated',
  certificateId: string,
): DoneRow[] =>
  rows.map(({ row }) => ({ row, reference, outcome, certificateId, errors: null, cells: null }));

/** All rows of an application are refused together: there is no half of one. */
function refuse({ reference, rows }: Candidate, errors: readonly RowError[]): DoneRow[] {
  return rows.map(({ row, cells }) => {
    const own = errors.filter((error) => error.row === row).map(({ row: _, ...error }) => error);
    const others = [...new Set(errors.map((error) => error.row))].join(', ');
    const together = {
      cell: null,
      column: null,
      pointer: '',
      detail: `It belongs to an application that is refused for row ${others}.`,
    };
    return {
      row,
      reference,
      outcome: 'refused',
      certificateId: null,
      errors: own.length > 0 ? own : [together],
      cells,
    };
  });
}
