/**
 * Sharing of less than a record, with others than accounts, and for the owner: extracts, links with a code, invitations
 * by e-mail, and who acts for an owner on one pouch.
 */
export const sharing = `
ALTER TABLE record_access ADD COLUMN acts_for uuid REFERENCES organisations;
CREATE INDEX record_access_delegated ON record_access (organisation_id) WHERE acts_for IS NOT NULL AND ended_at IS NULL;
-- Who registered through an invitation is nobody's member yet: it is in the directory of who invited it alone.
ALTER TABLE organisations ADD COLUMN invited_by uuid REFERENCES organisations;

-- Some documents of a pouch, or a certificate with fields hidden. Its reader does not see the record itself.
CREATE TABLE extracts (
  id uuid PRIMARY KEY,
  record_id bytea NOT NULL REFERENCES records,
  organisation_id uuid NOT NULL REFERENCES organisations,
  given_by uuid NOT NULL REFERENCES organisations,
  document_ids uuid[],
  hidden text[],
  rights text[] NOT NULL,
  created_at timestamptz NOT NULL,
  ends_at timestamptz,
  ended_at timestamptz,
  CHECK ((document_ids IS NULL) <> (hidden IS NULL))
);
CREATE INDEX extracts_record ON extracts (record_id, created_at) WHERE ended_at IS NULL;
CREATE INDEX extracts_reader ON extracts (organisation_id, created_at DESC, id DESC) WHERE ended_at IS NULL;

CREATE TABLE share_links (
  id uuid PRIMARY KEY,
  record_id bytea NOT NULL REFERENCES records,
  given_by uuid NOT NULL REFERENCES organisations,
  made_by text NOT NULL,
  label text NOT NULL,
  -- SHA-256 of the secret in the link, and of secret and code together: without the link the code cannot be tried.
  secret_hash bytea NOT NULL UNIQUE CHECK (length(secret_hash) = 32),
  code_hash bytea NOT NULL CHECK (length(code_hash) = 32),
  document_ids uuid[],
  hidden text[],
  rights text[] NOT NULL,
  -- Wrong codes; those after the last that was right.
  attempts integer NOT NULL DEFAULT 0,
  openings integer NOT NULL DEFAULT 0,
  last_opened_at timestamptz,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  CHECK (document_ids IS NULL OR hidden IS NULL)
);
CREATE INDEX share_links_record ON share_links (record_id, created_at) WHERE ended_at IS NULL;

-- Somebody who gave link and code, for an hour.
CREATE TABLE link_visits (
  token_hash bytea PRIMARY KEY CHECK (length(token_hash) = 32),
  link_id uuid NOT NULL REFERENCES share_links,
  expires_at timestamptz NOT NULL
);
CREATE INDEX link_visits_expiry ON link_visits (expires_at);
CREATE INDEX link_visits_link ON link_visits (link_id);

CREATE TABLE invitations (
  id uuid PRIMARY KEY,
  record_id bytea NOT NULL REFERENCES records,
  organisation_id uuid NOT NULL REFERENCES organisations,
  made_by text NOT NULL,
  email text NOT NULL CHECK (email = lower(email)),
  language text NOT NULL,
  document_ids uuid[],
  hidden text[],
  rights text[] NOT NULL,
  share_ends_at timestamptz,
  -- Of the link in the letter that was sent last; none before.
  secret_hash bytea UNIQUE CHECK (length(secret_hash) = 32),
  letters integer NOT NULL DEFAULT 1,
  letter_state text NOT NULL DEFAULT 'waiting' CHECK (letter_state IN ('waiting', 'sent', 'refused')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  ended_at timestamptz,
  accepted_by uuid REFERENCES organisations,
  CHECK (document_ids IS NULL OR hidden IS NULL)
);
CREATE INDEX invitations_record ON invitations (record_id, created_at) WHERE ended_at IS NULL;
CREATE INDEX invitations_organisation ON invitations (organisation_id, created_at);
CREATE INDEX invitations_waiting ON invitations (next_at) WHERE ended_at IS NULL AND letter_state = 'waiting';

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['extracts', 'share_links', 'link_visits', 'invitations'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY system ON %I TO openpouch_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO openpouch_system', t);
  END LOOP;
END $$;

-- What is given of a record is also its owner's to know and to end. An e-mail address is for who invited alone.
GRANT SELECT ON extracts, share_links, invitations TO openpouch_app;
CREATE POLICY party ON extracts FOR SELECT TO openpouch_app USING (
  given_by = acting_organisation()
  OR (organisation_id = acting_organisation() AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > now()))
  OR EXISTS (SELECT FROM records r WHERE r.record_id = extracts.record_id AND r.owner_organisation_id = acting_organisation()));
CREATE POLICY party ON share_links FOR SELECT TO openpouch_app USING (
  given_by = acting_organisation()
  OR EXISTS (SELECT FROM records r WHERE r.record_id = share_links.record_id AND r.owner_organisation_id = acting_organisation()));
CREATE POLICY own ON invitations FOR SELECT TO openpouch_app USING (organisation_id = acting_organisation());

-- Who acts for the owner sees the offers that it makes for it.
CREATE POLICY delegated ON handovers FOR SELECT TO openpouch_app USING (EXISTS (
  SELECT FROM record_access a WHERE a.record_id = handovers.record_id AND a.organisation_id = acting_organisation()
    AND a.acts_for = handovers.from_id AND 'offer' = ANY(a.rights)
    AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now())));
`;
