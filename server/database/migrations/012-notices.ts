/**
 * Who is told what. Whatever others may want to know writes a row into `happenings`, in its own transaction and by
 * triggers, so that no feature can forget it; a worker takes the rows away again as it makes notices, lines of letters
 * and deliveries of them, in one transaction. A cursor over the events' ids would not do: ids are given out before the
 * commit, so that a later one may be seen first.
 */
export const notices = `
CREATE TABLE happenings (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- Of a trail: the event says everything else.
  event_id bigint,
  type text,
  certificate_id uuid,
  concerned uuid[],
  actor_organisation_id uuid,
  actor_name text,
  time timestamptz,
  CHECK ((event_id IS NULL) = (type IS NOT NULL AND concerned IS NOT NULL AND time IS NOT NULL))
);

-- One for an organisation; what each of its people has read is in the two tables below.
CREATE TABLE notices (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  -- What it tells of: it is told once, however many records one act moved.
  happening text NOT NULL,
  kind text NOT NULL,
  type text NOT NULL,
  record_id bytea REFERENCES records,
  certificate_id uuid REFERENCES certificates ON DELETE SET NULL,
  actor_organisation_id uuid REFERENCES organisations,
  actor_name text,
  time timestamptz NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  UNIQUE (organisation_id, happening)
);
CREATE INDEX notices_listed ON notices (organisation_id, id DESC);
CREATE INDEX notices_age ON notices (created_at);

CREATE TABLE notice_settings (
  user_id uuid PRIMARY KEY REFERENCES users,
  organisation_id uuid NOT NULL REFERENCES organisations,
  language text NOT NULL DEFAULT 'en',
  -- Kinds that are told by e-mail; the others are in the inbox alone. Null: as server/notices/notice.ts says.
  at_once text[],
  daily text[],
  -- When the daily letter is written, by the clock of a time zone (IANA); null: that of the organisation's country.
  digest_hour smallint NOT NULL DEFAULT 7 CHECK (digest_hour BETWEEN 0 AND 23),
  time_zone text CHECK (length(time_zone) <= 64),
  -- All notices up to this one are read.
  read_until bigint NOT NULL DEFAULT 0
);
CREATE TABLE notice_readings (
  user_id uuid NOT NULL REFERENCES users,
  notice_id bigint NOT NULL REFERENCES notices ON DELETE CASCADE,
  organisation_id uuid NOT NULL REFERENCES organisations,
  PRIMARY KEY (user_id, notice_id)
);
CREATE INDEX notice_readings_notice ON notice_readings (notice_id);

-- What a letter will tell, and when it is to be written.
CREATE TABLE letter_lines (
  user_id uuid NOT NULL REFERENCES users,
  notice_id bigint NOT NULL REFERENCES notices ON DELETE CASCADE,
  due_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, notice_id)
);
CREATE INDEX letter_lines_due ON letter_lines (due_at, user_id);
CREATE INDEX letter_lines_notice ON letter_lines (notice_id);

-- The outbox of letters. A row of a letter that was sent tells when, and no longer what.
CREATE TABLE letters (
  id uuid PRIMARY KEY,
  user_id uuid NOT NULL REFERENCES users,
  subject text,
  body text,
  state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'refused')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at timestamptz
);
CREATE INDEX letters_waiting ON letters (next_at) WHERE state = 'waiting';
CREATE INDEX letters_user ON letters (user_id, created_at);
CREATE INDEX letters_ended ON letters (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE webhook_endpoints (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  url text NOT NULL,
  description text NOT NULL,
  -- handover, or handover.offered; none: everything.
  types text[] NOT NULL,
  sealed_secret bytea NOT NULL,
  -- After a rotation both sign for a while.
  sealed_previous bytea,
  previous_until timestamptz,
  state text NOT NULL DEFAULT 'on' CHECK (state IN ('on', 'off', 'gone')),
  failing_since timestamptz,
  created_by text NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX webhook_endpoints_organisation ON webhook_endpoints (organisation_id, id);

CREATE TABLE webhook_deliveries (
  id uuid PRIMARY KEY,
  endpoint_id uuid NOT NULL REFERENCES webhook_endpoints ON DELETE CASCADE,
  organisation_id uuid NOT NULL REFERENCES organisations,
  -- Id of the CloudEvent.
  event uuid NOT NULL,
  type text NOT NULL,
  body text NOT NULL,
  -- missed: it came while the endpoint was off.
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'failed', 'missed')),
  attempts integer NOT NULL DEFAULT 0,
  next_at timestamptz NOT NULL,
  created_at timestamptz NOT NULL,
  ended_at timestamptz,
  UNIQUE (endpoint_id, event)
);
CREATE INDEX webhook_deliveries_waiting ON webhook_deliveries (endpoint_id, next_at) WHERE state = 'waiting';
CREATE INDEX webhook_deliveries_listed ON webhook_deliveries (endpoint_id, created_at DESC, id DESC);
CREATE INDEX webhook_deliveries_ended ON webhook_deliveries (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE webhook_attempts (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  delivery_id uuid NOT NULL REFERENCES webhook_deliveries ON DELETE CASCADE,
  organisation_id uuid NOT NULL REFERENCES organisations,
  at timestamptz NOT NULL,
  status integer,
  failure text,
  duration_ms integer NOT NULL
);
CREATE INDEX webhook_attempts_delivery ON webhook_attempts (delivery_id, id);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['happenings', 'notices', 'notice_settings', 'notice_readings', 'letter_lines', 'letters',
    'webhook_endpoints', 'webhook_deliveries', 'webhook_attempts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY system ON %I TO openpouch_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO openpouch_system', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['notices', 'notice_settings', 'notice_readings', 'webhook_endpoints', 'webhook_deliveries',
    'webhook_attempts'] LOOP
    EXECUTE format('CREATE POLICY own ON %I TO openpouch_app
      USING (organisation_id = acting_organisation()) WITH CHECK (organisation_id = acting_organisation())', t);
  END LOOP;
END $$;
GRANT SELECT ON notices, webhook_attempts TO openpouch_app;
GRANT SELECT, INSERT, UPDATE ON notice_settings TO openpouch_app;
GRANT SELECT, INSERT ON notice_readings TO openpouch_app;
GRANT SELECT, INSERT, UPDATE ON webhook_endpoints TO openpouch_app;
GRANT SELECT, INSERT, UPDATE (state, attempts, next_at, ended_at) ON webhook_deliveries TO openpouch_app;

-- With the owner's rights: whoever acts may not write here.
CREATE FUNCTION happened_in_trails() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $f$
BEGIN
  INSERT INTO happenings (event_id) SELECT id FROM happened ORDER BY id;
  RETURN NULL;
END $f$;
CREATE TRIGGER happened AFTER INSERT ON events REFERENCING NEW TABLE AS happened
  FOR EACH STATEMENT EXECUTE FUNCTION happened_in_trails();

-- Before the decision there is no record, and so no trail.
CREATE FUNCTION happened_to_application() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $f$
BEGIN
  INSERT INTO happenings (type, certificate_id, concerned, actor_organisation_id, time)
  SELECT 'org.openpouch.application.' || replace(NEW.state, '_', '-'), NEW.id, ARRAY[told], actor, clock_timestamp()
  FROM (SELECT CASE NEW.state WHEN 'submitted' THEN NEW.chamber_id ELSE NEW.applicant_id END AS told,
               CASE NEW.state WHEN 'submitted' THEN NEW.applicant_id ELSE NEW.chamber_id END AS actor) AS sides;
  RETURN NULL;
END $f$;
CREATE TRIGGER happened AFTER UPDATE OF state ON certificates FOR EACH ROW
  WHEN (OLD.state IS DISTINCT FROM NEW.state AND NEW.state IN ('submitted', 'not_issued'))
  EXECUTE FUNCTION happened_to_application();

CREATE FUNCTION happened_in_correspondence() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $f$
BEGIN
  INSERT INTO happenings (type, certificate_id, concerned, actor_organisation_id, actor_name, time)
  SELECT 'org.openpouch.application.' ||
      CASE kind WHEN 'question' THEN 'question-asked' WHEN 'answer' THEN 'question-answered' ELSE 'changes-requested' END,
    certificate_id, ARRAY[CASE by_organisation WHEN chamber_id THEN applicant_id ELSE chamber_id END],
    by_organisation, by_name, at
  FROM happened;
  RETURN NULL;
END $f$;
CREATE TRIGGER happened AFTER INSERT ON certificate_messages REFERENCING NEW TABLE AS happened
  FOR EACH STATEMENT EXECUTE FUNCTION happened_in_correspondence();

CREATE FUNCTION happened_to_undertaking() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $f$
BEGIN
  INSERT INTO happenings (type, concerned, actor_organisation_id, actor_name, time)
  SELECT 'org.openpouch.undertaking.given', ARRAY[chamber_id], exporter_id, given_by, given_at FROM happened;
  RETURN NULL;
END $f$;
CREATE TRIGGER happened AFTER INSERT ON undertakings REFERENCING NEW TABLE AS happened
  FOR EACH STATEMENT EXECUTE FUNCTION happened_to_undertaking();

CREATE FUNCTION happened_after_undertaking() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $f$
BEGIN
  INSERT INTO happenings (type, concerned, actor_organisation_id, actor_name, time)
  SELECT 'org.openpouch.undertaking.' || replace(act, '_', '-'),
    ARRAY[CASE by_organisation WHEN chamber_id THEN exporter_id ELSE chamber_id END], by_organisation, by_name, at
  FROM happened WHERE act <> 'replaced';
  RETURN NULL;
END $f$;
CREATE TRIGGER happened AFTER INSERT ON undertaking_acts REFERENCING NEW TABLE AS happened
  FOR EACH STATEMENT EXECUTE FUNCTION happened_after_undertaking();

-- Of a company that came by an invitation: it is to know, and who invited it.
CREATE FUNCTION happened_to_organisation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $f$
BEGIN
  INSERT INTO happenings (type, concerned, actor_organisation_id, time)
  VALUES ('org.openpouch.organisation.vouched-for', array_remove(ARRAY[NEW.id, NEW.invited_by], NULL), NEW.vouched_by,
    clock_timestamp());
  RETURN NULL;
END $f$;
CREATE TRIGGER happened AFTER UPDATE OF vouched_by ON organisations FOR EACH ROW
  WHEN (OLD.vouched_by IS NULL AND NEW.vouched_by IS NOT NULL) EXECUTE FUNCTION happened_to_organisation();

-- A subscriber that says that it is gone: its administrators are to know.
CREATE FUNCTION happened_to_endpoint() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $f$
BEGIN
  INSERT INTO happenings (type, concerned, time)
  VALUES ('org.openpouch.webhook.disabled', ARRAY[NEW.organisation_id], clock_timestamp());
  RETURN NULL;
END $f$;
CREATE TRIGGER happened AFTER UPDATE OF state ON webhook_endpoints FOR EACH ROW
  WHEN (OLD.state <> 'gone' AND NEW.state = 'gone') EXECUTE FUNCTION happened_to_endpoint();

-- That there is something in the inbox, and that the log of deliveries moved.
CREATE FUNCTION announce_notices() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM announce('notice', ARRAY[organisation_id::text], organisation_id)
    FROM (SELECT DISTINCT organisation_id FROM changed) AS whose;
  RETURN NULL;
END $f$;
CREATE FUNCTION announce_deliveries() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM announce('notice', ARRAY[organisation_id::text], organisation_id)
    FROM (SELECT DISTINCT organisation_id FROM changed WHERE ended_at IS NOT NULL) AS whose;
  RETURN NULL;
END $f$;
CREATE TRIGGER announced AFTER INSERT ON notices REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_notices();
CREATE TRIGGER announced AFTER INSERT ON notice_readings REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_notices();
CREATE TRIGGER announced_new AFTER INSERT ON webhook_deliveries REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_deliveries();
CREATE TRIGGER announced AFTER UPDATE ON webhook_deliveries REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_deliveries();
`;
