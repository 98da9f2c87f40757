import type { Generated } from 'kysely';
import type { Timestamp } from './tables-certificates.ts';

export type TaskState = 'open' | 'done' | 'declined' | 'withdrawn';
export type AgreementState = 'asked' | 'agreed' | 'refused' | 'ended';

/** Migration 018: messages, tasks, reading receipts. */
export interface TogetherTables {
  messages: {
    id: string;
    record_id: Buffer;
    document_id: string | null;
    event_sequence: number;
    named: string[] | null;
    mentioned: string[];
    mentioned_people: string[];
    answers: string | null;
    by_organisation: string;
    by_person: string;
    by_name: string;
    sealed: Buffer;
    at: Timestamp;
  };
  message_attachments: {
    id: string;
    record_id: Buffer;
    organisation_id: string;
    message_id: string | null;
    sealed_name: Buffer;
    media_type: string;
    size: number;
    digest: Buffer;
    cid: string;
    sealed_key: Buffer;
    created_at: Timestamp;
  };
  message_readings: { user_id: string; message_id: string; organisation_id: string };
  tasks: {
    id: string;
    record_id: Buffer;
    event_sequence: number;
    asker_id: string;
    asked_id: string;
    asker_name: string;
    document_type: string;
    sealed_note: Buffer | null;
    /** yyyy-mm-dd */
    due_on: string | null;
    by_itself: boolean;
    state: Generated<TaskState>;
    sealed_reason: Buffer | null;
    document_id: string | null;
    ended_by: string | null;
    ended_sequence: number | null;
    ended_at: Timestamp | null;
    created_at: Timestamp;
  };
  reading_agreements: {
    id: string;
    record_id: Buffer;
    asker_id: string;
    reader_id: string;
    state: Generated<AgreementState>;
    scope: 'pouch' | 'organisation' | null;
    asked_at: Timestamp;
    answered_at: Timestamp | null;
    ended_at: Timestamp | null;
  };
  reading_receipts: {
    document_id: string;
    version: number;
    asker_id: string;
    reader_id: string;
    record_id: Buffer;
    event_sequence: number;
    opened_at: Timestamp;
  };
}
