import type { ColumnType, Generated } from 'kysely';
import type { SpokenLanguage } from '../../core/spoken-languages.ts';
import type { Timestamp } from './tables-certificates.ts';

/** Which part of a record: some documents of a pouch, or a certificate without some fields; neither: all of it. */
interface PortionColumns {
  document_ids: string[] | null;
  hidden: string[] | null;
}

type Later<T> = ColumnType<T | null, T | null | undefined, T | null>;

export interface SharingTables {
  extracts: PortionColumns & {
    id: string;
    record_id: Buffer;
    organisation_id: string;
    given_by: string;
    rights: string[];
    created_at: Timestamp;
    ends_at: Timestamp | null;
    ended_at: Later<Date>;
  };
  share_links: PortionColumns & {
    id: string;
    record_id: Buffer;
    given_by: string;
    made_by: string;
    label: string;
    secret_hash: Buffer;
    code_hash: Buffer;
    rights: string[];
    attempts: Generated<number>;
    openings: Generated<number>;
    last_opened_at: Later<Date>;
    created_at: Timestamp;
    expires_at: Timestamp;
    ended_at: Later<Date>;
  };
  link_visits: { token_hash: Buffer; link_id: string; expires_at: Timestamp };
  invitations: PortionColumns & {
    id: string;
    record_id: Buffer;
    organisation_id: string;
    made_by: string;
    email: string;
    language: SpokenLanguage;
    rights: string[];
    share_ends_at: Timestamp | null;
    secret_hash: Later<Buffer>;
    letters: Generated<number>;
    letter_state: Generated<'waiting' | 'sent' | 'refused'>;
    attempts: Generated<number>;
    next_at: Timestamp;
    created_at: Timestamp;
    expires_at: Timestamp;
    ended_at: Later<Date>;
    accepted_by: Later<string>;
  };
}
