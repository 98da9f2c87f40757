/** How long records are kept, what forbids to erase them, and their erasure. */
export const retention = `
ALTER TABLE records
  -- When it was closed, revoked or superseded; a trigger sets it.
  ADD COLUMN ended_at timestamptz,
  -- What it held is destroyed: the skeletons of its events stay.
  ADD COLUMN erased_at timestamptz;
ALTER TABLE records ALTER COLUMN content_salt DROP NOT NULL;
ALTER TABLE records ADD CONSTRAINT records_erased CHECK ((content_salt IS NULL) = (erased_at IS NOT NULL));
CREATE INDEX records_ended ON records (owner_organisation_id, ended_at DESC, record_id DESC) WHERE ended_at IS NOT NULL AND erased_at IS NULL;
CREATE INDEX records_erased ON records (owner_organisation_id, erased_at DESC, record_id DESC) WHERE erased_at IS NOT NULL;
CREATE FUNCTION record_ended() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  -- As the cursor of a list has it.
  NEW.ended_at := date_trunc('milliseconds', clock_timestamp());
  RETURN NEW;
END $f$;
CREATE TRIGGER ended BEFORE UPDATE OF status ON records FOR EACH ROW
  WHEN (OLD.status = 'active' AND NEW.status <> 'active') EXECUTE FUNCTION record_ended();

-- Without a row as server/retention/settings-store.ts says.
CREATE TABLE retention_settings (
  organisation_id uuid PRIMARY KEY REFERENCES organisations,
  four_eyes boolean NOT NULL,
  waiting_days integer NOT NULL,
  -- Records that have ended are erased when they need no longer be kept.
  automatic boolean NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL
);
CREATE INDEX retention_settings_automatic ON retention_settings (organisation_id) WHERE automatic;

-- An organisation's own terms, beside those of the law.
CREATE TABLE retention_terms (
  organisation_id uuid NOT NULL REFERENCES organisations,
  type text NOT NULL,
  years integer NOT NULL CHECK (years BETWEEN 1 AND 30),
  PRIMARY KEY (organisation_id, type)
);

CREATE TABLE legal_holds (
  id uuid PRIMARY KEY,
  record_id bytea NOT NULL REFERENCES records,
  organisation_id uuid NOT NULL REFERENCES organisations,
  reason text NOT NULL,
  set_by text NOT NULL,
  set_at timestamptz NOT NULL,
  lifted_by text,
  lifted_at timestamptz
);
CREATE UNIQUE INDEX legal_holds_one ON legal_holds (record_id, organisation_id) WHERE lifted_at IS NULL;
CREATE INDEX legal_holds_listed ON legal_holds (organisation_id, set_at DESC, id DESC) WHERE lifted_at IS NULL;

CREATE TABLE erasures (
  id uuid PRIMARY KEY,
  record_id bytea NOT NULL REFERENCES records,
  -- The owner that wants it.
  organisation_id uuid NOT NULL REFERENCES organisations,
  -- asked: it waits for a second person. waiting: for its day. erasing: nothing of it can be read any more, and files go.
  state text NOT NULL CHECK (state IN ('asked', 'waiting', 'erasing', 'erased', 'withdrawn')),
  -- Null: the organisation wants it of all that need no longer be kept.
  asked_person uuid,
  asked_by text,
  asked_at timestamptz NOT NULL,
  approved_by text,
  due_at timestamptz,
  -- When it is tried next: later than due where something forbids it.
  next_at timestamptz,
  ended_at timestamptz
);
CREATE UNIQUE INDEX erasures_one ON erasures (record_id) WHERE state <> 'withdrawn';
CREATE INDEX erasures_next ON erasures (next_at) WHERE state = 'waiting';
CREATE INDEX erasures_erasing ON erasures (id) WHERE state = 'erasing';
CREATE INDEX erasures_listed ON erasures (organisation_id, asked_at DESC, id DESC) WHERE state IN ('asked', 'waiting', 'erasing');

-- Files of erased records that are still to be removed: whose keys are gone already.
CREATE TABLE erased_files (
  erasure_id uuid NOT NULL REFERENCES erasures,
  cid text NOT NULL,
  PRIMARY KEY (erasure_id, cid)
);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['retention_settings', 'retention_terms', 'legal_holds', 'erasures', 'erased_files'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY system ON %I TO openpouch_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO openpouch_system', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['retention_settings', 'retention_terms'] LOOP
    EXECUTE format('CREATE POLICY own ON %I FOR SELECT TO openpouch_app USING (organisation_id = acting_organisation())', t);
  END LOOP;
END $$;
GRANT SELECT ON retention_settings, retention_terms, legal_holds, erasures TO openpouch_app;
-- Why it is held is between whoever holds it and the owner.
CREATE POLICY told ON legal_holds FOR SELECT TO openpouch_app USING (organisation_id = acting_organisation() OR EXISTS (
  SELECT FROM records r WHERE r.record_id = legal_holds.record_id AND r.owner_organisation_id = acting_organisation()));
CREATE POLICY seen ON erasures FOR SELECT TO openpouch_app USING (may_see_record(record_id));

-- An erasure looks for what belongs to a record along the foreign keys, and PostgreSQL after it.
CREATE INDEX notices_record ON notices (record_id) WHERE record_id IS NOT NULL;
CREATE INDEX notices_certificate ON notices (certificate_id) WHERE certificate_id IS NOT NULL;
CREATE INDEX bulk_rows_certificate ON bulk_rows (certificate_id) WHERE certificate_id IS NOT NULL;
CREATE INDEX bulk_references_certificate ON bulk_references (certificate_id);
CREATE INDEX certificates_successor ON certificates (successor_id) WHERE successor_id IS NOT NULL;
CREATE INDEX certificates_replaces ON certificates (replaces_id) WHERE replaces_id IS NOT NULL;
CREATE INDEX handovers_record ON handovers (record_id);
CREATE INDEX uploads_record ON uploads (record_id);
`;
