/** Who verified many at once, and who wants to be told when a record changes after the check. */
export const inquiries = `
CREATE TABLE verification_runs (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  -- The person or system of it that asked.
  asked_by text NOT NULL,
  person_id uuid NOT NULL,
  items integer NOT NULL DEFAULT 0,
  -- How many of each outcome; the items that could not be read are the rest.
  outcomes jsonb NOT NULL DEFAULT '{}',
  started_at timestamptz NOT NULL,
  -- Null: under way, or cut off with the process that did it.
  ended_at timestamptz,
  -- Whether every item was answered.
  complete boolean NOT NULL DEFAULT false
);
CREATE INDEX verification_runs_listed ON verification_runs (organisation_id, started_at DESC, id DESC);
CREATE INDEX verification_runs_age ON verification_runs (started_at);

CREATE TABLE watches (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  record_id bytea NOT NULL REFERENCES records,
  -- Of a certificate, which whoever verified it knows.
  number text,
  -- The watcher's own name for it.
  reference text,
  -- What it was last told, why, and when that happened; null: nothing since it began.
  status text NOT NULL,
  reason text,
  changed_at timestamptz,
  -- Events up to this one are in the status that it began with.
  since_sequence bigint NOT NULL,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL,
  UNIQUE (record_id, organisation_id)
);
CREATE INDEX watches_listed ON watches (organisation_id, created_at DESC, id DESC);
CREATE INDEX watches_ending ON watches (ends_at);

-- Written by one process at a time (server/notices): they are numbered as they become visible, so that a reader who goes
-- on from the last number misses none. They stay when the watch ends.
CREATE TABLE watch_changes (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  watch_id uuid NOT NULL,
  -- With the record's erasure it goes.
  record_id bytea NOT NULL REFERENCES records,
  number text,
  reference text,
  previous text NOT NULL,
  status text NOT NULL,
  reason text,
  successor bytea,
  time timestamptz NOT NULL
);
CREATE INDEX watch_changes_listed ON watch_changes (organisation_id, id);
CREATE INDEX watch_changes_record ON watch_changes (record_id);
CREATE INDEX watch_changes_age ON watch_changes (time);
-- The inbox of whoever does not see the record says what a watch has told.
ALTER TABLE notices ADD COLUMN watch_change_id bigint REFERENCES watch_changes ON DELETE CASCADE;
CREATE INDEX notices_watch_change ON notices (watch_change_id) WHERE watch_change_id IS NOT NULL;

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['verification_runs', 'watches', 'watch_changes'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY system ON %I TO openpouch_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
    EXECUTE format('CREATE POLICY own ON %I TO openpouch_app
      USING (organisation_id = acting_organisation()) WITH CHECK (organisation_id = acting_organisation())', t);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO openpouch_system', t);
    EXECUTE format('GRANT SELECT ON %I TO openpouch_app', t);
  END LOOP;
END $$;
GRANT INSERT, UPDATE ON verification_runs TO openpouch_app;

-- The page of the watches asks again.
CREATE FUNCTION announce_watch_changes() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM announce('notice', ARRAY[organisation_id::text], organisation_id)
    FROM (SELECT DISTINCT organisation_id FROM changed) AS whose;
  RETURN NULL;
END $f$;
CREATE TRIGGER announced AFTER INSERT ON watch_changes REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_watch_changes();
`;
