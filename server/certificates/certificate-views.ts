import { sql } from 'kysely';
import type { CertificateKind } from '../../core/certificate-kind.ts';
import { RecordId } from '../../core/ids.ts';
import { type SealingColumns, sealingOf } from '../audit/index.ts';
import type { CodeLists } from '../codes/index.ts';
import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import type { OrganisationSummary } from '../organisations/index.ts';
import { type CertificateState, type Decision, mayBeIssued } from './certificate.ts';
import type { CertificateItem, CertificateResource } from './certificate-schemas.ts';
import { type Warning, warningsOf } from './checks/warnings.ts';

/**
 * Certificates as they are answered. Reads by join what other features own: names of organisations, and how far
 * the issuing event (sequence 0) is on its way to the chain. Row-level security holds for all of them.
 */
export const certificateViews = {
  /** @throws not_found */
  async one(trx: Trx, id: string, codeLists: CodeLists): Promise<CertificateResource> {
    const [certificate] = await certificateViews.many(trx, [id], codeLists);
    if (certificate === undefined) throw problem('not_found', { what: 'certificate' });
    return certificate;
  },

  async many(trx: Trx, ids: readonly string[], codeLists: CodeLists): Promise<CertificateResource[]> {
    const { rows } = await sql<ViewRow & OnlyOne & { readonly application: Application }>`
      SELECT ${whole}, ${application} AS application ${from(ids)}`.execute(trx);
    return rows.map((row) => ({
      ...toWhole(row, row.application, codeLists),
      application: row.application,
    }));
  },

  /** The same as JSON. The application, most of it, goes from the database to the reader as it is. */
  async written(trx: Trx, ids: readonly string[], codeLists: CodeLists): Promise<WrittenCertificate[]> {
    const { rows } = await sql<
      ViewRow & OnlyOne & { readonly application: string; readonly handedOn: boolean }
    >`
      SELECT ${whole}, ${handedOn}, (${application})::text AS application ${from(ids)}`.execute(trx);
    return rows.map((row) => {
      const certificate = toWhole(
        row,
        mayBeIssued(row.state) ? (JSON.parse(row.application) as Application) : {},
        codeLists,
      );
      return {
        ...certificate,
        handedOn: row.handedOn,
        json: `${JSON.stringify(certificate).slice(0, -1)},"application":${row.application}}`,
      };
    });
  },

  /** As lists show them, the latest first. */
  async items(trx: Trx, ids: readonly string[]): Promise<CertificateItem[]> {
    if (ids.length === 0) return [];
    const { rows } = await sql<ViewRow & OnlyListed>`
      SELECT ${common}, ${shown} FROM certificates c ${joins} LEFT JOIN LATERAL ${listed} ON true
      WHERE c.id = ANY(${[...ids]}::uuid[]) ORDER BY c.created_at DESC, c.id DESC`.execute(trx);
    return rows.map((row) => ({
      ...toCommon(row),
      consignee: row.consignee,
      destinationCountry: row.destination_country,
      origins: row.origins ?? [],
      document: row.kind === 'document' ? { title: row.document_title, number: row.document_number } : null,
    }));
  },
};

type Application = Record<string, unknown>;
export type WrittenCertificate = Omit<CertificateResource, 'application'> & {
  readonly json: string;
  /** The reader owned it once: what it reads now is not its own. */
  readonly handedOn: boolean;
};

/** While an applicant makes the changes that were asked for, the chamber sees what it was sent. */
const application = sql`CASE WHEN c.state = 'changes_requested' AND c.chamber_id = acting_organisation()
  THEN (SELECT s.application FROM certificate_submissions s WHERE s.certificate_id = c.id ORDER BY s.number DESC LIMIT 1)
  ELSE c.application END`;

/** With number and code anybody can verify a certificate for ever: they are for who may download it. */
const verificationCode = sql`CASE WHEN (
    -- Not EXISTS: that would be answered by hashing all that the organisation may download.
    SELECT true FROM record_access a WHERE a.record_id = c.record_id AND a.organisation_id = acting_organisation()
      AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now()) AND 'download' = ANY(a.rights) LIMIT 1)
  THEN c.verification_code END AS verification_code`;

const handedOn = sql`coalesce((
    SELECT true FROM record_access a WHERE a.record_id = c.record_id AND a.organisation_id = acting_organisation()
      AND a.basis = 'former_owner' AND a.ended_at IS NULL LIMIT 1), false) AS "handedOn"`;

const issuedAt = sql`CASE WHEN c.record_id IS NOT NULL THEN c.decided_at END AS issued_at`;

const common = sql`c.id, c.kind, c.state, c.number, c.record_id, c.created_at, c.submitted_at, now() AS read_at, ${issuedAt},
  applicant.id AS applicant_id, applicant.legal_name AS applicant_name, applicant.country AS applicant_country, applicant.role AS applicant_role,
  chamber.id AS chamber_id, chamber.legal_name AS chamber_name, chamber.country AS chamber_country, chamber.role AS chamber_role,
  issuing.batch_number AS "batchNumber", issuing.state AS "transactionState", issuing.block_time AS "blockTime"`;

const joins = sql`
  JOIN organisations applicant ON applicant.id = c.applicant_id
  JOIN organisations chamber ON chamber.id = c.chamber_id
  LEFT JOIN LATERAL (
    SELECT e.batch_number, t.state, t.block_time
    FROM events e LEFT JOIN batches b ON b.number = e.batch_number LEFT JOIN chain_transactions t ON t.id = b.transaction_id
    WHERE e.record_id = c.record_id AND e.sequence = 0 LIMIT 1) issuing ON true`;

const whole = sql`${common}, c.version, ${verificationCode}, c.decision, c.successor_id, c.replaces_id, c.expires_at`;
const from = (ids: readonly string[]) =>
  sql`FROM certificates c ${joins} WHERE c.id = ANY(${[...ids]}::uuid[])`;

/** One look into an application, which is unpacked once for all that is shown of it. */
const listed = sql`jsonb_to_record(${application}) AS a(consignee jsonb, "destinationCountry" text, origins jsonb, document jsonb)`;
const shown = sql`
  CASE WHEN a.consignee -> 'toOrder' = 'true' THEN 'To order' ELSE a.consignee ->> 'name' END AS consignee,
  a."destinationCountry" AS destination_country, a.origins, a.document ->> 'title' AS document_title, a.document ->> 'number' AS document_number`;

interface ViewRow extends SealingColumns {
  readonly id: string;
  readonly kind: CertificateKind;
  readonly state: CertificateState;
  readonly number: string | null;
  readonly record_id: Buffer | null;
  readonly created_at: Date;
  readonly submitted_at: Date | null;
  readonly read_at: Date;
  readonly issued_at: Date | null;
  readonly applicant_id: string;
  readonly applicant_name: string;
  readonly applicant_country: string;
  readonly applicant_role: OrganisationSummary['role'];
  readonly chamber_id: string;
  readonly chamber_name: string;
  readonly chamber_country: string;
  readonly chamber_role: OrganisationSummary['role'];
}

interface OnlyOne {
  readonly version: number;
  readonly verification_code: string | null;
  readonly decision: Decision | null;
  readonly successor_id: string | null;
  readonly replaces_id: string | null;
  readonly expires_at: Date | null;
}

/** Until it is decided. What was submitted is judged on the day that it was. */
function openWarnings(row: ViewRow, application: Application, codeLists: CodeLists): Warning[] {
  if (!mayBeIssued(row.state)) return [];
  const at = row.state === 'submitted' ? (row.submitted_at ?? row.read_at) : row.read_at;
  return warningsOf(application, { chamberCountry: row.chamber_country, at, codeLists });
}

function toWhole(row: ViewRow & OnlyOne, application: Application, codeLists: CodeLists) {
  return {
    ...toCommon(row),
    version: row.version,
    verificationCode: row.verification_code,
    decision: row.decision,
    successorId: row.successor_id,
    replacesId: row.replaces_id,
    expiresAt: row.expires_at?.toISOString() ?? null,
    warnings: openWarnings(row, application, codeLists),
  };
}

interface OnlyListed {
  readonly consignee: string | null;
  readonly destination_country: string | null;
  readonly origins: string[] | null;
  readonly document_title: string | null;
  readonly document_number: string | null;
}

function toCommon(row: ViewRow) {
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    number: row.number,
    recordId: row.record_id === null ? null : RecordId.of(row.record_id),
    applicant: {
      id: row.applicant_id,
      legalName: row.applicant_name,
      country: row.applicant_country,
      role: row.applicant_role,
    },
    chamber: {
      id: row.chamber_id,
      legalName: row.chamber_name,
      country: row.chamber_country,
      role: row.chamber_role,
    },
    sealing: row.record_id === null ? null : sealingOf(row),
    createdAt: row.created_at.toISOString(),
    submittedAt: row.submitted_at?.toISOString() ?? null,
    issuedAt: row.issued_at?.toISOString() ?? null,
  };
}
