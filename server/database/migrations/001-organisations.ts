/** Organisations, their keys, the people and systems that act for them. */
export const organisations = `
CREATE TABLE organisations (
  id uuid PRIMARY KEY,
  role text NOT NULL CHECK (role IN ('federation', 'chamber', 'exporter', 'forwarder', 'importer', 'customs')),
  legal_name text NOT NULL CHECK (length(legal_name) BETWEEN 1 AND 70),
  country text NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
  address jsonb NOT NULL,
  identifiers jsonb NOT NULL DEFAULT '[]',
  vouched_by uuid REFERENCES organisations,
  -- What the chain holds the hash of: legal name, country, did. Of chambers and the federation.
  profile jsonb,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX organisations_not_vouched ON organisations (country) WHERE vouched_by IS NULL;

CREATE TABLE organisation_keys (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  purpose text NOT NULL CHECK (purpose IN ('issuing', 'identity', 'decryption', 'owner')),
  signer_id bytea NOT NULL UNIQUE CHECK (length(signer_id) = 24),
  public_jwk jsonb NOT NULL,
  sealed_private bytea NOT NULL,
  voucher text,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);
CREATE UNIQUE INDEX organisation_keys_current ON organisation_keys (organisation_id, purpose)
  WHERE ended_at IS NULL AND purpose <> 'owner';
-- Owner keys are as many as records: they are asked by id.
CREATE INDEX organisation_keys_purpose ON organisation_keys (organisation_id, purpose) WHERE purpose <> 'owner';

CREATE TABLE users (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  email text NOT NULL CHECK (email = lower(email)),
  name text NOT NULL,
  password_hash text NOT NULL,
  administrator boolean NOT NULL DEFAULT false,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);
-- Whoever has left may come back, here or elsewhere, under the same address.
CREATE UNIQUE INDEX users_email ON users (email) WHERE ended_at IS NULL;
CREATE INDEX users_organisation ON users (organisation_id, id);

CREATE TABLE sessions (
  token_hash bytea PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_user ON sessions (user_id);
CREATE INDEX sessions_expiry ON sessions (expires_at);

CREATE TABLE api_clients (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  name text NOT NULL,
  secret_hash bytea NOT NULL,
  scopes text[] NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  ended_at timestamptz
);
CREATE INDEX api_clients_organisation ON api_clients (organisation_id, id);

CREATE TABLE idempotency_keys (
  organisation_id uuid NOT NULL REFERENCES organisations,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  status integer NOT NULL,
  headers jsonb NOT NULL,
  body jsonb,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (organisation_id, key)
);
CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);

-- What belongs to the installation itself: the operator's key, the deployment it runs on.
CREATE TABLE installation (
  name text PRIMARY KEY,
  value jsonb NOT NULL
);
`;
