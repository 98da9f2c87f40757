/** Certificates, pouches, documents, handovers. */
export const workflow = `
CREATE TABLE certificates (
  id uuid PRIMARY KEY,
  applicant_id uuid NOT NULL REFERENCES organisations,
  chamber_id uuid NOT NULL REFERENCES organisations,
  state text NOT NULL CHECK (state IN ('draft', 'submitted', 'changes_requested', 'not_issued', 'abandoned', 'issued', 'verified',
    'disputed', 'refused', 'acquitted', 'expired', 'revoked', 'superseded')),
  version integer NOT NULL DEFAULT 1,
  application jsonb NOT NULL,
  number text,
  verification_code text,
  record_id bytea UNIQUE REFERENCES records,
  credential text,
  decision jsonb,
  successor_id uuid REFERENCES certificates,
  created_at timestamptz NOT NULL,
  submitted_at timestamptz,
  decided_at timestamptz,
  -- For lists; a trigger keeps them. What a search looks in is short, so that it fits into an index.
  kind text NOT NULL DEFAULT 'origin' CHECK (kind IN ('origin', 'document')),
  -- Of the document that it certifies.
  document_digest bytea,
  destination_country text,
  words text NOT NULL DEFAULT '',
  UNIQUE (chamber_id, number)
);
-- Lists walk these in order and find all that they filter by in the index itself: rows are wide. One organisation's
-- hundred thousand are read through in some 50 ms, whatever is sought (docs/decisions/0010).
CREATE INDEX certificates_applicant ON certificates (applicant_id, created_at DESC, id DESC)
  INCLUDE (state, kind, chamber_id, destination_country, record_id, words);
CREATE INDEX certificates_chamber ON certificates (chamber_id, created_at DESC, id DESC)
  INCLUDE (state, kind, destination_country, record_id, words) WHERE state <> 'draft';
-- What waits for somebody.
CREATE INDEX certificates_waiting ON certificates (chamber_id, submitted_at, id) WHERE state = 'submitted';
CREATE INDEX certificates_unfinished ON certificates (applicant_id, state, created_at, id) 
  WHERE state IN ('draft', 'submitted', 'changes_requested', 'not_issued');
CREATE INDEX certificates_number ON certificates (number);
CREATE INDEX certificates_document ON certificates (document_digest, decided_at)
  WHERE document_digest IS NOT NULL AND record_id IS NOT NULL;

-- What a search looks in: the number, the consignee, marks and invoices of the goods, title and number of a document.
CREATE FUNCTION certificate_listing() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  NEW.kind := CASE WHEN NEW.application ->> 'formType' = 'CERTIFIED_DOCUMENT' THEN 'document' ELSE 'origin' END;
  NEW.document_digest := CASE WHEN NEW.kind = 'document' AND NEW.application #>> '{document,digest}' ~ '^0x[0-9a-f]{64}$'
    THEN decode(substr(NEW.application #>> '{document,digest}', 3), 'hex') END;
  NEW.destination_country := NEW.application ->> 'destinationCountry';
  NEW.words := left(lower(concat_ws(' ', NEW.number, NEW.application #>> '{consignee,name}',
    CASE WHEN NEW.kind = 'document' THEN
      concat_ws(' ', NEW.application #>> '{document,title}', NEW.application #>> '{document,number}') END,
    (SELECT string_agg(DISTINCT one #>> '{}', ' ')
     FROM jsonb_path_query(NEW.application, 'lax $.items[*].marks') AS marks(one)),
    (SELECT string_agg(DISTINCT one #>> '{}', ' ')
     FROM jsonb_path_query(NEW.application, 'lax $.items[*].invoice.number') AS invoices(one)))), 600);
  RETURN NEW;
END $f$;
CREATE TRIGGER certificates_listing BEFORE INSERT OR UPDATE OF application, number ON certificates
  FOR EACH ROW EXECUTE FUNCTION certificate_listing();

-- What the chamber was sent, each time.
CREATE TABLE certificate_submissions (
  certificate_id uuid NOT NULL REFERENCES certificates,
  number integer NOT NULL,
  applicant_id uuid NOT NULL REFERENCES organisations,
  chamber_id uuid NOT NULL REFERENCES organisations,
  application jsonb NOT NULL,
  submitted_by text NOT NULL,
  submitted_at timestamptz NOT NULL,
  -- What the applicant declared: version, language, text, by, authenticated.
  declaration jsonb NOT NULL,
  -- The evidence that came with it: id, name, type, item, mediaType, size, sha256 of each file.
  evidence jsonb NOT NULL DEFAULT '[]',
  -- Of these three, and what opens it: the certificate's first event names it (core/submission.ts).
  commitment bytea NOT NULL CHECK (length(commitment) = 32),
  salt bytea NOT NULL CHECK (length(salt) = 32),
  -- Why it was not issued: reason, by, at.
  rejection jsonb,
  PRIMARY KEY (certificate_id, number)
);

CREATE TABLE certificate_numbers (
  chamber_id uuid NOT NULL REFERENCES organisations,
  year integer NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (chamber_id, year)
);

CREATE TABLE renditions (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('original', 'copy', 'duplicate')),
  certificate_id uuid NOT NULL REFERENCES certificates,
  record_id bytea NOT NULL REFERENCES records,
  cid text NOT NULL,
  sealed_key bytea NOT NULL,
  length integer NOT NULL,
  digest bytea NOT NULL,
  salt bytea NOT NULL,
  event_sequence bigint NOT NULL,
  created_at timestamptz NOT NULL,
  -- Who was, when this copy was made.
  in_control uuid REFERENCES organisations,
  CHECK ((kind = 'copy') = (in_control IS NOT NULL))
);
CREATE INDEX renditions_certificate ON renditions (certificate_id, created_at);
CREATE UNIQUE INDEX renditions_one_original ON renditions (certificate_id) WHERE kind = 'original';

CREATE TABLE pouches (
  id uuid PRIMARY KEY,
  record_id bytea NOT NULL UNIQUE REFERENCES records,
  made_by uuid NOT NULL REFERENCES organisations,
  title text NOT NULL,
  cover jsonb NOT NULL,
  manifest jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  -- Record of the pouch that it takes the place of, as when the key of that one is lost. It may be erased since.
  replaces bytea UNIQUE,
  -- For lists; a trigger keeps it.
  words text NOT NULL DEFAULT ''
);

-- What a search looks in: the title, and what is written on the cover but for the note.
CREATE FUNCTION pouch_listing() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  NEW.words := left(lower(concat_ws(' ', NEW.title, NEW.cover ->> 'reference', NEW.cover ->> 'orderNumber', NEW.cover ->> 'invoiceNumber',
    NEW.cover ->> 'billOfLading', NEW.cover ->> 'containers', NEW.cover ->> 'vessel', NEW.cover ->> 'voyage')), 600);
  RETURN NEW;
END $f$;
CREATE TRIGGER pouches_listing BEFORE INSERT OR UPDATE OF title, cover ON pouches FOR EACH ROW EXECUTE FUNCTION pouch_listing();

CREATE TABLE pouch_certificates (
  pouch_id uuid NOT NULL REFERENCES pouches,
  certificate_id uuid NOT NULL REFERENCES certificates,
  -- Of the pouch's event that recorded it.
  event_sequence bigint NOT NULL,
  added_by uuid NOT NULL REFERENCES organisations,
  added_at timestamptz NOT NULL,
  PRIMARY KEY (pouch_id, certificate_id)
);
CREATE INDEX pouch_certificates_certificate ON pouch_certificates (certificate_id);

CREATE TABLE documents (
  id uuid PRIMARY KEY,
  pouch_id uuid NOT NULL REFERENCES pouches,
  record_id bytea NOT NULL REFERENCES records,
  name text NOT NULL,
  type text NOT NULL,
  added_by uuid NOT NULL REFERENCES organisations,
  created_at timestamptz NOT NULL
);
CREATE INDEX documents_pouch ON documents (pouch_id, id);

CREATE TABLE document_versions (
  document_id uuid NOT NULL REFERENCES documents,
  version integer NOT NULL,
  record_id bytea NOT NULL REFERENCES records,
  media_type text NOT NULL,
  size bigint NOT NULL,
  cid text NOT NULL,
  salt bytea NOT NULL,
  digest bytea NOT NULL,
  event_sequence bigint NOT NULL,
  added_by uuid NOT NULL REFERENCES organisations,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (document_id, version)
);
CREATE INDEX document_versions_record ON document_versions (record_id, document_id, version DESC);
CREATE INDEX document_versions_digest ON document_versions (digest);

-- The content key of a version, wrapped (JWE) for each organisation that may read it.
CREATE TABLE document_keys (
  document_id uuid NOT NULL,
  version integer NOT NULL,
  organisation_id uuid NOT NULL REFERENCES organisations,
  wrapped_key text NOT NULL,
  PRIMARY KEY (document_id, version, organisation_id),
  FOREIGN KEY (document_id, version) REFERENCES document_versions
);

CREATE TABLE handovers (
  id uuid PRIMARY KEY,
  record_id bytea NOT NULL REFERENCES records,
  from_id uuid NOT NULL REFERENCES organisations,
  to_id uuid NOT NULL REFERENCES organisations,
  state text NOT NULL CHECK (state IN ('offered', 'accepted', 'rejected', 'withdrawn', 'expired', 'void')),
  message text NOT NULL DEFAULT '',
  reason text NOT NULL DEFAULT '',
  contents jsonb NOT NULL,
  act_id bigint REFERENCES chain_acts,
  created_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  answered_at timestamptz
);
CREATE UNIQUE INDEX handovers_one_open ON handovers (record_id) WHERE state = 'offered';
CREATE INDEX handovers_open_contents ON handovers USING gin (contents) WHERE state = 'offered';
CREATE INDEX handovers_offered_to ON handovers (to_id, created_at DESC) WHERE state = 'offered';
CREATE INDEX handovers_to ON handovers (to_id, id);
CREATE INDEX handovers_offered_by ON handovers (from_id, created_at DESC) WHERE state = 'offered';
CREATE INDEX handovers_from ON handovers (from_id, id);

-- What lists show of the certificate or pouch behind an access: its id, when it was made, and what a search looks in, none
-- of which changes any more. None where the organisation finds it without: as its applicant, or as its chamber.
CREATE FUNCTION access_listing() RETURNS trigger LANGUAGE plpgsql AS $f$
BEGIN
  SELECT 'certificate', c.created_at, c.id, c.words INTO NEW.listed_as, NEW.listed_at, NEW.listed_id, NEW.words
    FROM certificates c WHERE c.record_id = NEW.record_id AND NEW.organisation_id NOT IN (c.applicant_id, c.chamber_id);
  IF NOT FOUND THEN
    SELECT 'pouch', p.created_at, p.id, p.words INTO NEW.listed_as, NEW.listed_at, NEW.listed_id, NEW.words
      FROM pouches p WHERE p.record_id = NEW.record_id;
  END IF;
  RETURN NEW;
END $f$;
CREATE TRIGGER record_access_listing BEFORE INSERT ON record_access FOR EACH ROW EXECUTE FUNCTION access_listing();
`;
