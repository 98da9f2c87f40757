/**
 * The trail of an organisation over all its records: one row for each event and each organisation that may know of it,
 * with what the trail is filtered by, so that a page is a walk along an index whatever is asked (docs/audit.md).
 * Triggers keep it, so that no feature can forget it. It only says where to look: whether the reader sees a line is
 * asked again of the access itself.
 */
export const trailLines = `
-- Who acted, where the installation knows the person or system; for the actor's own organisation alone.
ALTER TABLE events ADD COLUMN actor_person_id uuid;

CREATE TABLE trail_lines (
  organisation_id uuid NOT NULL,
  time timestamptz NOT NULL,
  event_id bigint NOT NULL,
  -- Without the common beginning: handover.offered
  type text COLLATE "C" NOT NULL,
  actor_id uuid,
  person_id uuid,
  -- Of the record: where its goods go, and its state now.
  destination text,
  state text NOT NULL,
  PRIMARY KEY (organisation_id, time, event_id)
);
CREATE INDEX trail_lines_type ON trail_lines (organisation_id, type, time, event_id);
-- With what else is asked together with it: of one that acts often, what fits nothing is found out from the index alone.
CREATE INDEX trail_lines_actor ON trail_lines (organisation_id, actor_id, time, event_id) INCLUDE (type, destination, state);
CREATE INDEX trail_lines_person ON trail_lines (organisation_id, person_id, time, event_id) WHERE person_id IS NOT NULL;
CREATE INDEX trail_lines_destination ON trail_lines (organisation_id, destination, time, event_id) WHERE destination IS NOT NULL;
CREATE INDEX trail_lines_state ON trail_lines (organisation_id, state, time, event_id);
ALTER TABLE trail_lines ENABLE ROW LEVEL SECURITY;
ALTER TABLE trail_lines FORCE ROW LEVEL SECURITY;
GRANT SELECT, INSERT, UPDATE, DELETE ON trail_lines TO openpouch_system;
CREATE POLICY system ON trail_lines TO openpouch_system USING (true) WITH CHECK (true);
DO $$ BEGIN
  EXECUTE format('CREATE POLICY owner ON trail_lines TO %I USING (true) WITH CHECK (true)', current_user);
END $$;

-- The lines that the accesses in force give: written once for all triggers, and unfolded into the query of each.
CREATE FUNCTION trail_lines_given() RETURNS TABLE (access_id uuid, event_id bigint, organisation_id uuid, at timestamptz,
    type text, actor_id uuid, person_id uuid, destination text, state text) LANGUAGE sql STABLE AS $f$
  SELECT a.id, e.id, a.organisation_id, e.time, substr(e.type, 15), e.actor_organisation_id,
    CASE WHEN a.organisation_id = e.actor_organisation_id THEN e.actor_person_id END,
    coalesce(c.destination_country, p.cover ->> 'destinationCountry'), r.status
  FROM record_access a
  JOIN events e ON e.record_id = a.record_id AND (a.seen_until IS NULL OR e.sequence <= a.seen_until)
  JOIN records r ON r.record_id = a.record_id
  LEFT JOIN certificates c ON c.record_id = a.record_id
  LEFT JOIN pouches p ON p.record_id = a.record_id
  WHERE a.ended_at IS NULL
$f$;

CREATE FUNCTION trail_lines_of_events() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  INSERT INTO trail_lines (organisation_id, time, event_id, type, actor_id, person_id, destination, state)
    SELECT organisation_id, at, event_id, type, actor_id, person_id, destination, state FROM trail_lines_given()
    WHERE event_id IN (SELECT id FROM changed) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $f$;
CREATE TRIGGER trail_lines AFTER INSERT ON events REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION trail_lines_of_events();

-- An event and an access of the same moment do not miss each other: whoever appends has locked the record, and the
-- foreign key of the access, checked before this, waits for that lock and holds off the next.
CREATE FUNCTION trail_lines_of_access() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  INSERT INTO trail_lines (organisation_id, time, event_id, type, actor_id, person_id, destination, state)
    SELECT organisation_id, at, event_id, type, actor_id, person_id, destination, state FROM trail_lines_given()
    WHERE access_id IN (SELECT id FROM changed) ON CONFLICT DO NOTHING;
  RETURN NULL;
END $f$;
CREATE TRIGGER trail_lines AFTER INSERT ON record_access REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION trail_lines_of_access();

-- Access that has ended takes its lines with it, unless another one gives them too.
CREATE FUNCTION trail_lines_of_ended() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  DELETE FROM trail_lines l USING changed x, events e
    WHERE x.ended_at IS NOT NULL AND e.record_id = x.record_id
      AND l.organisation_id = x.organisation_id AND l.time = e.time AND l.event_id = e.id
      AND NOT EXISTS (SELECT FROM record_access a WHERE a.record_id = x.record_id AND a.organisation_id = x.organisation_id
        AND a.ended_at IS NULL AND (a.seen_until IS NULL OR e.sequence <= a.seen_until));
  RETURN NULL;
END $f$;
CREATE TRIGGER trail_lines_ended AFTER UPDATE ON record_access REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION trail_lines_of_ended();

-- What a record has become, and where it goes, stands in all lines of it.
CREATE FUNCTION trail_lines_follow() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  UPDATE trail_lines l SET state = g.state, destination = g.destination FROM trail_lines_given() g
    WHERE g.access_id IN (SELECT id FROM record_access a WHERE a.record_id = NEW.record_id AND a.ended_at IS NULL)
      AND l.organisation_id = g.organisation_id AND l.time = g.at AND l.event_id = g.event_id;
  RETURN NULL;
END $f$;
CREATE TRIGGER trail_lines AFTER UPDATE OF status ON records FOR EACH ROW
  WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION trail_lines_follow();
CREATE TRIGGER trail_lines AFTER UPDATE OF cover ON pouches FOR EACH ROW
  WHEN (OLD.cover ->> 'destinationCountry' IS DISTINCT FROM NEW.cover ->> 'destinationCountry')
  EXECUTE FUNCTION trail_lines_follow();
`;
