/** Messages about a pouch, tasks that one party asks of another, and reading receipts where they are agreed on. */
export const workingTogether = `
CREATE TABLE messages (
  id uuid PRIMARY KEY,
  record_id bytea NOT NULL REFERENCES records,
  -- Null: about the pouch as a whole.
  document_id uuid REFERENCES documents,
  -- Of the pouch's event that tells that it was written; messages are in this order.
  event_sequence bigint NOT NULL,
  -- For these alone, its author among them; null: for whoever may see the pouch.
  named uuid[],
  mentioned uuid[] NOT NULL DEFAULT '{}',
  -- Colleagues of the author: told to their own organisation alone.
  mentioned_people uuid[] NOT NULL DEFAULT '{}',
  answers uuid REFERENCES messages,
  by_organisation uuid NOT NULL REFERENCES organisations,
  by_person uuid NOT NULL,
  by_name text NOT NULL,
  -- Text and salt, sealed under the master key for the author's organisation and this message.
  sealed bytea NOT NULL,
  at timestamptz NOT NULL,
  UNIQUE (record_id, event_sequence)
);
CREATE INDEX messages_document ON messages (document_id, event_sequence) WHERE document_id IS NOT NULL;
CREATE INDEX messages_by ON messages (by_organisation, at);

-- Files that go with a message and are no documents of the pouch. Until the message is sent they are nobody else's.
CREATE TABLE message_attachments (
  id uuid PRIMARY KEY,
  record_id bytea NOT NULL REFERENCES records,
  organisation_id uuid NOT NULL REFERENCES organisations,
  message_id uuid REFERENCES messages,
  -- Sealed as the message.
  sealed_name bytea NOT NULL,
  media_type text NOT NULL,
  size bigint NOT NULL,
  digest bytea NOT NULL CHECK (length(digest) = 32),
  cid text NOT NULL,
  sealed_key bytea NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX message_attachments_message ON message_attachments (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX message_attachments_waiting ON message_attachments (organisation_id, created_at) WHERE message_id IS NULL;
CREATE INDEX message_attachments_cid ON message_attachments (cid);

CREATE TABLE message_readings (
  user_id uuid NOT NULL REFERENCES users,
  message_id uuid NOT NULL REFERENCES messages ON DELETE CASCADE,
  organisation_id uuid NOT NULL REFERENCES organisations,
  PRIMARY KEY (user_id, message_id)
);
CREATE INDEX message_readings_message ON message_readings (message_id);

-- "Please add the packing list."
CREATE TABLE tasks (
  id uuid PRIMARY KEY,
  record_id bytea NOT NULL REFERENCES records,
  event_sequence bigint NOT NULL,
  asker_id uuid NOT NULL REFERENCES organisations,
  asked_id uuid NOT NULL REFERENCES organisations,
  asker_name text NOT NULL,
  document_type text NOT NULL,
  -- What the asker wrote to it, sealed for the asker's organisation and this task; null: nothing.
  sealed_note bytea,
  due_on date,
  -- Done by itself when a document of this type is added.
  by_itself boolean NOT NULL,
  state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'done', 'declined', 'withdrawn')),
  -- Why it was declined, sealed for the organisation that was asked.
  sealed_reason bytea,
  -- The document that it was done with.
  document_id uuid REFERENCES documents,
  ended_by uuid REFERENCES organisations,
  ended_sequence bigint,
  ended_at timestamptz,
  created_at timestamptz NOT NULL,
  CHECK ((state = 'open') = (ended_at IS NULL))
);
CREATE INDEX tasks_record ON tasks (record_id, event_sequence);
CREATE INDEX tasks_asked ON tasks (asked_id, created_at DESC, id DESC) WHERE state = 'open';
CREATE INDEX tasks_asking ON tasks (asker_id, created_at DESC, id DESC) WHERE state = 'open';

-- That a reader says to who shares: I tell you when I open a document for the first time.
CREATE TABLE reading_agreements (
  id uuid PRIMARY KEY,
  record_id bytea NOT NULL REFERENCES records,
  asker_id uuid NOT NULL REFERENCES organisations,
  reader_id uuid NOT NULL REFERENCES organisations,
  state text NOT NULL DEFAULT 'asked' CHECK (state IN ('asked', 'agreed', 'refused', 'ended')),
  -- For the pouch that it was asked for, or for all that the asker owns or shares with the reader.
  scope text CHECK (scope IN ('pouch', 'organisation')),
  asked_at timestamptz NOT NULL,
  answered_at timestamptz,
  ended_at timestamptz,
  CHECK ((scope IS NULL) = (answered_at IS NULL OR state = 'refused'))
);
CREATE UNIQUE INDEX reading_agreements_one ON reading_agreements (record_id, asker_id, reader_id)
  WHERE state IN ('asked', 'agreed');
CREATE INDEX reading_agreements_reader ON reading_agreements (reader_id, state, asked_at);

-- That the reader's organisation signed that it opened a version: its event in the trail is the receipt.
CREATE TABLE reading_receipts (
  document_id uuid NOT NULL,
  version integer NOT NULL,
  asker_id uuid NOT NULL REFERENCES organisations,
  reader_id uuid NOT NULL REFERENCES organisations,
  record_id bytea NOT NULL REFERENCES records,
  event_sequence bigint NOT NULL,
  opened_at timestamptz NOT NULL,
  PRIMARY KEY (document_id, version, asker_id, reader_id),
  FOREIGN KEY (document_id, version) REFERENCES document_versions
);
CREATE INDEX reading_receipts_record ON reading_receipts (record_id, opened_at DESC);

-- A person of one's own who is mentioned is told alone.
ALTER TABLE notices ADD COLUMN user_id uuid REFERENCES users;

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['messages', 'message_attachments', 'message_readings', 'tasks', 'reading_agreements',
    'reading_receipts'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY system ON %I TO openpouch_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO openpouch_system', t);
    EXECUTE format('GRANT SELECT ON %I TO openpouch_app', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['messages', 'tasks'] LOOP
    EXECUTE format('CREATE POLICY seen ON %I FOR SELECT TO openpouch_app USING (%s EXISTS (
      SELECT FROM record_access a WHERE a.record_id = %I.record_id AND a.organisation_id = acting_organisation()
        AND a.ended_at IS NULL AND (a.ends_at IS NULL OR a.ends_at > now())
        AND (a.seen_until IS NULL OR event_sequence <= a.seen_until)))', t,
      CASE t WHEN 'messages' THEN '(named IS NULL OR acting_organisation() = ANY(named)) AND' ELSE '' END, t);
  END LOOP;
END $$;
-- Of a message that one sees, and one's own that wait for theirs.
CREATE POLICY seen ON message_attachments FOR SELECT TO openpouch_app USING (
  (message_id IS NULL AND organisation_id = acting_organisation())
  OR EXISTS (SELECT FROM messages m WHERE m.id = message_id));
GRANT INSERT ON message_attachments, message_readings TO openpouch_app;
CREATE POLICY added ON message_attachments FOR INSERT TO openpouch_app
  WITH CHECK (organisation_id = acting_organisation() AND message_id IS NULL);
CREATE POLICY own ON message_readings TO openpouch_app
  USING (organisation_id = acting_organisation()) WITH CHECK (organisation_id = acting_organisation());
CREATE POLICY party ON reading_agreements FOR SELECT TO openpouch_app
  USING (acting_organisation() IN (asker_id, reader_id));
CREATE POLICY party ON reading_receipts FOR SELECT TO openpouch_app
  USING (acting_organisation() IN (asker_id, reader_id));
`;
