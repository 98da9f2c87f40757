import type { Timestamp } from './tables-certificates.ts';

export type ErasureState = 'asked' | 'waiting' | 'erasing' | 'erased' | 'withdrawn';

/** Migration 019: how long records are kept, and their erasure. */
export interface RetentionTables {
  retention_settings: {
    organisation_id: string;
    four_eyes: boolean;
    waiting_days: number;
    automatic: boolean;
    changed_by: string;
    changed_at: Timestamp;
  };
  retention_terms: { organisation_id: string; type: string; years: number };
  legal_holds: {
    id: string;
    record_id: Buffer;
    organisation_id: string;
    reason: string;
    set_by: string;
    set_at: Timestamp;
    lifted_by: string | null;
    lifted_at: Timestamp | null;
  };
  erasures: {
    id: string;
    record_id: Buffer;
    organisation_id: string;
    state: ErasureState;
    asked_person: string | null;
    asked_by: string | null;
    asked_at: Timestamp;
    approved_by: string | null;
    due_at: Timestamp | null;
    next_at: Timestamp | null;
    ended_at: Timestamp | null;
  };
  erased_files: { erasure_id: string; cid: string };
}
