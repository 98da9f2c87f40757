import type { ColumnType, Generated } from 'kysely';
import type { CertificateKind } from '../../core/certificate-kind.ts';
import type { CertificateState, RejectionCode } from '../../core/certificate-states.ts';

export type { CertificateState } from '../../core/certificate-states.ts';

export type Timestamp = ColumnType<Date, Date | string, Date | string>;
export type Json<T> = ColumnType<T, string, string>;

/** Why a chamber did not issue, or revoked. */
export interface KeptDecision {
  readonly reason: string;
  /** Of a rejection. */
  readonly code?: RejectionCode | undefined;
  /** Name of the person or system that decided for the chamber. */
  readonly by: string;
}

/** What an applicant declared with a submission. */
export interface KeptDeclaration {
  readonly version: string;
  readonly language: string;
  readonly text: string;
  readonly by: string;
  readonly authenticated: 'password' | 'client-credentials';
  /** Of a system, where the chamber requires an undertaking: name of the signatory that it declared for. */
  readonly onBehalfOf?: string | undefined;
}

/** What was declared for all applications of a file, and by whom. */
export interface BulkSubmission {
  readonly declaration: KeptDeclaration;
  readonly principal: { readonly kind: 'user' | 'client'; readonly id: string };
  readonly signatoryId?: string | undefined;
}

/** A file of evidence as a submission names it. */
export interface KeptEvidence {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly item: number | null;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
}

/** What is wrong with a row of a file of applications. */
export interface BulkError {
  /** Of a sheet: column letters and row, `F12`; null where there is no such column. */
  readonly cell: string | null;
  /** The column's header; null for an entry of JSON. */
  readonly column: string | null;
  /** Into the application. */
  readonly pointer: string;
  readonly detail: string;
  /** As of a field of a request. */
  readonly code?: string;
  readonly limit?: number;
  readonly rule?: string;
}

/** Certificates: applications, the desk, what comes with them and what becomes of them. */
export interface CertificateTables {
  certificates: {
    id: string;
    applicant_id: string;
    chamber_id: string;
    state: CertificateState;
    version: Generated<number>;
    application: Json<unknown>;
    number: string | null;
    verification_code: string | null;
    record_id: Buffer | null;
    credential: string | null;
    decision: ColumnType<KeptDecision | null, string | null, string | null>;
    successor_id: string | null;
    replaces_id: string | null;
    expires_at: Timestamp | null;
    created_at: Timestamp;
    submitted_at: Timestamp | null;
    decided_at: Timestamp | null;
    /** Kept by a trigger, as all that follows. */
    kind: Generated<CertificateKind>;
    document_digest: Generated<Buffer | null>;
    destination_country: Generated<string | null>;
    words: Generated<string>;
  };
  certificate_submissions: {
    certificate_id: string;
    number: number;
    applicant_id: string;
    chamber_id: string;
    application: Json<unknown>;
    submitted_by: string;
    submitted_at: Timestamp;
    declaration: Json<KeptDeclaration>;
    evidence: ColumnType<KeptEvidence[], string | undefined, never>;
    commitment: Buffer;
    salt: Buffer;
    rejection: ColumnType<(KeptDecision & { at: string }) | null, string | null | undefined, string | null>;
  };
  chamber_settings: {
    chamber_id: string;
    number_format: string | null;
    four_eyes: boolean;
    deadline_days: number;
    fee: ColumnType<{ amount: string; currency: string } | null, string | null, string | null>;
    document_fee: ColumnType<{ amount: string; currency: string } | null, string | null, string | null>;
    undertaking_required: boolean;
    changed_by: string;
    changed_at: Timestamp;
  };
  undertakings: {
    id: string;
    exporter_id: string;
    chamber_id: string;
    version: string;
    language: string;
    text: string;
    signatories: Json<{ id: string; name: string }[]>;
    given_by: string;
    given_at: Timestamp;
    ends_at: Timestamp;
  };
  undertaking_acts: {
    number: Generated<number>;
    undertaking_id: string;
    exporter_id: string;
    chamber_id: string;
    act: 'accepted' | 'refused' | 'withdrawn' | 'replaced' | 'signatory_removed';
    reason: string | null;
    signatory_id: string | null;
    by_organisation: string;
    by_name: string;
    at: Timestamp;
  };
  desk_cases: {
    certificate_id: string;
    chamber_id: string;
    kind: CertificateKind;
    submitted_at: Timestamp;
    due_at: Timestamp | null;
    waiting_since: Timestamp | null;
    assignee_id: string | null;
    recommended_by: string | null;
    recommended_name: string | null;
    recommended_at: Timestamp | null;
    closed_at: Timestamp | null;
    outcome: 'issued' | 'rejected' | 'withdrawn' | null;
    fee: ColumnType<{ amount: string; currency: string } | null, string | null | undefined, string | null>;
  };
  desk_assignments: {
    number: Generated<number>;
    certificate_id: string;
    chamber_id: string;
    officer_id: string | null;
    officer_name: string | null;
    by_name: string;
    at: Timestamp;
  };
  validity_periods: {
    country: string;
    months: number;
    source: string;
    since: ColumnType<string, string, string>;
  };
  legalisations: {
    id: string;
    certificate_id: string;
    record_id: Buffer;
    kind: 'consulate' | 'ministry' | 'other';
    authority: string;
    country: string;
    reference: string | null;
    legalised_on: ColumnType<string, string, never>;
    recorded_by: string;
    event_sequence: number;
    created_at: Timestamp;
  };
  certificate_messages: {
    id: string;
    certificate_id: string;
    applicant_id: string;
    chamber_id: string;
    kind: 'question' | 'answer' | 'changes';
    body: string;
    fields: Json<{ pointer: string; wish: string }[]>;
    by_organisation: string;
    by_name: string;
    at: Timestamp;
  };
  book_entries: {
    id: string;
    organisation_id: string;
    book: 'template' | 'party' | 'product';
    name: string;
    content: Json<unknown>;
    version: Generated<number>;
    created_at: Timestamp;
  };
  certificate_evidence: {
    id: string;
    certificate_id: string;
    applicant_id: string;
    name: string;
    type: string;
    item: number | null;
    media_type: string;
    size: number;
    digest: Buffer;
    cid: string;
    sealed_key: Buffer;
    added_by: string;
    created_at: Timestamp;
    submitted_to: Generated<string[]>;
    removed_at: Timestamp | null;
  };
  certificate_sources: {
    certificate_id: string;
    applicant_id: string;
    format: 'uncefact';
    document: Json<Record<string, unknown>>;
    created_at: Timestamp;
  };
  bulk_runs: {
    id: string;
    applicant_id: string;
    chamber_id: string;
    started_by: string;
    file_name: string;
    format: 'csv' | 'xlsx' | 'json';
    size: number;
    digest: Buffer;
    submission: ColumnType<BulkSubmission | null, string | null, never>;
    content: Buffer | null;
    state: 'waiting' | 'running' | 'finished' | 'failed';
    failure: string | null;
    headers: ColumnType<string[] | null, string | null | undefined, string | null>;
    rows: number | null;
    applications: number | null;
    applications_done: Generated<number>;
    accepted: Generated<number>;
    repeated: Generated<number>;
    refused: Generated<number>;
    created_at: Timestamp;
    claimed_until: Timestamp | null;
    finished_at: Timestamp | null;
  };
  bulk_rows: {
    run_id: string;
    row: number;
    applicant_id: string;
    reference: string | null;
    outcome: 'accepted' | 'repeated' | 'refused';
    certificate_id: string | null;
    errors: ColumnType<BulkError[] | null, string | null, never>;
    cells: ColumnType<string[] | null, string | null, never>;
  };
  bulk_references: { applicant_id: string; reference: string; digest: Buffer; certificate_id: string };
  certificate_numbers: { chamber_id: string; year: number; last: number };
  renditions: {
    id: string;
    kind: 'original' | 'copy' | 'duplicate';
    certificate_id: string;
    record_id: Buffer;
    cid: string;
    sealed_key: Buffer;
    length: number;
    /** SHA-256 of the file with its hole blank. */
    digest: Buffer;
    salt: Buffer;
    event_sequence: number;
    created_at: Timestamp;
    /** Of a copy: who was in control when it was made. */
    in_control: string | null;
  };
}
