import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { Part } from './handover.ts';

interface TakenOut {
  readonly partId: string;
  readonly partRecordId: Buffer;
  /** Of the pouch that it was taken out of. */
  readonly recordId: Buffer;
  readonly eventSequence: number;
  readonly documents: number;
  readonly certificates: number;
  readonly at: Date;
}

/** Parts of pouches; reads what lies in a pouch by join. As the system. */
export const partStore = {
  /** Which of these documents lie in the pouch, in the order in which they came into it. */
  async documents(trx: Trx, pouch: Buffer, ids: readonly string[]): Promise<Part['documents']> {
    const { rows } = await sql<Part['documents'][number]>`
      SELECT d.id, d.name, d.type, d.type_name AS "typeName", v.size
      FROM documents d
      JOIN LATERAL (SELECT size FROM document_versions v WHERE v.document_id = d.id ORDER BY v.version DESC LIMIT 1) v ON true
      WHERE d.record_id = ${pouch} AND d.parted_at IS NULL AND d.id = ANY(${[...ids]}::uuid[])
      ORDER BY d.created_at, d.id`.execute(trx);
    return rows;
  },

  async certificates(
    trx: Trx,
    pouch: Buffer,
    ids: readonly string[],
  ): Promise<{ id: string; record: Buffer; number: string }[]> {
    const { rows } = await sql<{ id: string; record: Buffer; number: string }>`
      SELECT c.id, c.record_id AS record, c.number
      FROM pouches p JOIN pouch_certificates pc ON pc.pouch_id = p.id JOIN certificates c ON c.id = pc.certificate_id
      WHERE p.record_id = ${pouch} AND c.id = ANY(${[...ids]}::uuid[]) ORDER BY pc.added_at, c.id`.execute(
      trx,
    );
    return rows;
  },

  async insert(trx: Trx, part: TakenOut): Promise<void> {
    await sql`
      INSERT INTO pouch_parts (part_id, part_record_id, pouch_id, record_id, event_sequence, documents, certificates, parted_at)
      SELECT ${part.partId}, ${part.partRecordId}, p.id, p.record_id, ${part.eventSequence}, ${part.documents},
        ${part.certificates}, ${part.at}
      FROM pouches p WHERE p.record_id = ${part.recordId}`.execute(trx);
  },

  /** An offer of a part is one of its pouch once that is made. */
  async nowOf(
    trx: Trx,
    handoverId: string,
    { recordId, contents }: { recordId: Buffer; contents: readonly string[] },
  ): Promise<void> {
    await sql`
      UPDATE handovers SET record_id = ${recordId}, contents = ${JSON.stringify(contents)}::jsonb
      WHERE id = ${handoverId}`.execute(trx);
  },

  /** From now on the pouch that was made of it is what is offered, as any other. */
  async offerWhole(trx: Trx, handoverId: string, endsAt: Date): Promise<void> {
    await sql`
      UPDATE handovers SET state = 'offered', part = NULL, part_of = NULL, agreed = NULL, answered_at = NULL,
        expires_at = ${endsAt}
      WHERE id = ${handoverId}`.execute(trx);
  },
};
