/** Files that an applicant hands in with an application: invoices, supplier's declarations, proofs of origin. */
export const evidence = `
CREATE TABLE certificate_evidence (
  id uuid PRIMARY KEY,
  certificate_id uuid NOT NULL REFERENCES certificates,
  applicant_id uuid NOT NULL REFERENCES organisations,
  name text NOT NULL,
  type text NOT NULL,
  -- Sequence number of the item that it is about; null: of the whole application.
  item integer,
  media_type text NOT NULL,
  size bigint NOT NULL,
  digest bytea NOT NULL CHECK (length(digest) = 32),
  cid text NOT NULL,
  sealed_key bytea NOT NULL,
  added_by text NOT NULL,
  created_at timestamptz NOT NULL,
  -- Chambers that it was submitted to: from the first on it stays, whatever becomes of the application.
  submitted_to uuid[] NOT NULL DEFAULT '{}',
  -- No longer part of the application, and still of an earlier submission.
  removed_at timestamptz
);
CREATE INDEX certificate_evidence_certificate ON certificate_evidence (certificate_id, created_at, id);

ALTER TABLE certificate_evidence ENABLE ROW LEVEL SECURITY;
ALTER TABLE certificate_evidence FORCE ROW LEVEL SECURITY;
DO $$ BEGIN
  CREATE POLICY system ON certificate_evidence TO openpouch_system USING (true) WITH CHECK (true);
  EXECUTE format('CREATE POLICY owner ON certificate_evidence TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON certificate_evidence TO openpouch_system;
GRANT SELECT, INSERT, UPDATE (type, item, submitted_to, removed_at) ON certificate_evidence TO openpouch_app;
CREATE POLICY handed_in ON certificate_evidence FOR SELECT TO openpouch_app
  USING (applicant_id = acting_organisation() OR acting_organisation() = ANY(submitted_to));
CREATE POLICY added ON certificate_evidence FOR INSERT TO openpouch_app WITH CHECK (
  applicant_id = acting_organisation() AND submitted_to = '{}' AND removed_at IS NULL
  AND EXISTS (SELECT FROM certificates c WHERE c.id = certificate_id AND c.applicant_id = acting_organisation()));
CREATE POLICY changed ON certificate_evidence FOR UPDATE TO openpouch_app
  USING (applicant_id = acting_organisation()) WITH CHECK (applicant_id = acting_organisation());

CREATE FUNCTION announce_evidence() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM announce('certificate', array_agg(DISTINCT certificate_id::text)) FROM changed;
  RETURN NULL;
END $f$;
CREATE TRIGGER announced_new AFTER INSERT ON certificate_evidence REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_evidence();
CREATE TRIGGER announced AFTER UPDATE ON certificate_evidence REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_evidence();
CREATE TRIGGER announced_gone AFTER DELETE ON certificate_evidence REFERENCING OLD TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_evidence();
`;
