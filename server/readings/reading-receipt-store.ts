import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { AgreementState } from '../database/tables-together.ts';

export interface Agreement {
  readonly id: string;
  readonly recordId: Buffer;
  readonly askerId: string;
  readonly readerId: string;
  readonly state: AgreementState;
  readonly scope: 'pouch' | 'organisation' | null;
  readonly askedAt: Date;
  readonly answeredAt: Date | null;
  readonly endedAt: Date | null;
}

export interface Receipt {
  readonly documentId: string;
  readonly version: number;
  readonly askerId: string;
  readonly readerId: string;
  readonly sequence: number;
  readonly openedAt: Date;
}

const mostListed = 200;

const columns = sql`g.id, g.record_id AS "recordId", g.asker_id AS "askerId", g.reader_id AS "readerId", g.state, g.scope,
  g.asked_at AS "askedAt", g.answered_at AS "answeredAt", g.ended_at AS "endedAt"`;

/** Whether the agreement `g` holds for a pouch: for it, or for what the asker owns or shares with the reader. */
const holdsFor = (
  recordId: Buffer,
) => sql`(g.record_id = ${recordId} OR (g.state = 'agreed' AND g.scope = 'organisation' AND (
  EXISTS (SELECT FROM records r WHERE r.record_id = ${recordId} AND r.owner_organisation_id = g.asker_id)
  OR EXISTS (SELECT FROM record_access a WHERE a.record_id = ${recordId} AND a.organisation_id = g.reader_id
    AND a.shared_by = g.asker_id AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now())))))`;

/** Under row-level security (both sides see it), but for what says otherwise. */
export const readingReceiptStore = {
  /** As the system. @returns false when the two have one for this pouch already */
  async ask(
    trx: Trx,
    {
      id,
      recordId,
      askerId,
      readerId,
      askedAt,
    }: Pick<Agreement, 'id' | 'recordId' | 'askerId' | 'readerId' | 'askedAt'>,
  ): Promise<boolean> {
    const inserted = await trx
      .insertInto('reading_agreements')
      .values({
        ...{ id, record_id: recordId, asker_id: askerId, reader_id: readerId, asked_at: askedAt },
        ...{ scope: null, answered_at: null, ended_at: null },
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    return inserted !== undefined;
  },

  async find(trx: Trx, id: string): Promise<Agreement | undefined> {
    const { rows } = await sql<Agreement>`
      SELECT ${columns} FROM reading_agreements g WHERE g.id = ${id}`.execute(trx);
    return rows[0];
  },

  /** Those that wait or hold, and what became of the others; the latest first. */
  async ofPouch(trx: Trx, recordId: Buffer): Promise<Agreement[]> {
    const { rows } = await sql<Agreement>`
      SELECT ${columns} FROM reading_agreements g WHERE ${holdsFor(recordId)}
      ORDER BY g.asked_at DESC LIMIT ${mostListed}`.execute(trx);
    return rows;
  },

  /** As the system. */
  async setState(
    trx: Trx,
    id: string,
    change: Pick<Agreement, 'state'> & { scope?: 'pouch' | 'organisation'; at: Date },
  ): Promise<void> {
    const { state, scope, at } = change;
    await trx
      .updateTable('reading_agreements')
      .set({
        state,
        ...(scope !== undefined && { scope }),
        ...(state === 'ended' ? { ended_at: at } : { answered_at: at }),
      })
      .where('id', '=', id)
      .execute();
  },

  /** As the system: who is to be told that this reader opens something of the pouch, and still sees it. */
  async askers(trx: Trx, recordId: Buffer, readerId: string): Promise<string[]> {
    const { rows } = await sql<{ askerId: string }>`
      SELECT DISTINCT g.asker_id AS "askerId" FROM reading_agreements g
      WHERE g.reader_id = ${readerId} AND g.state = 'agreed' AND ${holdsFor(recordId)}
        AND EXISTS (SELECT FROM record_access a WHERE a.record_id = ${recordId} AND a.organisation_id = g.asker_id
          AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now()) AND a.seen_until IS NULL)
      ORDER BY 1`.execute(trx);
    return rows.map(({ askerId }) => askerId);
  },

  /** As the system. */
  async insertReceipts(trx: Trx, recordId: Buffer, receipts: readonly Receipt[]): Promise<void> {
    if (receipts.length === 0) return;
    await trx
      .insertInto('reading_receipts')
      .values(
        receipts.map((receipt) => ({
          document_id: receipt.documentId,
          version: receipt.version,
          asker_id: receipt.askerId,
          reader_id: receipt.readerId,
          record_id: recordId,
          event_sequence: receipt.sequence,
          opened_at: receipt.openedAt,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  },

  /** The latest first. */
  receiptsOf(trx: Trx, recordId: Buffer): Promise<Receipt[]> {
    return trx
      .selectFrom('reading_receipts')
      .select([
        'document_id as documentId',
        'version',
        'asker_id as askerId',
        'reader_id as readerId',
        'event_sequence as sequence',
        'opened_at as openedAt',
      ])
      .where('record_id', '=', recordId)
      .orderBy('opened_at', 'desc')
      .orderBy('version', 'desc')
      .limit(mostListed)
      .execute();
  },
};
