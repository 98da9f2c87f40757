import { sql } from 'kysely';
import { RecordId } from '../../core/ids.ts';
import { type SealingColumns, sealingOf } from '../audit/index.ts';
import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import type { OrganisationSummary } from '../organisations/index.ts';
import type { CertificateState, Decision } from './certificate.ts';
import type { CertificateItem, CertificateResource } from './certificate-schemas.ts';
import { type Warning, warningsOf } from './warnings.ts';

/**
 * Certificates as they are answered. Reads by join what other features own: names of organisations, and how far
 * the issuing event (sequence 0) is on its way to the chain. Row-level security holds for all of them.
 */
export const certificateViews = {
  /** @throws not_found */
  async one(trx: Trx, id: string): Promise<CertificateResource> {
    const [certificate] = await certificateViews.many(trx, [id]);
    if (certificate === undefined) throw problem('not_found', { what: 'certificate' });
    return certificate;
  },

  async many(trx: Trx, ids: readonly string[]): Promise<CertificateResource[]> {
    const { rows } = await sql<ViewRow & OnlyOne>`
      SELECT ${common}, c.version, ${verificationCode}, ${application} AS application, c.decision, c.successor_id, c.replaces_id, c.expires_at
      FROM certificates c ${joins} WHERE c.id = ANY(${[...ids]}::uuid[])`.execute(trx);
    return rows.map((row) => ({
      ...toCommon(row),
      version: row.version,
      verificationCode: row.verification_code,
      application: row.application,
      decision: row.decision,
      successorId: row.successor_id,
      replacesId: row.replaces_id,
      expiresAt: row.expires_at?.toISOString() ?? null,
      warnings: openWarnings(row),
    }));
  },

  /** As lists show them, the latest first. */
  async items(trx: Trx, ids: readonly string[]): Promise<CertificateItem[]> {
    if (ids.length === 0) return [];
    const { rows } = await sql<ViewRow & OnlyListed>`
      SELECT ${common}, ${shown} FROM certificates c ${joins} CROSS JOIN LATERAL (SELECT ${application} AS application) AS a
      WHERE c.id = ANY(${[...ids]}::uuid[]) ORDER BY c.created_at DESC, c.id DESC`.execute(trx);
    return rows.map((row) => ({
      ...toCommon(row),
      consignee: row.consignee,
      destinationCountry: row.destination_country,
      origins: row.origins ?? [],
    }));
  },
};

/** While an applicant makes the changes that were asked for, the chamber sees what it was sent. */
const application = sql`CASE WHEN c.state = 'changes_requested' AND c.chamber_id = acting_organisation()
  THEN (SELECT s.application FROM certificate_submissions s WHERE s.certificate_id = c.id ORDER BY s.number DESC LIMIT 1)
  ELSE c.application END`;

/** With number and code anybody can verify a certificate for ever: they are for who may download it. */
const verificationCode = sql`CASE WHEN EXISTS (
    SELECT FROM record_access a WHERE a.record_id = c.record_id AND a.organisation_id = acting_organisation()
      AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now()) AND 'download' = ANY(a.rights))
  THEN c.verification_code END AS verification_code`;

const issuedAt = sql`CASE WHEN c.record_id IS NOT NULL THEN c.decided_at END AS issued_at`;

const common = sql`c.id, c.state, c.number, c.record_id, c.created_at, c.submitted_at, now() AS read_at, ${issuedAt},
  jsonb_build_object('id', applicant.id, 'legalName', applicant.legal_name, 'country', applicant.country, 'role', applicant.role) AS applicant,
  jsonb_build_object('id', chamber.id, 'legalName', chamber.legal_name, 'country', chamber.country, 'role', chamber.role) AS chamber,
  issuing.batch_number AS "batchNumber", issuing.state AS "transactionState", issuing.block_time AS "blockTime"`;

const joins = sql`
  JOIN organisations applicant ON applicant.id = c.applicant_id
  JOIN organisations chamber ON chamber.id = c.chamber_id
  LEFT JOIN LATERAL (
    SELECT e.batch_number, t.state, t.block_time
    FROM events e LEFT JOIN batches b ON b.number = e.batch_number LEFT JOIN chain_transactions t ON t.id = b.transaction_id
    WHERE e.record_id = c.record_id AND e.sequence = 0 LIMIT 1) issuing ON true`;

const shown = sql`
  CASE WHEN a.application -> 'consignee' -> 'toOrder' = 'true' THEN 'To order' ELSE a.application -> 'consignee' ->> 'name' END AS consignee,
  a.application ->> 'destinationCountry' AS destination_country, a.application -> 'origins' AS origins`;

interface ViewRow extends SealingColumns {
  readonly id: string;
  readonly state: CertificateState;
  readonly number: string | null;
  readonly record_id: Buffer | null;
  readonly created_at: Date;
  readonly submitted_at: Date | null;
  readonly read_at: Date;
  readonly issued_at: Date | null;
  readonly applicant: OrganisationSummary;
  readonly chamber: OrganisationSummary;
}

interface OnlyOne {
  readonly version: number;
  readonly verification_code: string | null;
  readonly application: Record<string, unknown>;
  readonly decision: Decision | null;
  readonly successor_id: string | null;
  readonly replaces_id: string | null;
  readonly expires_at: Date | null;
}

/** Until it is decided. What was submitted is judged on the day that it was. */
function openWarnings({ state, application, chamber, submitted_at, read_at }: ViewRow & OnlyOne): Warning[] {
  if (!['draft', 'submitted', 'changes_requested', 'not_issued'].includes(state)) return [];
  const at = state === 'submitted' ? (submitted_at ?? read_at) : read_at;
  return warningsOf(application, { chamberCountry: chamber.country, at });
}

interface OnlyListed {
  readonly consignee: string | null;
  readonly destination_country: string | null;
  readonly origins: string[] | null;
}

function toCommon(row: ViewRow) {
  return {
    id: row.id,
    state: row.state,
    number: row.number,
    recordId: row.record_id === null ? null : RecordId.of(row.record_id),
    applicant: row.applicant,
    chamber: row.chamber,
    sealing: row.record_id === null ? null : sealingOf(row),
    createdAt: row.created_at.toISOString(),
    submittedAt: row.submitted_at?.toISOString() ?? null,
    issuedAt: row.issued_at?.toISOString() ?? null,
  };
}
