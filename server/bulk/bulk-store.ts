import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { BulkError, Tables } from '../database/tables.ts';
import type { BulkSubmission } from '../database/tables-certificates.ts';

type Format = Tables['bulk_runs']['format'];
type RowOutcome = Tables['bulk_rows']['outcome'];

export interface NewRun {
  readonly id: string;
  readonly applicantId: string;
  readonly chamberId: string;
  readonly startedBy: string;
  readonly fileName: string;
  readonly format: Format;
  readonly content: Buffer;
  readonly digest: Buffer;
  /** Where what is taken is submitted at once. */
  readonly submission: BulkSubmission | null;
  readonly createdAt: Date;
}

/** A run that this process works on. */
export interface ClaimedRun {
  readonly id: string;
  readonly applicantId: string;
  readonly chamberId: string;
  readonly format: Format;
  readonly content: Buffer;
  readonly submission: BulkSubmission | null;
  readonly applicationsDone: number;
}

export interface DoneRow {
  readonly row: number;
  readonly reference: string | null;
  readonly outcome: RowOutcome;
  readonly certificateId: string | null;
  readonly errors: readonly BulkError[] | null;
  readonly cells: readonly string[] | null;
}

export interface KnownReference {
  readonly reference: string;
  readonly digest: Buffer;
  readonly certificateId: string;
}

/** How long a process is believed to be at work without a sign of it. */
const leaseSeconds = 15;
const lease = sql<Date>`now() + make_interval(secs => ${leaseSeconds})`;

/** Under the applicant's row-level security, but for `claim` and `forget`: those as the system. */
export const bulkStore = {
  async insert(trx: Trx, run: NewRun): Promise<void> {
    await trx
      .insertInto('bulk_runs')
      .values({
        id: run.id,
        applicant_id: run.applicantId,
        chamber_id: run.chamberId,
        started_by: run.startedBy,
        file_name: run.fileName,
        format: run.format,
        size: run.content.length,
        digest: run.digest,
        submission: run.submission && JSON.stringify(run.submission),
        content: run.content,
        state: 'waiting',
        failure: null,
        rows: null,
        applications: null,
        created_at: run.createdAt,
        claimed_until: null,
        finished_at: null,
      })
      .execute();
  },

  /** Runs that have not ended. */
  async countOpen(trx: Trx): Promise<number> {
    const { n } = await trx
      .selectFrom('bulk_runs')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .where('state', 'in', ['waiting', 'running'])
      .executeTakeFirstOrThrow();
    return n;
  },

  /** The oldest run that nobody works on, or no longer: its process has ended in the middle of it. */
  async claim(trx: Trx): Promise<ClaimedRun | undefined> {
    const { rows } = await sql<ClaimedRun>`
      UPDATE bulk_runs SET state = 'running', claimed_until = ${lease}
      WHERE id = (SELECT id FROM bulk_runs WHERE state IN ('waiting', 'running')
        AND (claimed_until IS NULL OR claimed_until < now()) ORDER BY created_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
      RETURNING id, applicant_id AS "applicantId", chamber_id AS "chamberId", format, content, submission,
        applications_done AS "applicationsDone"`.execute(trx);
    return rows[0];
  },

  /** At the end of a process that is stopped: another may go on at once. */
  async release(trx: Trx, id: string): Promise<void> {
    await trx.updateTable('bulk_runs').set({ claimed_until: null }).where('id', '=', id).execute();
  },

  async setRead(
    trx: Trx,
    id: string,
    file: { headers: readonly string[] | null; rows: number; applications: number },
  ): Promise<void> {
    const { headers, rows, applications } = file;
    await trx
      .updateTable('bulk_runs')
      .set({ headers: headers && JSON.stringify(headers), rows, applications, claimed_until: lease })
      .where('id', '=', id)
      .execute();
  },

  async setFailed(trx: Trx, id: string, failure: string, at: Date): Promise<void> {
    await trx
      .updateTable('bulk_runs')
      .set({ state: 'failed', failure, content: null, claimed_until: null, finished_at: at })
      .where('id', '=', id)
      .execute();
  },

  /**
   * Takes the next applications of a run.
   * @param done as many as were done when they were chosen
   * @returns false when another process has gone on with the run meanwhile: then nothing of them may be kept
   */
  async advance(
    trx: Trx,
    step: {
      readonly id: string;
      readonly done: number;
      readonly more: number;
      readonly isLast: boolean;
      readonly at: Date;
    },
    rows: readonly DoneRow[],
  ): Promise<boolean> {
    const count = (outcome: RowOutcome) => rows.filter((row) => row.outcome === outcome).length;
    const updated = await trx
      .updateTable('bulk_runs')
      .set((eb) => ({
        applications_done: step.done + step.more,
        accepted: eb('accepted', '+', count('accepted')),
        repeated: eb('repeated', '+', count('repeated')),
        refused: eb('refused', '+', count('refused')),
        claimed_until: step.isLast ? null : lease,
        ...(step.isLast && { state: 'finished' as const, content: null, finished_at: step.at }),
      }))
      .where('id', '=', step.id)
      .where('state', '=', 'running')
      .where('applications_done', '=', step.done)
      .executeTakeFirst();
    return updated.numUpdatedRows === 1n;
  },

  async insertRows(
    trx: Trx,
    run: { id: string; applicantId: string },
    rows: readonly DoneRow[],
  ): Promise<void> {
    await sql`
      INSERT INTO bulk_rows (run_id, row, applicant_id, reference, outcome, certificate_id, errors, cells)
      SELECT ${run.id}, r.row, ${run.applicantId}, r.reference, r.outcome, r."certificateId", r.errors, r.cells
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS r(row integer, reference text, outcome text, "certificateId" uuid, errors jsonb, cells jsonb)`.execute(
      trx,
    );
  },

  /** One run of an applicant at a time looks up references and adds to them. */
  async lockReferences(trx: Trx, applicantId: string): Promise<void> {
    await sql`SELECT pg_advisory_xact_lock(hashtextextended(${`bulk:${applicantId}`}, 0))`.execute(trx);
  },

  references(trx: Trx, references: readonly string[]): Promise<KnownReference[]> {
    return trx
      .selectFrom('bulk_references')
      .select(['reference', 'digest', 'certificate_id as certificateId'])
      .where(sql<boolean>`reference = ANY(${[...references]}::text[])`)
      .execute();
  },

  async insertReferences(trx: Trx, applicantId: string, known: readonly KnownReference[]): Promise<void> {
    if (known.length === 0) return;
    await trx
      .insertInto('bulk_references')
      .values(
        known.map(({ reference, digest, certificateId }) => ({
          applicant_id: applicantId,
          reference,
          digest,
          certificate_id: certificateId,
        })),
      )
      .execute();
  },

  /** Runs that ended long ago, with their rows; what became of them stays. */
  async forget(trx: Trx, before: Date): Promise<void> {
    await trx.deleteFrom('bulk_runs').where('finished_at', '<', before).execute();
  },
};
