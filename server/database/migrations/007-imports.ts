/** What applications were made from: documents in the words of others. */
export const imports = `
-- A document that became an application, as it came.
CREATE TABLE certificate_sources (
  certificate_id uuid PRIMARY KEY REFERENCES certificates,
  applicant_id uuid NOT NULL REFERENCES organisations,
  format text NOT NULL CHECK (format IN ('uncefact')),
  document jsonb NOT NULL,
  created_at timestamptz NOT NULL
);

ALTER TABLE certificate_sources ENABLE ROW LEVEL SECURITY;
ALTER TABLE certificate_sources FORCE ROW LEVEL SECURITY;
DO $$ BEGIN
  CREATE POLICY system ON certificate_sources TO openpouch_system USING (true) WITH CHECK (true);
  EXECUTE format('CREATE POLICY owner ON certificate_sources TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON certificate_sources TO openpouch_system;
GRANT SELECT, INSERT ON certificate_sources TO openpouch_app;
CREATE POLICY own ON certificate_sources TO openpouch_app
  USING (applicant_id = acting_organisation()) WITH CHECK (applicant_id = acting_organisation());
`;
