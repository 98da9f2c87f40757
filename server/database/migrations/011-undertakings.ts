/** What exporters undertake towards chambers, and what became of it. Both tables only grow: what was said stays said. */
export const undertakings = `
ALTER TABLE chamber_settings ADD COLUMN undertaking_required boolean NOT NULL DEFAULT false;

CREATE TABLE undertakings (
  id uuid PRIMARY KEY,
  exporter_id uuid NOT NULL REFERENCES organisations,
  chamber_id uuid NOT NULL REFERENCES organisations,
  version text NOT NULL,
  language text NOT NULL,
  text text NOT NULL,
  -- Those who may sign, as they were named: [{id, name}]. Whoever was removed since is in the acts.
  signatories jsonb NOT NULL,
  given_by text NOT NULL,
  given_at timestamptz NOT NULL,
  ends_at timestamptz NOT NULL CHECK (ends_at > given_at),
  UNIQUE (id, exporter_id, chamber_id)
);
CREATE INDEX undertakings_of_exporter ON undertakings (exporter_id, given_at DESC, id DESC);
CREATE INDEX undertakings_to_chamber ON undertakings (chamber_id, given_at DESC, id DESC);
CREATE INDEX undertakings_between ON undertakings (exporter_id, chamber_id, ends_at);

CREATE TABLE undertaking_acts (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  undertaking_id uuid NOT NULL,
  exporter_id uuid NOT NULL,
  chamber_id uuid NOT NULL,
  act text NOT NULL CHECK (act IN ('accepted', 'refused', 'withdrawn', 'replaced', 'signatory_removed')),
  reason text,
  signatory_id uuid,
  by_organisation uuid NOT NULL REFERENCES organisations,
  by_name text NOT NULL,
  at timestamptz NOT NULL,
  FOREIGN KEY (undertaking_id, exporter_id, chamber_id) REFERENCES undertakings (id, exporter_id, chamber_id),
  CHECK (by_organisation = CASE WHEN act IN ('withdrawn', 'signatory_removed') THEN exporter_id ELSE chamber_id END),
  CHECK ((act = 'refused') = (reason IS NOT NULL)),
  CHECK ((act = 'signatory_removed') = (signatory_id IS NOT NULL))
);
CREATE INDEX undertaking_acts_of ON undertaking_acts (undertaking_id, number);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['undertakings', 'undertaking_acts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY system ON %I TO openpouch_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
    EXECUTE format('GRANT SELECT, INSERT ON %I TO openpouch_system, openpouch_app', t);
    EXECUTE format('CREATE POLICY party ON %I FOR SELECT TO openpouch_app
      USING (exporter_id = acting_organisation() OR chamber_id = acting_organisation())', t);
  END LOOP;
END $$;
CREATE POLICY given ON undertakings FOR INSERT TO openpouch_app WITH CHECK (exporter_id = acting_organisation());
CREATE POLICY done ON undertaking_acts FOR INSERT TO openpouch_app WITH CHECK (by_organisation = acting_organisation());

-- Told to both, as what concerns an organisation.
CREATE FUNCTION announce_undertakings() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM announce('organisation', ARRAY[party::text], party)
    FROM (SELECT DISTINCT unnest(ARRAY[exporter_id, chamber_id]) AS party FROM changed) AS parties;
  RETURN NULL;
END $f$;
CREATE TRIGGER announced_new AFTER INSERT ON undertakings REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_undertakings();
CREATE TRIGGER announced_new AFTER INSERT ON undertaking_acts REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_undertakings();
`;
