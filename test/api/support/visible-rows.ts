/** Records that the organisation $1 may see. */
const seen = `(SELECT record_id FROM record_access a WHERE a.organisation_id = $1
  AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now()))`;

/** Those of which it sees the event with this number: a former owner until its handover. */
const seenAt = (sequence: string) => `(SELECT record_id FROM record_access a WHERE a.organisation_id = $1
  AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now()) AND (a.seen_until IS NULL OR ${sequence} <= a.seen_until))`;
/** What went into another pouch stays with those who saw this one up to then alone. */
const versionSeen = (version: string) =>
  `${version}.record_id IN ${seenAt(`${version}.event_sequence`)} AND (${version}.parted_at IS NULL
  OR ${version}.record_id NOT IN ${seenAt(`${version}.parted_at`)})`;
const versionsSeen = `SELECT document_id FROM document_versions v WHERE ${versionSeen('v')}`;

const messagesSeen = `(messages.named IS NULL OR $1 = ANY(messages.named))
  AND messages.record_id IN ${seenAt('messages.event_sequence')}`;

/** Of each table what an organisation ($1) sees; a new table is to be added here, with its policies. */
export const visible: Readonly<Record<string, string>> = {
  // Names of organisations, roots and transactions are open to whoever is signed in.
  organisations: 'true',
  batches: 'true',
  chain_transactions: 'true',
  organisation_keys: 'organisation_id = $1',
  key_holders: 'organisation_id = $1',
  signing_preparations: 'organisation_id = $1',
  users: 'organisation_id = $1',
  organisation_acts: '$1 IN (organisation_id, by_organisation_id)',
  sessions: 'false',
  api_clients: 'organisation_id = $1',
  idempotency_keys: 'organisation_id = $1',
  installation: 'false',
  records: `record_id IN ${seen}`,
  record_access: `record_id IN ${seenAt('9e18')} OR (record_id IN ${seen} AND $1 IN (organisation_id, shared_by))`,
  events: `record_id IN ${seenAt('events.sequence')}`,
  chain_acts: `record_ids && ARRAY${seen}`,
  certificates: `applicant_id = $1 OR (chamber_id = $1 AND state <> 'draft') OR record_id IN ${seen}`,
  certificate_numbers: 'chamber_id = $1',
  certificate_submissions: '$1 IN (applicant_id, chamber_id)',
  certificate_messages: '$1 IN (applicant_id, chamber_id)',
  chamber_settings: 'chamber_id = $1',
  desk_cases: 'chamber_id = $1',
  desk_assignments: 'chamber_id = $1',
  undertakings: '$1 IN (exporter_id, chamber_id)',
  undertaking_acts: '$1 IN (exporter_id, chamber_id)',
  book_entries: 'organisation_id = $1',
  certificate_evidence: 'applicant_id = $1 OR $1 = ANY(submitted_to)',
  certificate_sources: 'applicant_id = $1',
  bulk_runs: 'applicant_id = $1',
  bulk_rows: 'applicant_id = $1',
  bulk_references: 'applicant_id = $1',
  validity_periods: 'true',
  happenings: 'false',
  notices: 'organisation_id = $1',
  notice_settings: 'organisation_id = $1',
  notice_readings: 'organisation_id = $1',
  letter_lines: 'false',
  letters: 'false',
  webhook_endpoints: 'organisation_id = $1',
  webhook_deliveries: 'organisation_id = $1',
  webhook_attempts: 'organisation_id = $1',
  verification_runs: 'organisation_id = $1',
  watches: 'organisation_id = $1',
  watch_changes: 'organisation_id = $1',
  legalisations: `record_id IN ${seenAt('legalisations.event_sequence')}`,
  retention_settings: 'organisation_id = $1',
  retention_terms: 'organisation_id = $1',
  legal_holds:
    'organisation_id = $1 OR record_id IN (SELECT record_id FROM records WHERE owner_organisation_id = $1)',
  erasures: `record_id IN ${seen}`,
  erased_files: 'false',
  document_stores: 'chamber_id = $1',
  wrapped_certificates: `record_id IN ${seenAt('wrapped_certificates.event_sequence')}`,
  renditions: `record_id IN ${seenAt('renditions.event_sequence')}`,
  pouches: `record_id IN ${seen}`,
  pouch_parts: `record_id IN ${seenAt('pouch_parts.event_sequence')} OR part_record_id IN ${seen}`,
  pouch_certificates: `pouch_id IN (SELECT id FROM pouches WHERE record_id IN ${seenAt('pouch_certificates.event_sequence')})`,
  documents: `id IN (${versionsSeen})`,
  document_versions: versionSeen('document_versions'),
  document_keys: 'organisation_id = $1',
  pouch_covers: `record_id IN ${seenAt('pouch_covers.event_sequence')}`,
  document_descriptions: `record_id IN ${seenAt('document_descriptions.event_sequence')}`,
  document_readings: `record_id IN ${seenAt('document_readings.event_sequence')}`,
  uploads: 'organisation_id = $1',
  upload_parts: 'organisation_id = $1',
  handovers: '$1 IN (from_id, to_id)',
  messages: messagesSeen,
  message_attachments: `(message_id IS NULL AND organisation_id = $1)
    OR message_id IN (SELECT id FROM messages WHERE ${messagesSeen})`,
  message_readings: 'organisation_id = $1',
  tasks: `record_id IN ${seenAt('tasks.event_sequence')}`,
  reading_agreements: '$1 IN (asker_id, reader_id)',
  reading_receipts: '$1 IN (asker_id, reader_id)',
  extracts: `$1 IN (given_by, organisation_id) OR record_id IN (SELECT record_id FROM records WHERE owner_organisation_id = $1)`,
  share_links: `given_by = $1 OR record_id IN (SELECT record_id FROM records WHERE owner_organisation_id = $1)`,
  link_visits: 'false',
  invitations: 'organisation_id = $1',
  trail_lines: 'false',
};
