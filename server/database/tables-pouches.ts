import type { Generated } from 'kysely';
import type { Json, Timestamp } from './tables-certificates.ts';

/** What a document is called and what kind it is. */
interface Description {
  name: string;
  type: string;
  type_name: string | null;
  folder: string | null;
}

export interface PouchTables {
  pouches: {
    id: string;
    record_id: Buffer;
    made_by: string;
    title: string;
    cover: Json<Record<string, unknown>>;
    manifest: Json<Record<string, unknown>>;
    created_at: Timestamp;
    replaces: Buffer | null;
    /** Kept by a trigger. */
    words: Generated<string>;
    revision: Generated<number>;
  };
  pouch_covers: {
    pouch_id: string;
    revision: number;
    record_id: Buffer;
    event_sequence: number;
    title: string;
    cover: Json<Record<string, unknown>>;
  };
  pouch_certificates: {
    pouch_id: string;
    certificate_id: string;
    event_sequence: number;
    added_by: string;
    added_at: Timestamp;
  };
  documents: Description & {
    id: string;
    pouch_id: string;
    record_id: Buffer;
    added_by: string;
    created_at: Timestamp;
    revision: Generated<number>;
    parted_at: number | null;
  };
  document_descriptions: Description & {
    document_id: string;
    revision: number;
    record_id: Buffer;
    event_sequence: number;
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
    /** Of the event with which it went into another pouch. */
    parted_at: number | null;
    sealed_as: string | null;
  };
  pouch_parts: {
    part_id: string;
    part_record_id: Buffer;
    pouch_id: string;
    record_id: Buffer;
    event_sequence: number;
    documents: number;
    certificates: number;
    parted_at: Timestamp;
  };
  document_readings: {
    document_id: string;
    version: number;
    organisation_id: string;
    record_id: Buffer;
    event_sequence: number;
    read_by: string;
    read_at: Timestamp;
  };
  document_keys: { document_id: string; version: number; organisation_id: string; wrapped_key: string };
  uploads: Description & {
    id: string;
    organisation_id: string;
    document_id: string;
    version: number;
    pouch_id: string;
    record_id: Buffer;
    media_type: string;
    size: number;
    received: Generated<number>;
    parts: Generated<number>;
    expires_at: Timestamp;
    ended_at: Timestamp | null;
    created_at: Timestamp;
  };
  upload_parts: {
    upload_id: string;
    number: number;
    organisation_id: string;
    size: number;
    digest: Buffer;
    cid: string;
    sealed_key: Buffer;
  };
}
