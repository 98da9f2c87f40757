/**
 * Whatever changes is announced to all server processes in the transaction that changes it, so that it is heard when
 * it is committed and not before: `{kind, ids, to?}`, ids alone and nothing of the contents. Triggers, so that no
 * feature can forget it; once a statement, so that a hundred rows are one notification.
 */
export const announcements = `
-- A notification holds less than 8,000 bytes: a hundred ids.
CREATE FUNCTION announce(kind text, ids text[], addressee uuid DEFAULT NULL) RETURNS void LANGUAGE plpgsql AS $f$
BEGIN
  FOR start IN 1 .. coalesce(array_length(ids, 1), 0) BY 100 LOOP
    PERFORM pg_notify('openpouch_changes', json_strip_nulls(json_build_object(
      'kind', kind, 'ids', to_json(ids[start : start + 99]), 'to', addressee))::text);
  END LOOP;
END $f$;

-- Things that are announced by their id, under the name that the trigger gives them.
CREATE FUNCTION announce_things() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM announce(TG_ARGV[0], array_agg(id::text)) FROM changed;
  RETURN NULL;
END $f$;
CREATE TRIGGER announced_new AFTER INSERT ON certificates REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_things('certificate');
CREATE TRIGGER announced AFTER UPDATE ON certificates REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_things('certificate');

CREATE TRIGGER announced_new AFTER INSERT ON handovers REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_things('handover');
CREATE TRIGGER announced AFTER UPDATE ON handovers REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_things('handover');

-- Whatever happens to a record is an event of its trail. That it is placed in a batch is none.
CREATE FUNCTION announce_records() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM announce('record', array_agg(DISTINCT '0x' || encode(record_id, 'hex'))) FROM changed;
  RETURN NULL;
END $f$;
CREATE TRIGGER announced AFTER INSERT ON events REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_records();

-- Whose access has ended is told so: it is no longer among those who may see the record.
CREATE FUNCTION announce_ended_access() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM announce('record', array_agg(DISTINCT '0x' || encode(record_id, 'hex')), organisation_id)
    FROM changed WHERE ended_at IS NOT NULL GROUP BY organisation_id;
  RETURN NULL;
END $f$;
CREATE TRIGGER announced AFTER UPDATE ON record_access REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_ended_access();

CREATE TRIGGER announced_new AFTER INSERT ON organisations REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_things('organisation');
CREATE TRIGGER announced AFTER UPDATE ON organisations REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_things('organisation');

-- Issuing keys are of public interest; the keys of owners are as many as records.
CREATE FUNCTION announce_keys() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM announce('organisation', array_agg(DISTINCT organisation_id::text)) FROM changed WHERE purpose = 'issuing';
  RETURN NULL;
END $f$;
CREATE TRIGGER announced_new AFTER INSERT ON organisation_keys REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_keys();
CREATE TRIGGER announced AFTER UPDATE ON organisation_keys REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_keys();

-- People and systems are their organisation's own affair.
CREATE FUNCTION announce_members() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM announce('organisation', ARRAY[organisation_id::text], organisation_id)
    FROM (SELECT DISTINCT organisation_id FROM changed) AS whose;
  RETURN NULL;
END $f$;
CREATE TRIGGER announced_new AFTER INSERT ON users REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_members();
CREATE TRIGGER announced AFTER UPDATE ON users REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_members();
CREATE TRIGGER announced_new AFTER INSERT ON api_clients REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_members();
CREATE TRIGGER announced AFTER UPDATE ON api_clients REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_members();

-- A transaction that is final, or came to nothing: with it all that it carries. One for a batch.
CREATE FUNCTION announce_sealing() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  PERFORM announce('sealing', array_agg(hash)) FROM changed WHERE state IN ('final', 'failed');
  RETURN NULL;
END $f$;
CREATE TRIGGER announced AFTER UPDATE ON chain_transactions REFERENCING NEW TABLE AS changed
  FOR EACH STATEMENT EXECUTE FUNCTION announce_sealing();
`;
