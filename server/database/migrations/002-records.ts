/** Records, who may see them, their trail, the batches, and what is sent to the chain. */
export const records = `
CREATE TABLE records (
  record_id bytea PRIMARY KEY CHECK (length(record_id) = 32),
  kind text NOT NULL CHECK (kind IN ('certificate', 'pouch')),
  issuer bytea NOT NULL,
  issuer_organisation_id uuid NOT NULL REFERENCES organisations,
  first_owner bytea NOT NULL,
  content bytea NOT NULL,
  content_salt bytea NOT NULL,
  owner_organisation_id uuid NOT NULL REFERENCES organisations,
  owner_key_id uuid NOT NULL REFERENCES organisation_keys,
  chain_sequence integer NOT NULL DEFAULT 0,
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'closed', 'revoked', 'superseded')),
  reason integer NOT NULL DEFAULT 0,
  successor bytea,
  head_sequence bigint NOT NULL,
  head_hash bytea NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX records_owner ON records (owner_organisation_id);

-- Who may see a record. The owner has a row too; a former owner and the issuing chamber keep theirs.
CREATE TABLE record_access (
  id uuid PRIMARY KEY,
  record_id bytea NOT NULL REFERENCES records,
  organisation_id uuid NOT NULL REFERENCES organisations,
  basis text NOT NULL CHECK (basis IN ('owner', 'issuer', 'former_owner', 'offer', 'share')),
  rights text[] NOT NULL DEFAULT '{view}',
  shared_by uuid REFERENCES organisations,
  through bytea REFERENCES records,
  -- The access that this one follows from, and with which it ends: to the pouch that a certificate lies in, or of whoever
  -- shared on what was shared with it.
  derived_from uuid REFERENCES record_access,
  -- Of a former owner: the last event that it may know of, its handover. What came later is not its affair.
  seen_until bigint,
  created_at timestamptz NOT NULL,
  ends_at timestamptz,
  ended_at timestamptz,
  -- For lists; a trigger sets them.
  listed_as text,
  listed_at timestamptz,
  listed_id uuid,
  words text
);
CREATE INDEX record_access_listed ON record_access (organisation_id, listed_as, listed_at DESC, listed_id DESC)
  INCLUDE (record_id, basis, ends_at, words) WHERE ended_at IS NULL AND listed_as IS NOT NULL;
CREATE INDEX record_access_shared ON record_access (organisation_id, created_at DESC) WHERE ended_at IS NULL AND basis = 'share';
CREATE INDEX record_access_forwarded ON record_access (record_id) WHERE basis IN ('share', 'former_owner');
CREATE INDEX record_access_forwarded_by ON record_access
  ((CASE basis WHEN 'share' THEN shared_by ELSE organisation_id END), record_id) WHERE basis IN ('share', 'former_owner');
CREATE INDEX record_access_derived ON record_access (derived_from) WHERE ended_at IS NULL;
CREATE INDEX record_access_former ON record_access (organisation_id, record_id) INCLUDE (seen_until)
  WHERE ended_at IS NULL AND seen_until IS NOT NULL;
CREATE INDEX record_access_record ON record_access (record_id, organisation_id) WHERE ended_at IS NULL;
CREATE INDEX record_access_organisation ON record_access (organisation_id, record_id) WHERE ended_at IS NULL;

CREATE TABLE batches (
  number bigint PRIMARY KEY,
  size integer NOT NULL,
  root bytea NOT NULL UNIQUE,
  previous_root bytea NOT NULL,
  header bytea NOT NULL,
  root_signature text NOT NULL,
  transaction_id bigint,
  created_at timestamptz NOT NULL
);
CREATE INDEX batches_transaction ON batches (transaction_id);

CREATE TABLE events (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  record_id bytea NOT NULL REFERENCES records,
  sequence bigint NOT NULL,
  previous bytea NOT NULL,
  entry_hash bytea NOT NULL,
  body_commitment bytea NOT NULL,
  body_salt bytea,
  jws text,
  type text NOT NULL,
  actor_organisation_id uuid REFERENCES organisations,
  actor_name text NOT NULL,
  time timestamptz NOT NULL,
  batch_number bigint REFERENCES batches,
  leaf_index integer,
  path bytea,
  UNIQUE (record_id, sequence)
);
CREATE INDEX events_unbatched ON events (id) WHERE batch_number IS NULL;
CREATE INDEX events_batch ON events (batch_number, leaf_index);
CREATE INDEX events_time ON events (time, id);

-- The outbox: raw signed transactions are here before they are sent.
CREATE TABLE chain_transactions (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  purpose text NOT NULL CHECK (purpose IN ('deployment', 'accreditation', 'anchor', 'acts')),
  nonce integer NOT NULL UNIQUE,
  raw text NOT NULL,
  hash text NOT NULL UNIQUE,
  state text NOT NULL DEFAULT 'batched' CHECK (state IN ('batched', 'submitted', 'mined', 'final', 'failed')),
  block_number bigint,
  block_hash text,
  block_time bigint,
  -- On the embedded chain the time that its block is to have, chosen before it is first sent: the same at every replay.
  planned_time bigint,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX chain_transactions_open ON chain_transactions (nonce) WHERE state NOT IN ('final', 'failed');

-- What the chain is to be told of records: one row an act, in the order of recording.
CREATE TABLE chain_acts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  record_ids bytea[] NOT NULL,
  act text NOT NULL CHECK (act IN ('handover', 'closing', 'revocation', 'accreditation', 'ending', 'profile', 'storeIssuance', 'storeRevocation')),
  payload jsonb NOT NULL,
  transaction_id bigint REFERENCES chain_transactions,
  state text NOT NULL DEFAULT 'recorded' CHECK (state IN ('recorded', 'batched', 'submitted', 'mined', 'final', 'failed')),
  failure text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX chain_acts_open ON chain_acts (id) WHERE state NOT IN ('final', 'failed');
CREATE INDEX chain_acts_failed ON chain_acts (id) WHERE state = 'failed';
CREATE INDEX chain_acts_records ON chain_acts USING gin (record_ids);
`;
