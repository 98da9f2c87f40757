/** Files of many applications. */
export const bulk = `
-- A file of many applications, and how far it is.
CREATE TABLE bulk_runs (
  id uuid PRIMARY KEY,
  applicant_id uuid NOT NULL REFERENCES organisations,
  chamber_id uuid NOT NULL REFERENCES organisations,
  started_by text NOT NULL,
  file_name text NOT NULL,
  format text NOT NULL CHECK (format IN ('csv', 'xlsx', 'json')),
  size integer NOT NULL,
  digest bytea NOT NULL CHECK (length(digest) = 32),
  -- Where what is taken is submitted at once: what was declared for it, and by whom.
  submission jsonb,
  -- Until the run has ended.
  content bytea,
  state text NOT NULL CHECK (state IN ('waiting', 'running', 'finished', 'failed')),
  -- Why the file could not be read.
  failure text,
  -- Headers of its columns, for the file of what was refused.
  headers jsonb,
  rows integer,
  applications integer,
  applications_done integer NOT NULL DEFAULT 0,
  accepted integer NOT NULL DEFAULT 0,
  repeated integer NOT NULL DEFAULT 0,
  refused integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL,
  -- A process works on it, and says so again and again.
  claimed_until timestamptz,
  finished_at timestamptz
);
CREATE INDEX bulk_runs_applicant ON bulk_runs (applicant_id, created_at DESC, id DESC);
CREATE INDEX bulk_runs_open ON bulk_runs (created_at, id) WHERE state IN ('waiting', 'running');

CREATE TABLE bulk_rows (
  run_id uuid NOT NULL REFERENCES bulk_runs ON DELETE CASCADE,
  -- As the file counts them, from 1.
  row integer NOT NULL,
  applicant_id uuid NOT NULL REFERENCES organisations,
  reference text,
  outcome text NOT NULL CHECK (outcome IN ('accepted', 'repeated', 'refused')),
  certificate_id uuid REFERENCES certificates,
  -- Of a refused row: what is wrong, and what it says.
  errors jsonb,
  cells jsonb,
  PRIMARY KEY (run_id, row)
);
CREATE INDEX bulk_rows_refused ON bulk_rows (run_id, row) WHERE outcome = 'refused';

-- An applicant's own reference stands for one application, whichever file says it.
CREATE TABLE bulk_references (
  applicant_id uuid NOT NULL REFERENCES organisations,
  reference text NOT NULL,
  -- SHA-256 of chamber and application: the same again is a retry, another is a mistake.
  digest bytea NOT NULL CHECK (length(digest) = 32),
  certificate_id uuid NOT NULL REFERENCES certificates,
  PRIMARY KEY (applicant_id, reference)
);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['bulk_runs', 'bulk_rows', 'bulk_references'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY system ON %I TO openpouch_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO openpouch_system', t);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO openpouch_app', t);
    EXECUTE format('CREATE POLICY own ON %I TO openpouch_app
      USING (applicant_id = acting_organisation()) WITH CHECK (applicant_id = acting_organisation())', t);
  END LOOP;
END $$;
-- What a run says of its file stays; how far it is moves.
GRANT UPDATE (state, failure, content, headers, rows, applications, applications_done, accepted, repeated, refused,
  claimed_until, finished_at) ON bulk_runs TO openpouch_app;
`;
