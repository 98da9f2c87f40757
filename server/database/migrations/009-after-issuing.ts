/** After a certificate was issued: what it replaces, who legalised it, how long it is good. */
export const afterIssuing = `
ALTER TABLE certificates ADD COLUMN replaces_id uuid REFERENCES certificates;
ALTER TABLE certificates ADD COLUMN expires_at timestamptz;
CREATE INDEX certificates_expiring ON certificates (expires_at) WHERE expires_at IS NOT NULL AND state IN ('issued', 'verified');

ALTER TABLE desk_cases ADD COLUMN fee jsonb;

CREATE TABLE legalisations (
  id uuid PRIMARY KEY,
  certificate_id uuid NOT NULL REFERENCES certificates,
  record_id bytea NOT NULL REFERENCES records,
  kind text NOT NULL CHECK (kind IN ('consulate', 'ministry', 'other')),
  authority text NOT NULL,
  country text NOT NULL,
  reference text,
  legalised_on date NOT NULL,
  recorded_by text NOT NULL,
  event_sequence bigint NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX legalisations_certificate ON legalisations (certificate_id, legalised_on, id);

-- How long countries of destination take certificates for: data of the federation.
CREATE TABLE validity_periods (
  country text PRIMARY KEY,
  months integer NOT NULL,
  source text NOT NULL,
  since date NOT NULL
);
ALTER TABLE validity_periods ENABLE ROW LEVEL SECURITY;
ALTER TABLE validity_periods FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON validity_periods TO openpouch_system USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON validity_periods TO openpouch_system;
GRANT SELECT ON validity_periods TO openpouch_app;
CREATE POLICY open ON validity_periods FOR SELECT TO openpouch_app USING (acting_organisation() IS NOT NULL);

ALTER TABLE legalisations ENABLE ROW LEVEL SECURITY;
ALTER TABLE legalisations FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON legalisations TO openpouch_system USING (true) WITH CHECK (true);
DO $$ BEGIN
  EXECUTE format('CREATE POLICY owner ON legalisations TO %I USING (true) WITH CHECK (true)', current_user);
  EXECUTE format('CREATE POLICY owner ON validity_periods TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON legalisations TO openpouch_system;
GRANT SELECT ON legalisations TO openpouch_app;
CREATE POLICY seen ON legalisations FOR SELECT TO openpouch_app USING (event_sequence <= sees_until(record_id));
`;
