import { sql } from 'kysely';
import { newSalt } from '../../../core/commitment.ts';
import { Commitment } from '../../../core/ids.ts';
import { submissionCommitment } from '../../../core/submission.ts';
import type { Trx } from '../../database/database.ts';
import type { KeptDeclaration, KeptEvidence } from '../../database/tables.ts';
import { toBytes } from '../../records/bytes.ts';
import { sha256 } from '../../records/recorder.ts';
import type { Decision } from '../certificate.ts';
import type { CertificateRow } from '../certificate-store.ts';

/** An application as it was sent to a chamber. */
export interface SubmissionRow {
  /** 1 for the first of a certificate. */
  readonly number: number;
  readonly applicantId: string;
  readonly chamberId: string;
  readonly application: unknown;
  readonly submittedBy: string;
  readonly submittedAt: Date;
  readonly declaration: KeptDeclaration;
  readonly evidence: readonly KeptEvidence[];
  readonly commitment: Buffer;
  readonly salt: Buffer;
  readonly rejection: (Decision & { readonly at: string }) | null;
}

/** Under row-level security: the applicant sees all submissions, a chamber those that it was sent. */
export const submissionsStore = {
  /** The caller holds the certificate's lock: numbers have no gaps and none comes twice. */
  async insert(
    trx: Trx,
    certificate: CertificateRow,
    sent: { by: string; at: Date; declaration: KeptDeclaration; evidence: readonly KeptEvidence[] },
  ): Promise<void> {
    const { application } = certificate;
    const salt = newSalt();
    await sql`
      INSERT INTO certificate_submissions
        (certificate_id, number, applicant_id, chamber_id, application, submitted_by, submitted_at, declaration, evidence,
         commitment, salt)
      SELECT ${certificate.id}, coalesce(max(number), 0) + 1, ${certificate.applicantId}::uuid, ${certificate.chamberId}::uuid,
        ${JSON.stringify(application)}::jsonb, ${sent.by}, ${sent.at}::timestamptz,
        ${JSON.stringify(sent.declaration)}::jsonb, ${JSON.stringify(sent.evidence)}::jsonb,
        ${toBytes(submissionCommitment(salt, { application, ...sent }, sha256))}::bytea, ${toBytes(salt)}::bytea
      FROM certificate_submissions WHERE certificate_id = ${certificate.id}`.execute(trx);
  },

  /** The first of each of these, without evidence. */
  async insertFirst(
    trx: Trx,
    drafts: readonly { readonly id: string; readonly application: object }[],
    sent: {
      readonly applicantId: string;
      readonly chamberId: string;
      readonly by: string;
      readonly at: Date;
      readonly declaration: KeptDeclaration;
    },
  ): Promise<void> {
    const { declaration } = sent;
    const rows = drafts.map(({ id, application }) => {
      const salt = newSalt();
      const commitment = submissionCommitment(salt, { application, declaration, evidence: [] }, sha256);
      return { id, application, commitment: commitment.slice(2), salt: salt.slice(2) };
    });
    await sql`
      INSERT INTO certificate_submissions
        (certificate_id, number, applicant_id, chamber_id, application, submitted_by, submitted_at, declaration, evidence,
         commitment, salt)
      SELECT id, 1, ${sent.applicantId}::uuid, ${sent.chamberId}::uuid, application, ${sent.by}, ${sent.at}::timestamptz,
        ${JSON.stringify(declaration)}::jsonb, '[]'::jsonb, decode(commitment, 'hex'), decode(salt, 'hex')
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        AS d(id uuid, application jsonb, commitment text, salt text)`.execute(trx);
  },

  /** The newest one was not followed by a certificate. */
  async setRejected(trx: Trx, certificateId: string, rejection: Decision & { at: Date }): Promise<void> {
    await sql`
      UPDATE certificate_submissions SET rejection = ${JSON.stringify(rejection)}::jsonb
      WHERE certificate_id = ${certificateId}
        AND number = (SELECT max(number) FROM certificate_submissions WHERE certificate_id = ${certificateId})`.execute(
      trx,
    );
  },

  /** Of what was sent last, by the certificate's id. */
  async latestCommitments(trx: Trx, certificateIds: readonly string[]): Promise<Map<string, Commitment>> {
    const { rows } = await sql<{ id: string; commitment: Buffer }>`
      SELECT DISTINCT ON (certificate_id) certificate_id AS id, commitment FROM certificate_submissions
      WHERE certificate_id = ANY(${[...certificateIds]}::uuid[]) ORDER BY certificate_id, number DESC`.execute(
      trx,
    );
    return new Map(rows.map(({ id, commitment }) => [id, Commitment.of(commitment)]));
  },

  /** The newest first. @param below the number that the page before ended with */
  list(
    trx: Trx,
    certificateId: string,
    page: { below: number | undefined; limit: number },
  ): Promise<SubmissionRow[]> {
    return trx
      .selectFrom('certificate_submissions')
      .select([
        'number',
        'applicant_id as applicantId',
        'chamber_id as chamberId',
        'application',
        'submitted_by as submittedBy',
        'submitted_at as submittedAt',
        'declaration',
        'evidence',
        'commitment',
        'salt',
        'rejection',
      ])
      .where('certificate_id', '=', certificateId)
      .$if(page.below !== undefined, (query) => query.where('number', '<', page.below ?? 0))
      .orderBy('number', 'desc')
      .limit(page.limit)
      .execute();
  },
};
