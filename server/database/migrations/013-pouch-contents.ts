/** What documents and pouches were called in the course of time, who read which version, and uploads under way. */
export const pouchContents = `
ALTER TABLE pouches ADD COLUMN revision integer NOT NULL DEFAULT 1;
ALTER TABLE documents
  -- Counts versions and descriptions together: what If-Match is compared with.
  ADD COLUMN revision integer NOT NULL DEFAULT 1,
  -- What kind of document it is, in words, where no code says it.
  ADD COLUMN type_name text CHECK (type_name IS NULL OR type = 'other'),
  ADD COLUMN folder text;

-- Title and cover as they were changed: a former owner goes on seeing those of its time.
CREATE TABLE pouch_covers (
  pouch_id uuid NOT NULL REFERENCES pouches,
  revision integer NOT NULL,
  record_id bytea NOT NULL REFERENCES records,
  event_sequence bigint NOT NULL,
  title text NOT NULL,
  cover jsonb NOT NULL,
  PRIMARY KEY (pouch_id, revision)
);

-- The same of documents, from the first on.
CREATE TABLE document_descriptions (
  document_id uuid NOT NULL REFERENCES documents,
  revision integer NOT NULL,
  record_id bytea NOT NULL REFERENCES records,
  event_sequence bigint NOT NULL,
  name text NOT NULL,
  type text NOT NULL,
  type_name text,
  folder text,
  PRIMARY KEY (document_id, revision)
);

-- The first time that somebody else than the owner got a version.
CREATE TABLE document_readings (
  document_id uuid NOT NULL,
  version integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations,
  record_id bytea NOT NULL REFERENCES records,
  event_sequence bigint NOT NULL,
  read_by text NOT NULL,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (document_id, version, organisation_id),
  FOREIGN KEY (document_id, version) REFERENCES document_versions
);

-- A document or a version on its way, in parts. Nobody else learns of it before it is complete.
CREATE TABLE uploads (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  document_id uuid NOT NULL,
  version integer NOT NULL,
  pouch_id uuid NOT NULL REFERENCES pouches,
  record_id bytea NOT NULL REFERENCES records,
  name text NOT NULL,
  type text NOT NULL,
  type_name text,
  folder text,
  media_type text NOT NULL,
  size bigint NOT NULL CHECK (size > 0),
  received bigint NOT NULL DEFAULT 0 CHECK (received <= size),
  parts integer NOT NULL DEFAULT 0,
  expires_at timestamptz NOT NULL,
  -- Completed, given up or expired: what it holds is being removed.
  ended_at timestamptz,
  created_at timestamptz NOT NULL
);
CREATE INDEX uploads_open ON uploads (organisation_id) WHERE ended_at IS NULL;
CREATE INDEX uploads_expiring ON uploads (expires_at);

CREATE TABLE upload_parts (
  upload_id uuid NOT NULL REFERENCES uploads ON DELETE CASCADE,
  number integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations,
  size bigint NOT NULL CHECK (size > 0),
  digest bytea NOT NULL CHECK (length(digest) = 32),
  cid text NOT NULL,
  sealed_key bytea NOT NULL,
  PRIMARY KEY (upload_id, number)
);
CREATE INDEX upload_parts_cid ON upload_parts (cid);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['pouch_covers', 'document_descriptions', 'document_readings', 'uploads', 'upload_parts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY system ON %I TO openpouch_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO openpouch_system', t);
    EXECUTE format('GRANT SELECT ON %I TO openpouch_app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['pouch_covers', 'document_descriptions', 'document_readings'] LOOP
    EXECUTE format('CREATE POLICY seen ON %I FOR SELECT TO openpouch_app USING (EXISTS (
      SELECT FROM record_access a WHERE a.record_id = %I.record_id AND a.organisation_id = acting_organisation()
        AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now())
        AND (a.seen_until IS NULL OR event_sequence <= a.seen_until)))', t, t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['uploads', 'upload_parts'] LOOP
    EXECUTE format('GRANT INSERT ON %I TO openpouch_app', t);
    EXECUTE format('CREATE POLICY own ON %I TO openpouch_app
      USING (organisation_id = acting_organisation()) WITH CHECK (organisation_id = acting_organisation())', t);
  END LOOP;
END $$;
GRANT UPDATE (received, parts, expires_at, ended_at) ON uploads TO openpouch_app;
`;
