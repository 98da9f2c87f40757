/**
 * Keys that their organisation holds itself: who holds them, and what is prepared for their signatures
 * (docs/decisions/0020).
 */
export const selfCustody = `
ALTER TABLE organisations ADD COLUMN self_custody boolean NOT NULL DEFAULT false;

-- A browser, a passkey or a program that holds keys of an organisation. Until an administrator confirms it, it only
-- proposes them.
CREATE TABLE key_holders (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  -- Whose device it is; null: a system's.
  user_id uuid REFERENCES users,
  name text NOT NULL,
  kind text NOT NULL CHECK (kind IN ('browser', 'passkey', 'program')),
  -- What it proposes, until it is confirmed: the proofs of possession.
  proposed jsonb,
  created_at timestamptz NOT NULL,
  confirmed_at timestamptz,
  ended_at timestamptz
);
CREATE INDEX key_holders_organisation ON key_holders (organisation_id, created_at, id);

ALTER TABLE organisation_keys ALTER COLUMN sealed_private DROP NOT NULL;
ALTER TABLE organisation_keys ADD COLUMN holder_id uuid REFERENCES key_holders;
ALTER TABLE organisation_keys ADD COLUMN taken_at timestamptz;
ALTER TABLE organisation_keys ADD CHECK ((sealed_private IS NULL) = (holder_id IS NOT NULL));
-- Of those in custody one is in use for a purpose; each holder has an identity key of its own.
DROP INDEX organisation_keys_current;
CREATE UNIQUE INDEX organisation_keys_current ON organisation_keys (organisation_id, purpose)
  WHERE ended_at IS NULL AND purpose <> 'owner' AND holder_id IS NULL;
CREATE INDEX organisation_keys_ready ON organisation_keys (organisation_id, created_at, id)
  WHERE purpose = 'owner' AND holder_id IS NOT NULL AND taken_at IS NULL AND ended_at IS NULL;
CREATE INDEX organisation_keys_held ON organisation_keys (holder_id, purpose) WHERE holder_id IS NOT NULL;
-- Which records are on a key that somebody holds.
CREATE INDEX records_owner_key ON records (owner_key_id);

-- An act that waits for signatures: what is run again with them, and what it draws from.
CREATE TABLE signing_preparations (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  person_id uuid NOT NULL,
  request jsonb NOT NULL,
  -- Sealed: salts are drawn from it.
  sealed_seed bytea NOT NULL,
  at timestamptz NOT NULL,
  -- Signatures that are there: id to base64url.
  signed jsonb NOT NULL DEFAULT '{}',
  -- What is still to be signed.
  asked jsonb NOT NULL,
  expires_at timestamptz NOT NULL,
  done_at timestamptz
);
CREATE INDEX signing_preparations_organisation ON signing_preparations (organisation_id, expires_at);

-- The recipient has accepted and signed; the owner, who holds its key itself, is yet to sign.
ALTER TABLE handovers ADD COLUMN agreed jsonb;
ALTER TABLE handovers DROP CONSTRAINT handovers_state_check;
ALTER TABLE handovers ADD CONSTRAINT handovers_state_check
  CHECK (state IN ('offered', 'agreed', 'accepted', 'rejected', 'withdrawn', 'expired', 'void'));
DROP INDEX handovers_one_open;
CREATE UNIQUE INDEX handovers_one_open ON handovers (record_id) WHERE state IN ('offered', 'agreed');
DROP INDEX handovers_offered_by;
CREATE INDEX handovers_offered_by ON handovers (from_id, created_at DESC) WHERE state IN ('offered', 'agreed');
DROP INDEX handovers_open_contents;
CREATE INDEX handovers_open_contents ON handovers USING gin (contents) WHERE state IN ('offered', 'agreed');

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['key_holders', 'signing_preparations'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO openpouch_system', t);
    EXECUTE format('CREATE POLICY system ON %I TO openpouch_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
  END LOOP;
END $$;
GRANT SELECT ON key_holders TO openpouch_app;
CREATE POLICY own ON key_holders FOR SELECT TO openpouch_app USING (organisation_id = acting_organisation());
GRANT SELECT, INSERT, UPDATE ON signing_preparations TO openpouch_app;
CREATE POLICY own ON signing_preparations TO openpouch_app
  USING (organisation_id = acting_organisation()) WITH CHECK (organisation_id = acting_organisation());
`;
