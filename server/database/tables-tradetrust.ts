import type { JSONColumnType } from 'kysely';
import type { Timestamp } from './tables-certificates.ts';

/** Migration 021. */
export interface TradeTrustTables {
  document_stores: {
    chamber_id: string;
    address: Buffer;
    domain: string;
    changed_by: string;
    changed_at: Timestamp;
  };
  wrapped_certificates: {
    certificate_id: string;
    record_id: Buffer;
    chamber_id: string;
    target_hash: Buffer;
    sealed: Buffer;
    alias: Buffer;
    alias_key: JSONColumnType<{ kty: 'EC'; crv: 'P-256'; x: string; y: string }>;
    event_sequence: number;
    created_at: Timestamp;
  };
}
