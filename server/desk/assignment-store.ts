import type { Trx } from '../database/database.ts';
import type { Person } from './case-store.ts';

/** Who gave an application to whom. */
export interface Assignment {
  /** Whoever has it from then on; null: it was put back for anybody to take. */
  readonly officer: Person | null;
  readonly by: string;
  readonly at: Date;
}

/** So often nobody hands an application on. */
export const mostAssignments = 200;

/** Only grows. Read under the chamber's row-level security, written as the system. */
export const assignmentStore = {
  async add(
    trx: Trx,
    to: { readonly certificateId: string; readonly chamberId: string },
    { officer, by, at }: Assignment,
  ): Promise<void> {
    await trx
      .insertInto('desk_assignments')
      .values({
        certificate_id: to.certificateId,
        chamber_id: to.chamberId,
        officer_id: officer?.id ?? null,
        officer_name: officer?.name ?? null,
        by_name: by,
        at,
      })
      .execute();
  },

  /** The first first. */
  async of(trx: Trx, certificateId: string): Promise<Assignment[]> {
    const rows = await trx
      .selectFrom('desk_assignments')
      .select(['officer_id', 'officer_name', 'by_name', 'at'])
      .where('certificate_id', '=', certificateId)
      .orderBy('number')
      .limit(mostAssignments)
      .execute();
    return rows.map(({ officer_id: id, officer_name: name, by_name: by, at }) => ({
      officer: id === null ? null : { id, name: name ?? '' },
      by,
      at,
    }));
  },
};
