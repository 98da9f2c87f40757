import type { Generated } from 'kysely';
import type { SpokenLanguage } from '../../core/spoken-languages.ts';
import type { Timestamp } from './tables-certificates.ts';

export type EndpointState = 'on' | 'off' | 'gone';
export type DeliveryState = 'waiting' | 'delivered' | 'failed' | 'missed';

/** Migration 012: who is told what. */
export interface NoticeTables {
  happenings: {
    id: Generated<number>;
    event_id: number | null;
    type: string | null;
    certificate_id: string | null;
    concerned: string[] | null;
    actor_organisation_id: string | null;
    actor_name: string | null;
    time: Timestamp | null;
  };
  notices: {
    id: Generated<number>;
    organisation_id: string;
    happening: string;
    kind: string;
    type: string;
    record_id: Buffer | null;
    certificate_id: string | null;
    actor_organisation_id: string | null;
    actor_name: string | null;
    /** Migration 018: told to this person alone. */
    user_id: Generated<string | null>;
    /** Migration 020: what a watch has told. */
    watch_change_id: Generated<number | null>;
    time: Timestamp;
    created_at: Generated<Date>;
  };
  notice_settings: {
    user_id: string;
    organisation_id: string;
    language: Generated<SpokenLanguage>;
    at_once: string[] | null;
    daily: string[] | null;
    digest_hour: Generated<number>;
    /** IANA; null: that of the organisation's country. */
    time_zone: string | null;
    read_until: Generated<number>;
  };
  notice_readings: { user_id: string; notice_id: number; organisation_id: string };
  letter_lines: { user_id: string; notice_id: number; due_at: Timestamp };
  letters: {
    id: string;
    user_id: string;
    subject: string | null;
    body: string | null;
    state: Generated<'waiting' | 'sent' | 'refused'>;
    attempts: Generated<number>;
    next_at: Timestamp;
    created_at: Timestamp;
    ended_at: Timestamp | null;
  };
  webhook_endpoints: {
    id: string;
    organisation_id: string;
    url: string;
    description: string;
    types: string[];
    sealed_secret: Buffer;
    sealed_previous: Buffer | null;
    previous_until: Timestamp | null;
    state: Generated<EndpointState>;
    failing_since: Timestamp | null;
    created_by: string;
    created_at: Timestamp;
  };
  webhook_deliveries: {
    id: string;
    endpoint_id: string;
    organisation_id: string;
    event: string;
    type: string;
    body: string;
    state: DeliveryState;
    attempts: Generated<number>;
    next_at: Timestamp;
    created_at: Timestamp;
    ended_at: Timestamp | null;
  };
  webhook_attempts: {
    id: Generated<number>;
    delivery_id: string;
    organisation_id: string;
    at: Timestamp;
    status: number | null;
    failure: string | null;
    duration_ms: number;
  };
}
