import type { ColumnType, Generated } from 'kysely';
import type { Timestamp } from './tables-certificates.ts';

/** How a watched record stands; the middle four only to whoever may see it. */
export type Standing =
  | 'active'
  | 'verified'
  | 'disputed'
  | 'refused'
  | 'acquitted'
  | 'expired'
  | 'closed'
  | 'superseded'
  | 'revoked';

/** Migration 020: verifications of many, and watches. */
export interface InquiryTables {
  verification_runs: {
    id: string;
    organisation_id: string;
    asked_by: string;
    person_id: string;
    items: Generated<number>;
    outcomes: ColumnType<Readonly<Record<string, number>>, string | undefined, string>;
    started_at: Timestamp;
    ended_at: ColumnType<Date | null, Date | null | undefined, Date | null>;
    complete: Generated<boolean>;
  };
  watches: {
    id: string;
    organisation_id: string;
    record_id: Buffer;
    number: string | null;
    reference: string | null;
    status: Standing;
    reason: Generated<string | null>;
    changed_at: Generated<Date | null>;
    since_sequence: number;
    created_by: string;
    created_at: Timestamp;
    ends_at: Timestamp;
  };
  watch_changes: {
    id: Generated<number>;
    organisation_id: string;
    watch_id: string;
    record_id: Buffer;
    number: string | null;
    reference: string | null;
    previous: Standing;
    status: Standing;
    reason: string | null;
    successor: Buffer | null;
    time: Timestamp;
  };
}
