import type { ColumnType, Generated, JSONColumnType } from 'kysely';

type Timestamp = ColumnType<Date, Date | string, Date | string>;
type Json<T> = ColumnType<T, string, string>;
type PublicJwk = { kty: 'EC'; crv: 'P-256'; x: string; y: string };

export type OrganisationRole = 'federation' | 'chamber' | 'exporter' | 'forwarder' | 'importer' | 'customs';
export type KeyPurpose = 'issuing' | 'identity' | 'decryption' | 'owner';
export type RecordKind = 'certificate' | 'pouch';
export type RecordStatus = 'active' | 'closed' | 'revoked' | 'superseded';
export type AnchorState = 'recorded' | 'batched' | 'submitted' | 'mined' | 'final' | 'failed';
export type AccessBasis = 'owner' | 'issuer' | 'former_owner' | 'offer' | 'share';
/** Its life: server/certificates/certificate.ts. */
export type CertificateState =
  | 'draft'
  | 'submitted'
  | 'changes_requested'
  | 'not_issued'
  | 'issued'
  | 'verified'
  | 'disputed'
  | 'refused'
  | 'acquitted'
  | 'expired'
  | 'revoked'
  | 'superseded';
export type HandoverState = 'offered' | 'accepted' | 'rejected' | 'withdrawn' | 'expired' | 'void';

export interface Address {
  readonly line1: string;
  readonly line2?: string | undefined;
  readonly postcode?: string | undefined;
  readonly city: string;
  readonly country: string;
}

/** What a chamber's entry in the chambers' registry is the hash of (canonical JSON). */
export interface Profile {
  readonly legalName: string;
  readonly country: string;
  /** did:web */
  readonly did: string;
}

/** Why a chamber does not issue, besides its own words. */
export type RejectionCode =
  | 'origin_not_proven'
  | 'documents_missing'
  | 'data_inconsistent'
  | 'not_competent'
  | 'goods_not_eligible'
  | 'other';

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
}

export interface Tables {
  organisations: {
    id: string;
    role: OrganisationRole;
    legal_name: string;
    country: string;
    address: Json<Address>;
    identifiers: Json<{ scheme: string; value: string }[]>;
    vouched_by: string | null;
    profile: ColumnType<Profile | null, string | null, string | null>;
    created_at: Generated<Date>;
  };
  organisation_keys: {
    id: string;
    organisation_id: string;
    purpose: KeyPurpose;
    signer_id: Buffer;
    public_jwk: Json<PublicJwk>;
    sealed_private: Buffer;
    voucher: string | null;
    created_at: Generated<Date>;
    ended_at: Date | null;
  };
  users: {
    id: string;
    organisation_id: string;
    email: string;
    name: string;
    password_hash: string;
    administrator: boolean;
    created_at: Generated<Date>;
    ended_at: Date | null;
  };
  sessions: { token_hash: Buffer; user_id: string; created_at: Generated<Date>; expires_at: Timestamp };
  api_clients: {
    id: string;
    organisation_id: string;
    name: string;
    secret_hash: Buffer;
    scopes: string[];
    created_at: Generated<Date>;
    ended_at: Date | null;
  };
  idempotency_keys: {
    organisation_id: string;
    key: string;
    fingerprint: Buffer;
    status: number;
    headers: Json<Record<string, string>>;
    body: ColumnType<unknown, string | null, string | null>;
    created_at: Generated<Date>;
  };
  installation: { name: string; value: JSONColumnType<object> };
  records: {
    record_id: Buffer;
    kind: RecordKind;
    issuer: Buffer;
    issuer_organisation_id: string;
    first_owner: Buffer;
    content: Buffer;
    content_salt: Buffer;
    owner_organisation_id: string;
    owner_key_id: string;
    chain_sequence: Generated<number>;
    status: Generated<RecordStatus>;
    reason: Generated<number>;
    successor: Buffer | null;
    head_sequence: number;
    head_hash: Buffer;
    created_at: Timestamp;
  };
  record_access: {
    id: string;
    record_id: Buffer;
    organisation_id: string;
    basis: AccessBasis;
    rights: string[];
    shared_by: string | null;
    through: Buffer | null;
    derived_from: Generated<string | null>;
    seen_until: Generated<number | null>;
    created_at: Timestamp;
    ends_at: Timestamp | null;
    ended_at: Timestamp | null;
    /** Set by a trigger, as `listed_at`, `listed_id` and `words`. */
    listed_as: Generated<'certificate' | 'pouch' | null>;
    listed_at: Generated<Date | null>;
    listed_id: Generated<string | null>;
    words: Generated<string | null>;
  };
  batches: {
    number: number;
    size: number;
    root: Buffer;
    previous_root: Buffer;
    header: Buffer;
    root_signature: string;
    transaction_id: number | null;
    created_at: Timestamp;
  };
  events: {
    id: Generated<number>;
    record_id: Buffer;
    sequence: number;
    previous: Buffer;
    entry_hash: Buffer;
    body_commitment: Buffer;
    body_salt: Buffer | null;
    jws: string | null;
    type: string;
    actor_organisation_id: string | null;
    actor_name: string;
    time: Timestamp;
    batch_number: number | null;
    leaf_index: number | null;
    path: Buffer | null;
  };
  chain_transactions: {
    id: Generated<number>;
    purpose: 'deployment' | 'accreditation' | 'anchor' | 'acts';
    nonce: number;
    raw: string;
    hash: string;
    state: Generated<Exclude<AnchorState, 'recorded'>>;
    block_number: number | null;
    block_hash: string | null;
    block_time: number | null;
    planned_time: number | null;
    created_at: Generated<Date>;
  };
  chain_acts: {
    id: Generated<number>;
    record_ids: Buffer[];
    act: 'handover' | 'closing' | 'revocation' | 'accreditation' | 'ending' | 'profile';
    payload: Json<unknown>;
    transaction_id: number | null;
    state: Generated<AnchorState>;
    failure: string | null;
    created_at: Generated<Date>;
  };
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
    /** Kept by a trigger, as `words`. */
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
    changed_by: string;
    changed_at: Timestamp;
  };
  desk_cases: {
    certificate_id: string;
    chamber_id: string;
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
  };
  pouches: {
    id: string;
    record_id: Buffer;
    made_by: string;
    title: string;
    cover: Json<Record<string, unknown>>;
    manifest: Json<Record<string, unknown>>;
    created_at: Timestamp;
    /** Kept by a trigger. */
    words: Generated<string>;
  };
  pouch_certificates: {
    pouch_id: string;
    certificate_id: string;
    event_sequence: number;
    added_by: string;
    added_at: Timestamp;
  };
  documents: {
    id: string;
    pouch_id: string;
    record_id: Buffer;
    name: string;
    type: string;
    added_by: string;
    created_at: Timestamp;
  };
  document_versions: {
    document_id: string;
    version: number;
    record_id: Buffer;
    media_type: string;
    size: number;
    cid: string;
    salt: Buffer;
    digest: Buffer;
    event_sequence: number;
    added_by: string;
    created_at: Timestamp;
  };
  document_keys: { document_id: string; version: number; organisation_id: string; wrapped_key: string };
  handovers: {
    id: string;
    record_id: Buffer;
    from_id: string;
    to_id: string;
    state: HandoverState;
    message: Generated<string>;
    reason: Generated<string>;
    contents: Json<string[]>;
    act_id: number | null;
    created_at: Timestamp;
    expires_at: Timestamp;
    answered_at: Timestamp | null;
  };
}
