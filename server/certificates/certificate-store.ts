import { sql } from 'kysely';
import type { Trx } from '../database/database.ts';
import type { CertificateState, Decision } from './certificate.ts';

export interface CertificateRow {
  readonly id: string;
  readonly applicantId: string;
  readonly chamberId: string;
  readonly state: CertificateState;
  readonly version: number;
  readonly application: unknown;
  readonly number: string | null;
  readonly verificationCode: string | null;
  readonly recordId: Buffer | null;
  readonly credential: string | null;
  readonly decision: Decision | null;
  readonly successorId: string | null;
  /** The certificate whose place it takes once it is issued. */
  readonly replacesId: string | null;
  readonly createdAt: Date;
  readonly submittedAt: Date | null;
  readonly decidedAt: Date | null;
}

/** What issuing writes to one certificate. */
export interface IssuedColumns {
  readonly id: string;
  readonly number: string;
  readonly verificationCode: string;
  readonly recordId: Buffer;
  readonly credential: string;
}

const columns = [
  'id',
  'applicant_id as applicantId',
  'chamber_id as chamberId',
  'state',
  'version',
  'application',
  'number',
  'verification_code as verificationCode',
  'record_id as recordId',
  'credential',
  'decision',
  'successor_id as successorId',
  'replaces_id as replacesId',
  'created_at as createdAt',
  'submitted_at as submittedAt',
  'decided_at as decidedAt',
] as const;

/** Under row-level security: applicant, chamber (no drafts) and whoever may see the record. */
export const certificateStore = {
  find(trx: Trx, id: string): Promise<CertificateRow | undefined> {
    return trx.selectFrom('certificates').select(columns).where('id', '=', id).executeTakeFirst();
  },

  /** As `lock`, with those whose place these are to take: all in one order, so that two groups cannot block each other. */
  async lockWithReplaced(trx: Trx, ids: readonly string[]): Promise<CertificateRow[]> {
    const replaced = await trx
      .selectFrom('certificates')
      .select('replaces_id as id')
      .where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`)
      .where('replaces_id', 'is not', null)
      .execute();
    return certificateStore.lock(trx, [...ids, ...replaced.flatMap(({ id }) => (id === null ? [] : [id]))]);
  },

  /** Locks those of the ids that the acting organisation may change, in the order of their ids. */
  lock(trx: Trx, ids: readonly string[]): Promise<CertificateRow[]> {
    return trx
      .selectFrom('certificates')
      .select(columns)
      .where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`)
      .orderBy('id')
      .forUpdate()
      .execute();
  },

  /** Many at once. */
  async insertDrafts(
    trx: Trx,
    drafts: readonly { readonly id: string; readonly application: object }[],
    of: { readonly applicantId: string; readonly chamberId: string; readonly createdAt: Date },
  ): Promise<void> {
    await sql`
      INSERT INTO certificates (id, applicant_id, chamber_id, state, application, created_at)
      SELECT id, ${of.applicantId}, ${of.chamberId}, 'draft', application, ${of.createdAt}
      FROM jsonb_to_recordset(${JSON.stringify(drafts)}::jsonb) AS d(id uuid, application jsonb)`.execute(
      trx,
    );
  },

  async insertDraft(
    trx: Trx,
    draft: {
      id: string;
      applicantId: string;
      chamberId: string;
      application: object;
      replacesId?: string;
      createdAt: Date;
    },
  ): Promise<void> {
    await trx
      .insertInto('certificates')
      .values({
        id: draft.id,
        applicant_id: draft.applicantId,
        chamber_id: draft.chamberId,
        state: 'draft',
        application: JSON.stringify(draft.application),
        replaces_id: draft.replacesId ?? null,
        created_at: draft.createdAt,
      })
      .execute();
  },

  /**
   * Written anew. Of a draft, what the chamber said of an earlier one no longer holds; where changes are requested it
   * is still what was submitted.
   */
  async updateDraft(
    trx: Trx,
    id: string,
    draft: { chamberId: string; application: object; state: CertificateState },
  ): Promise<void> {
    await trx
      .updateTable('certificates')
      .set((eb) => ({
        state: draft.state,
        version: eb('version', '+', 1),
        chamber_id: draft.chamberId,
        application: JSON.stringify(draft.application),
        decision: null,
        decided_at: null,
        ...(draft.state === 'draft' && { submitted_at: null }),
        // Another chamber did not issue what it was to replace.
        replaces_id: eb
          .case()
          .when('chamber_id', '=', draft.chamberId)
          .then(eb.ref('replaces_id'))
          .else(null)
          .end(),
      }))
      .where('id', '=', id)
      .execute();
  },

  async setSubmitted(trx: Trx, id: string, at: Date): Promise<void> {
    await trx
      .updateTable('certificates')
      .set((eb) => ({ state: 'submitted', version: eb('version', '+', 1), submitted_at: at }))
      .where('id', '=', id)
      .execute();
  },

  async setAllSubmitted(trx: Trx, ids: readonly string[], at: Date): Promise<void> {
    await trx
      .updateTable('certificates')
      .set((eb) => ({ state: 'submitted', version: eb('version', '+', 1), submitted_at: at }))
      .where(sql<boolean>`id = ANY(${[...ids]}::uuid[])`)
      .execute();
  },

  async setState(trx: Trx, id: string, state: CertificateState): Promise<void> {
    await trx
      .updateTable('certificates')
      .set((eb) => ({ state, version: eb('version', '+', 1) }))
      .where('id', '=', id)
      .execute();
  },

  async setDecided(
    trx: Trx,
    id: string,
    to: {
      state: 'not_issued' | 'revoked' | 'superseded';
      decision: Decision;
      successorId?: string;
      decidedAt?: Date;
    },
  ): Promise<void> {
    await trx
      .updateTable('certificates')
      .set((eb) => ({
        state: to.state,
        version: eb('version', '+', 1),
        decision: JSON.stringify(to.decision),
        ...(to.successorId !== undefined && { successor_id: to.successorId }),
        ...(to.decidedAt !== undefined && { decided_at: to.decidedAt }),
      }))
      .where('id', '=', id)
      .execute();
  },

  async setIssued(trx: Trx, issued: readonly IssuedColumns[], at: Date): Promise<void> {
    await sql`
      UPDATE certificates SET state = 'issued', version = version + 1, decided_at = ${at}, number = i.number,
        verification_code = i.code, record_id = i.record_id, credential = i.credential
      FROM unnest(${issued.map((i) => i.id)}::uuid[], ${issued.map((i) => i.number)}::text[],
        ${issued.map((i) => i.verificationCode)}::text[], ${issued.map((i) => i.recordId)}::bytea[],
        ${issued.map((i) => i.credential)}::text[]) AS i(id, number, code, record_id, credential)
      WHERE certificates.id = i.id`.execute(trx);
  },

  /**
   * Takes `count` numbers. The row stays locked until the transaction ends: what is rolled back leaves no gap.
   * @returns the first of them
   */
  async takeNumbers(trx: Trx, chamberId: string, year: number, count: number): Promise<number> {
    const { last } = await trx
      .insertInto('certificate_numbers')
      .values({ chamber_id: chamberId, year, last: count })
      .onConflict((conflict) =>
        conflict
          .columns(['chamber_id', 'year'])
          .doUpdateSet((eb) => ({ last: eb('certificate_numbers.last', '+', count) })),
      )
      .returning('last')
      .executeTakeFirstOrThrow();
    return last - count + 1;
  },
};
