/** The chamber's desk: how a chamber works, its open applications, what it and the applicant write to each other. */
export const desk = `
-- Without a row it works as server/desk/settings-store.ts says.
CREATE TABLE chamber_settings (
  chamber_id uuid PRIMARY KEY REFERENCES organisations,
  number_format text,
  four_eyes boolean NOT NULL,
  deadline_days integer NOT NULL,
  fee jsonb,
  -- Of a certified document; null: the same.
  document_fee jsonb,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL
);

-- An application at a chamber, from its submission to the decision. Whoever writes it holds the certificate's lock.
CREATE TABLE desk_cases (
  certificate_id uuid PRIMARY KEY REFERENCES certificates,
  chamber_id uuid NOT NULL REFERENCES organisations,
  -- That of the certificate.
  kind text NOT NULL DEFAULT 'origin',
  submitted_at timestamptz NOT NULL,
  -- Null while it waits for the applicant.
  due_at timestamptz,
  waiting_since timestamptz,
  assignee_id uuid REFERENCES users,
  recommended_by uuid,
  recommended_name text,
  recommended_at timestamptz,
  closed_at timestamptz,
  outcome text CHECK (outcome IN ('issued', 'rejected', 'withdrawn')),
  CHECK ((closed_at IS NULL) = (outcome IS NULL))
);
-- One for each view of the queue, in its order.
CREATE INDEX desk_cases_open ON desk_cases (chamber_id, submitted_at, certificate_id)
  WHERE closed_at IS NULL AND waiting_since IS NULL;
CREATE INDEX desk_cases_new ON desk_cases (chamber_id, submitted_at, certificate_id)
  WHERE closed_at IS NULL AND waiting_since IS NULL AND assignee_id IS NULL;
CREATE INDEX desk_cases_mine ON desk_cases (chamber_id, assignee_id, submitted_at, certificate_id)
  WHERE closed_at IS NULL AND waiting_since IS NULL AND assignee_id IS NOT NULL;
CREATE INDEX desk_cases_waiting ON desk_cases (chamber_id, waiting_since, certificate_id)
  WHERE closed_at IS NULL AND waiting_since IS NOT NULL;
CREATE INDEX desk_cases_due ON desk_cases (chamber_id, due_at, certificate_id)
  WHERE closed_at IS NULL AND waiting_since IS NULL;
CREATE INDEX desk_cases_closed ON desk_cases (chamber_id, closed_at) WHERE closed_at IS NOT NULL;

-- Who gave an application to whom. Only grows.
CREATE TABLE desk_assignments (
  number bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  certificate_id uuid NOT NULL REFERENCES certificates,
  chamber_id uuid NOT NULL REFERENCES organisations,
  -- Null: put back for anybody to take.
  officer_id uuid REFERENCES users,
  officer_name text,
  by_name text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX desk_assignments_of ON desk_assignments (certificate_id, number);

CREATE TABLE certificate_messages (
  id uuid PRIMARY KEY,
  certificate_id uuid NOT NULL REFERENCES certificates,
  applicant_id uuid NOT NULL REFERENCES organisations,
  chamber_id uuid NOT NULL REFERENCES organisations,
  kind text NOT NULL CHECK (kind IN ('question', 'answer', 'changes')),
  body text NOT NULL,
  -- Of changes: pointer into the application, and what is wished there.
  fields jsonb NOT NULL DEFAULT '[]',
  by_organisation uuid NOT NULL REFERENCES organisations,
  by_name text NOT NULL,
  at timestamptz NOT NULL
);
CREATE INDEX certificate_messages_thread ON certificate_messages (certificate_id, at, id);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['chamber_settings', 'desk_cases', 'desk_assignments', 'certificate_messages'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY system ON %I TO openpouch_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO openpouch_system', t);
  END LOOP;
END $$;

GRANT SELECT, INSERT, UPDATE ON chamber_settings TO openpouch_app;
CREATE POLICY own ON chamber_settings TO openpouch_app
  USING (chamber_id = acting_organisation()) WITH CHECK (chamber_id = acting_organisation());

-- Who is at it, and until when, is the chamber's own affair; the applicant's acts change it as the system.
GRANT SELECT ON desk_cases, desk_assignments TO openpouch_app;
CREATE POLICY own ON desk_assignments FOR SELECT TO openpouch_app USING (chamber_id = acting_organisation());
CREATE POLICY own ON desk_cases FOR SELECT TO openpouch_app USING (chamber_id = acting_organisation());

GRANT SELECT, INSERT ON certificate_messages TO openpouch_app;
CREATE POLICY party ON certificate_messages FOR SELECT TO openpouch_app
  USING (applicant_id = acting_organisation() OR chamber_id = acting_organisation());
CREATE POLICY said ON certificate_messages FOR INSERT TO openpouch_app
  WITH CHECK (by_organisation = acting_organisation() AND acting_organisation() IN (applicant_id, chamber_id));

CREATE FUNCTION announce_cases() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM announce('certificate', array_agg(certificate_id::text), chamber_id) FROM changed GROUP BY chamber_id;
  RETURN NULL;
END $f$;
CREATE TRIGGER announced AFTER UPDATE ON desk_cases REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_cases();

CREATE FUNCTION announce_messages() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM announce('certificate', array_agg(certificate_id::text)) FROM changed;
  RETURN NULL;
END $f$;
CREATE TRIGGER announced AFTER INSERT ON certificate_messages REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_messages();
`;
