import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import { toPage } from '../http/page.ts';
import { fromTimeCursor, toTimeCursor } from '../http/time-cursor.ts';
import type { OrganisationSummary } from '../organisations/index.ts';
import type { RowResource, RunResource } from './bulk-run.ts';

interface RunRow extends Omit<RunResource, 'createdAt' | 'finishedAt' | 'digest'> {
  readonly digest: Buffer;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
  readonly chamber: OrganisationSummary;
}

/** Reads by join the names of chambers. Under the applicant's row-level security. */
const selected = sql`
  SELECT r.id, r.state, r.file_name AS "fileName", r.format, r.size, r.digest, r.started_by AS "startedBy", r.submission IS NOT NULL AS submits,
    r.created_at AS "createdAt", r.finished_at AS "finishedAt", r.failure, r.rows, r.applications,
    r.applications_done AS "applicationsDone", r.accepted, r.repeated, r.refused,
    jsonb_build_object('id', c.id, 'legalName', c.legal_name, 'country', c.country, 'role', c.role) AS chamber
  FROM bulk_runs r JOIN organisations c ON c.id = r.chamber_id`;

const toRun = ({ digest, createdAt, finishedAt, ...row }: RunRow): RunResource => ({
  ...row,
  digest: `0x${digest.toString('hex')}`,
  createdAt: createdAt.toISOString(),
  finishedAt: finishedAt?.toISOString() ?? null,
});

export const bulkViews = {
  async run(trx: Trx, id: string): Promise<RunResource | undefined> {
    const { rows } = await sql<RunRow>`${selected} WHERE r.id = ${id}`.execute(trx);
    return rows[0] && toRun(rows[0]);
  },

  async runs(trx: Trx, { limit, after }: { limit: number; after?: string | undefined }) {
    const from = after === undefined ? undefined : fromTimeCursor(after);
    const older =
      from === undefined ? sql`` : sql`WHERE (r.created_at, r.id) < (${from.createdAt}, ${from.id}::uuid)`;
    const { rows } = await sql<RunRow>`
      ${selected} ${older} ORDER BY r.created_at DESC, r.id DESC LIMIT ${limit + 1}`.execute(trx);
    const page = toPage(rows, limit, toTimeCursor);
    return { items: page.rows.map(toRun), next: page.next };
  },

  async rows(
    trx: Trx,
    id: string,
    query: { limit: number; after?: string | undefined; outcome?: RowResource['outcome'] | undefined },
  ) {
    const { limit, after = '0', outcome } = query;
    const { rows } = await sql<Omit<RowResource, 'errors'> & { errors: RowResource['errors'] | null }>`
      SELECT row, reference, outcome, certificate_id AS "certificateId", errors FROM bulk_rows
      WHERE run_id = ${id} AND row > ${Number(after)} ${outcome === undefined ? sql`` : sql`AND outcome = ${outcome}`}
      ORDER BY row LIMIT ${limit + 1}`.execute(trx);
    const page = toPage(rows, limit, ({ row }) => String(row));
    return { items: page.rows.map((row) => ({ ...row, errors: row.errors ?? [] })), next: page.next };
  },

  /** Headers and refused rows of a sheet, for the file that is sent again when it is right. */
  async refused(trx: Trx, id: string, after: number, limit: number) {
    const { rows } = await sql<{ row: number; cells: string[] | null; errors: RowResource['errors'] | null }>`
      SELECT row, cells, errors FROM bulk_rows WHERE run_id = ${id} AND outcome = 'refused' AND row > ${after}
      ORDER BY row LIMIT ${limit}`.execute(trx);
    return rows;
  },

  async headers(trx: Trx, id: string): Promise<string[] | null> {
    const { rows } = await sql<{ headers: string[] | null }>`
      SELECT headers FROM bulk_runs WHERE id = ${id}`.execute(trx);
    return rows[0]?.headers ?? null;
  },
};
