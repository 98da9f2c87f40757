/**
 * Whether the acting organisation sees the row's record, and up to the row's event. Written out, and not a call of
 * `sees_until`, because PostgreSQL asks it for every row: a look into an index instead of a function of another role.
 * @param record column with the record's id
 * @param event column with the event's number in the record; without it the record as a whole is meant
 */
const seen = (record: string, event?: string): string => `EXISTS (
  SELECT FROM record_access a WHERE a.record_id = ${record} AND a.organisation_id = acting_organisation()
    AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now())
    ${event === undefined ? '' : `AND (a.seen_until IS NULL OR ${event} <= a.seen_until)`})`;

/**
 * What stands behind the routes: the application's role sees the rows of the organisation it acts for and
 * no others. A query that forgets the organisation returns nothing. The system role, used for sign-in,
 * background work, and the effects of an act on other parties' rows, is named at each place that takes it.
 */
export const rowLevelSecurity = `
DO $$ BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'openpouch_app') THEN CREATE ROLE openpouch_app NOLOGIN; END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'openpouch_system') THEN CREATE ROLE openpouch_system NOLOGIN; END IF;
  IF current_user <> 'openpouch_app' THEN
    EXECUTE format('GRANT openpouch_app, openpouch_system TO %I', current_user);
  END IF;
END $$;
GRANT USAGE ON SCHEMA public TO openpouch_app, openpouch_system;
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO openpouch_system;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO openpouch_app, openpouch_system;

CREATE FUNCTION acting_organisation() RETURNS uuid LANGUAGE sql STABLE
  RETURN nullif(current_setting('openpouch.organisation', true), '')::uuid;

-- Up to which of a record's events the acting organisation sees it: all of them (the greatest number) unless it owned the
-- record once; null: it does not see the record. With the owner's rights, so that the policies that ask it do not recurse.
CREATE FUNCTION sees_until(wanted bytea) RETURNS bigint LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public AS $f$
  SELECT max(coalesce(a.seen_until, 9223372036854775807)) FROM record_access a
  WHERE a.record_id = wanted AND a.organisation_id = acting_organisation()
    AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now())
$f$;
CREATE FUNCTION may_see_record(wanted bytea) RETURNS boolean LANGUAGE sql STABLE RETURN sees_until(wanted) IS NOT NULL;

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['organisations', 'organisation_keys', 'users', 'sessions', 'api_clients', 'idempotency_keys',
    'installation', 'records', 'record_access', 'batches', 'events', 'chain_transactions', 'chain_acts', 'certificates',
    'certificate_numbers', 'certificate_submissions', 'renditions', 'pouches', 'pouch_certificates', 'documents', 'document_versions',
    'document_keys', 'handovers'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY system ON %I TO openpouch_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
  END LOOP;
END $$;

-- The directory of organisations is open to whoever is signed in.
GRANT SELECT ON organisations TO openpouch_app;
CREATE POLICY directory ON organisations FOR SELECT TO openpouch_app USING (acting_organisation() IS NOT NULL);

GRANT SELECT ON organisation_keys TO openpouch_app;
CREATE POLICY own ON organisation_keys FOR SELECT TO openpouch_app USING (organisation_id = acting_organisation());

GRANT SELECT, INSERT, UPDATE ON users, api_clients TO openpouch_app;
CREATE POLICY own ON users TO openpouch_app
  USING (organisation_id = acting_organisation()) WITH CHECK (organisation_id = acting_organisation());
CREATE POLICY own ON api_clients TO openpouch_app
  USING (organisation_id = acting_organisation()) WITH CHECK (organisation_id = acting_organisation());

GRANT SELECT, INSERT ON idempotency_keys TO openpouch_app;
CREATE POLICY own ON idempotency_keys TO openpouch_app
  USING (organisation_id = acting_organisation()) WITH CHECK (organisation_id = acting_organisation());

GRANT SELECT ON records, record_access, batches, events, chain_transactions, chain_acts TO openpouch_app;
CREATE POLICY seen ON records FOR SELECT TO openpouch_app USING (${seen('records.record_id')});
-- With whom the new owner shares is not a former owner's affair. Its own access a reader sees without a further look.
CREATE POLICY seen ON record_access FOR SELECT TO openpouch_app USING (
  (organisation_id = acting_organisation() AND ended_at IS NULL AND (ends_at IS NULL OR ends_at > now()))
  OR (may_see_record(record_id)
    AND (acting_organisation() IN (organisation_id, shared_by) OR sees_until(record_id) = 9223372036854775807)));
CREATE POLICY seen ON events FOR SELECT TO openpouch_app USING (${seen('events.record_id', 'events.sequence')});
-- Roots and transactions name no one: they are on the chain for all to read.
CREATE POLICY seen ON batches FOR SELECT TO openpouch_app USING (acting_organisation() IS NOT NULL);
CREATE POLICY seen ON chain_transactions FOR SELECT TO openpouch_app USING (acting_organisation() IS NOT NULL);
CREATE POLICY seen ON chain_acts FOR SELECT TO openpouch_app
  USING (EXISTS (SELECT FROM unnest(record_ids) AS r WHERE may_see_record(r)));

GRANT SELECT, INSERT, UPDATE ON certificates TO openpouch_app;
CREATE POLICY seen ON certificates FOR SELECT TO openpouch_app USING (
  applicant_id = acting_organisation()
  OR (chamber_id = acting_organisation() AND state NOT IN ('draft', 'abandoned'))
  OR ${seen('certificates.record_id')});
CREATE POLICY applied ON certificates FOR INSERT TO openpouch_app
  WITH CHECK (applicant_id = acting_organisation() AND state = 'draft');
CREATE POLICY changed ON certificates FOR UPDATE TO openpouch_app
  USING (applicant_id = acting_organisation() OR (chamber_id = acting_organisation() AND state NOT IN ('draft', 'abandoned')))
  WITH CHECK (applicant_id = acting_organisation() OR chamber_id = acting_organisation());

GRANT SELECT, INSERT, UPDATE ON certificate_numbers TO openpouch_app;
CREATE POLICY own ON certificate_numbers TO openpouch_app
  USING (chamber_id = acting_organisation()) WITH CHECK (chamber_id = acting_organisation());

GRANT SELECT, INSERT, UPDATE (rejection) ON certificate_submissions TO openpouch_app;
CREATE POLICY sent ON certificate_submissions FOR SELECT TO openpouch_app
  USING (applicant_id = acting_organisation() OR chamber_id = acting_organisation());
CREATE POLICY submitted ON certificate_submissions FOR INSERT TO openpouch_app
  WITH CHECK (applicant_id = acting_organisation() AND rejection IS NULL);
CREATE POLICY answered ON certificate_submissions FOR UPDATE TO openpouch_app
  USING (chamber_id = acting_organisation()) WITH CHECK (chamber_id = acting_organisation());

GRANT SELECT ON renditions, pouches, pouch_certificates, documents, document_versions, document_keys, handovers TO openpouch_app;
CREATE POLICY seen ON renditions FOR SELECT TO openpouch_app
  USING (${seen('renditions.record_id', 'renditions.event_sequence')});
CREATE POLICY seen ON pouches FOR SELECT TO openpouch_app USING (${seen('pouches.record_id')});
CREATE POLICY seen ON pouch_certificates FOR SELECT TO openpouch_app
  USING (EXISTS (SELECT FROM pouches p WHERE p.id = pouch_id AND ${seen('p.record_id', 'pouch_certificates.event_sequence')}));
CREATE POLICY seen ON document_versions FOR SELECT TO openpouch_app
  USING (${seen('document_versions.record_id', 'document_versions.event_sequence')});
-- A document that came later has no version that one sees.
CREATE POLICY seen ON documents FOR SELECT TO openpouch_app
  USING (EXISTS (SELECT FROM document_versions v WHERE v.document_id = id));
CREATE POLICY own ON document_keys FOR SELECT TO openpouch_app USING (organisation_id = acting_organisation());
CREATE POLICY party ON handovers FOR SELECT TO openpouch_app
  USING (from_id = acting_organisation() OR to_id = acting_organisation());
`;
