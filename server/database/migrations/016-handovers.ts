/** Handovers of several records and of a part of a pouch, and what became of the part. */
export const handoversInFull = `
ALTER TABLE handovers
  -- Records that the offer names, where they are several: the others in its contents go with them.
  ADD COLUMN named jsonb,
  -- Of a part of a pouch, which goes into a pouch of its own once it is accepted: the pouch, and what goes.
  ADD COLUMN part_of bytea REFERENCES records,
  ADD COLUMN part jsonb,
  ADD CHECK ((part_of IS NULL) = (part IS NULL));
CREATE INDEX handovers_open_part ON handovers (part_of) WHERE state IN ('offered', 'agreed') AND part_of IS NOT NULL;
CREATE INDEX handovers_expiring ON handovers (expires_at) WHERE state IN ('offered', 'agreed');

-- Of the event with which it went into another pouch: from there on it is of that one. A former owner of the time before
-- goes on seeing it here.
ALTER TABLE documents ADD COLUMN parted_at bigint;
ALTER TABLE document_versions
  ADD COLUMN parted_at bigint,
  -- The document under whose id its blocks were encrypted, where it came from another pouch.
  ADD COLUMN sealed_as uuid;
CREATE POLICY parted ON document_versions AS RESTRICTIVE FOR SELECT TO openpouch_app
  USING (parted_at IS NULL OR sees_until(record_id) < parted_at);

CREATE TABLE pouch_parts (
  part_id uuid PRIMARY KEY REFERENCES pouches,
  part_record_id bytea NOT NULL UNIQUE REFERENCES records,
  -- Where it comes from.
  pouch_id uuid NOT NULL REFERENCES pouches,
  record_id bytea NOT NULL REFERENCES records,
  event_sequence bigint NOT NULL,
  documents integer NOT NULL,
  certificates integer NOT NULL,
  parted_at timestamptz NOT NULL
);
CREATE INDEX pouch_parts_pouch ON pouch_parts (pouch_id, event_sequence);
ALTER TABLE pouch_parts ENABLE ROW LEVEL SECURITY;
ALTER TABLE pouch_parts FORCE ROW LEVEL SECURITY;
CREATE POLICY system ON pouch_parts TO openpouch_system USING (true) WITH CHECK (true);
DO $$ BEGIN
  EXECUTE format('CREATE POLICY owner ON pouch_parts TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON pouch_parts TO openpouch_system;
GRANT SELECT ON pouch_parts TO openpouch_app;
-- Either of the two tells of the other.
CREATE POLICY seen ON pouch_parts FOR SELECT TO openpouch_app
  USING (event_sequence <= sees_until(record_id) OR may_see_record(part_record_id));
`;
