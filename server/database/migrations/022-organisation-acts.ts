/**
 * What was done to an organisation itself, which is in no record's trail: its people, systems, keys, settings, sign-ins.
 * Triggers write it in the transaction that does it, so that nothing that changes these tables passes by; nobody may
 * change or remove a row.
 */
export const organisationActs = `
CREATE TABLE organisation_acts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- To whom it was done.
  organisation_id uuid NOT NULL REFERENCES organisations,
  -- e.g. person.added
  type text NOT NULL,
  -- The name of what it is about, as it was then.
  about text,
  -- Null: the system itself.
  by_organisation_id uuid,
  by_person_id uuid,
  time timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX organisation_acts_own ON organisation_acts (organisation_id, id DESC);
CREATE INDEX organisation_acts_by ON organisation_acts (by_organisation_id, id DESC);

ALTER TABLE organisation_acts ENABLE ROW LEVEL SECURITY;
ALTER TABLE organisation_acts FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON organisation_acts TO openpouch_system USING (true) WITH CHECK (true);
DO $$ BEGIN
  EXECUTE format('CREATE POLICY owner ON organisation_acts TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
CREATE POLICY party ON organisation_acts FOR SELECT TO openpouch_app
  USING (acting_organisation() IN (organisation_id, by_organisation_id));
GRANT SELECT, INSERT ON organisation_acts TO openpouch_system;
GRANT SELECT ON organisation_acts TO openpouch_app;

-- Its arguments: the type, the column of the organisation, the column of the name. With the owner's rights: whoever acts
-- may not write here.
CREATE FUNCTION tell_organisation_act() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $f$
DECLARE
  told jsonb;
BEGIN
  IF TG_OP = 'DELETE' THEN told := to_jsonb(OLD); ELSE told := to_jsonb(NEW); END IF;
  INSERT INTO organisation_acts (organisation_id, type, about, by_organisation_id, by_person_id)
  VALUES ((told ->> TG_ARGV[1])::uuid, TG_ARGV[0], told ->> TG_ARGV[2], acting_organisation(),
    nullif(current_setting('openpouch.person', true), '')::uuid);
  RETURN NULL;
END $f$;

CREATE FUNCTION tell_sign_in() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $f$
BEGIN
  INSERT INTO organisation_acts (organisation_id, type, about, by_organisation_id, by_person_id)
  SELECT organisation_id, 'person.signed-in', name, organisation_id, id FROM users WHERE id = NEW.user_id;
  RETURN NULL;
END $f$;
CREATE TRIGGER told AFTER INSERT ON sessions FOR EACH ROW EXECUTE FUNCTION tell_sign_in();

CREATE TRIGGER told_added AFTER INSERT ON users FOR EACH ROW
  EXECUTE FUNCTION tell_organisation_act('person.added', 'organisation_id', 'name');
CREATE TRIGGER told_ended AFTER UPDATE OF ended_at ON users FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL)
  EXECUTE FUNCTION tell_organisation_act('person.ended', 'organisation_id', 'name');
CREATE TRIGGER told_added AFTER INSERT ON api_clients FOR EACH ROW
  EXECUTE FUNCTION tell_organisation_act('system.added', 'organisation_id', 'name');
CREATE TRIGGER told_ended AFTER UPDATE OF ended_at ON api_clients FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL)
  EXECUTE FUNCTION tell_organisation_act('system.ended', 'organisation_id', 'name');

CREATE TRIGGER told_added AFTER INSERT ON webhook_endpoints FOR EACH ROW
  EXECUTE FUNCTION tell_organisation_act('webhook.added', 'organisation_id', 'url');
CREATE TRIGGER told_changed AFTER UPDATE ON webhook_endpoints FOR EACH ROW
  WHEN ((OLD.url, OLD.types, OLD.state, OLD.sealed_secret) IS DISTINCT FROM (NEW.url, NEW.types, NEW.state, NEW.sealed_secret))
  EXECUTE FUNCTION tell_organisation_act('webhook.changed', 'organisation_id', 'url');
CREATE TRIGGER told_ended AFTER DELETE ON webhook_endpoints FOR EACH ROW
  EXECUTE FUNCTION tell_organisation_act('webhook.removed', 'organisation_id', 'url');

CREATE TRIGGER told AFTER INSERT OR UPDATE ON retention_settings FOR EACH ROW
  EXECUTE FUNCTION tell_organisation_act('retention.changed', 'organisation_id', '');
CREATE TRIGGER told AFTER INSERT OR UPDATE ON chamber_settings FOR EACH ROW
  EXECUTE FUNCTION tell_organisation_act('desk.changed', 'chamber_id', '');

CREATE TRIGGER told_added AFTER INSERT ON organisations FOR EACH ROW
  EXECUTE FUNCTION tell_organisation_act('organisation.registered', 'id', 'legal_name');
CREATE TRIGGER told_vouched AFTER UPDATE OF vouched_by ON organisations FOR EACH ROW
  WHEN (OLD.vouched_by IS DISTINCT FROM NEW.vouched_by)
  EXECUTE FUNCTION tell_organisation_act('organisation.vouched-for', 'id', 'legal_name');
-- Owner keys are as many as records, whose trails tell of them.
CREATE TRIGGER told_added AFTER INSERT ON organisation_keys FOR EACH ROW WHEN (NEW.purpose <> 'owner')
  EXECUTE FUNCTION tell_organisation_act('key.made', 'organisation_id', '');
CREATE TRIGGER told_ended AFTER UPDATE OF ended_at ON organisation_keys FOR EACH ROW
  WHEN (NEW.purpose <> 'owner' AND OLD.ended_at IS DISTINCT FROM NEW.ended_at)
  EXECUTE FUNCTION tell_organisation_act('key.ended', 'organisation_id', '');
CREATE TRIGGER told_added AFTER INSERT ON key_holders FOR EACH ROW
  EXECUTE FUNCTION tell_organisation_act('key-holder.proposed', 'organisation_id', 'name');
CREATE TRIGGER told_confirmed AFTER UPDATE OF confirmed_at ON key_holders FOR EACH ROW
  WHEN (OLD.confirmed_at IS NULL AND NEW.confirmed_at IS NOT NULL)
  EXECUTE FUNCTION tell_organisation_act('key-holder.confirmed', 'organisation_id', 'name');
CREATE TRIGGER told_ended AFTER UPDATE OF ended_at ON key_holders FOR EACH ROW
  WHEN (OLD.ended_at IS NULL AND NEW.ended_at IS NOT NULL)
  EXECUTE FUNCTION tell_organisation_act('key-holder.ended', 'organisation_id', 'name');
`;
