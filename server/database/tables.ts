import type { ColumnType, Generated, JSONColumnType } from 'kysely';
import type { CertificateTables, Json, Timestamp } from './tables-certificates.ts';
import type { InquiryTables } from './tables-inquiries.ts';
import type { NoticeTables } from './tables-notices.ts';
import type { PouchTables } from './tables-pouches.ts';
import type { RetentionTables } from './tables-retention.ts';
import type { SelfCustodyTables } from './tables-self-custody.ts';
import type { SharingTables } from './tables-sharing.ts';
import type { TogetherTables } from './tables-together.ts';
import type { TradeTrustTables } from './tables-tradetrust.ts';

export type {
  BulkError,
  CertificateState,
  KeptDecision,
  KeptDeclaration,
  KeptEvidence,
} from './tables-certificates.ts';

export type { Standing } from './tables-inquiries.ts';

type PublicJwk = { kty: 'EC'; crv: 'P-256'; x: string; y: string };

export type OrganisationRole = 'federation' | 'chamber' | 'exporter' | 'forwarder' | 'importer' | 'customs';
export type KeyPurpose = 'issuing' | 'identity' | 'decryption' | 'owner';
export type RecordKind = 'certificate' | 'pouch';
export type RecordStatus = 'active' | 'closed' | 'revoked' | 'superseded';
export type AnchorState = 'recorded' | 'batched' | 'submitted' | 'mined' | 'final' | 'failed';
export type AccessBasis = 'owner' | 'issuer' | 'former_owner' | 'offer' | 'share';
export type HandoverState = 'offered' | 'agreed' | 'accepted' | 'rejected' | 'withdrawn' | 'expired' | 'void';

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

export interface Tables
  extends CertificateTables,
    InquiryTables,
    TradeTrustTables,
    NoticeTables,
    PouchTables,
    SelfCustodyTables,
    RetentionTables,
    SharingTables,
    TogetherTables {
  organisations: {
    id: string;
    role: OrganisationRole;
    legal_name: string;
    country: string;
    address: Json<Address>;
    identifiers: Json<{ scheme: string; value: string }[]>;
    vouched_by: string | null;
    invited_by: Generated<string | null>;
    profile: ColumnType<Profile | null, string | null, string | null>;
    self_custody: Generated<boolean>;
    created_at: Generated<Date>;
  };
  organisation_keys: {
    id: string;
    organisation_id: string;
    purpose: KeyPurpose;
    signer_id: Buffer;
    public_jwk: Json<PublicJwk>;
    /** Null: its holder has it, and nobody else. */
    sealed_private: Buffer | null;
    holder_id: Generated<string | null>;
    /** Of an owner key that its holder enrolled: since when a record is, or is to be, on it. */
    taken_at: Generated<Date | null>;
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
    /** Null: erased. */
    content_salt: Buffer | null;
    owner_organisation_id: string;
    owner_key_id: string;
    chain_sequence: Generated<number>;
    status: Generated<RecordStatus>;
    reason: Generated<number>;
    successor: Buffer | null;
    head_sequence: number;
    head_hash: Buffer;
    created_at: Timestamp;
    ended_at: Generated<Date | null>;
    erased_at: Generated<Date | null>;
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
    acts_for: Generated<string | null>;
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
    /** The user or API client that acted; not told to others than its own organisation. */
    actor_person_id: string | null;
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
    act:
      | 'handover'
      | 'closing'
      | 'revocation'
      | 'accreditation'
      | 'ending'
      | 'profile'
      | 'storeIssuance'
      | 'storeRevocation';
    payload: Json<unknown>;
    transaction_id: number | null;
    state: Generated<AnchorState>;
    failure: string | null;
    created_at: Generated<Date>;
  };
  handovers: {
    id: string;
    record_id: Buffer;
    from_id: string;
    to_id: string;
    state: HandoverState;
    message: Generated<string>;
    reason: Generated<string>;
    contents: Json<string[]>;
    named: ColumnType<string[] | null, string | null | undefined, never>;
    part_of: Buffer | null;
    part: ColumnType<unknown, string | null | undefined, never>;
    act_id: number | null;
    agreed: ColumnType<unknown, string | null | undefined, string | null>;
    created_at: Timestamp;
    expires_at: Timestamp;
    answered_at: Timestamp | null;
  };
}
