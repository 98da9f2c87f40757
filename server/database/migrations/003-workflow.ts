/** Certificates, pouches, documents, handovers. */
export const workflow = `
CREATE TABLE certificates (
  id uuid PRIMARY KEY,
  applicant_id uuid NOT NULL REFERENCES organisations,
  chamber_id uuid NOT NULL REFERENCES organisations,
  state text NOT NULL CHECK (state IN ('draft', 'submitted', 'issued', 'not_issued', 'revoked', 'superseded')),
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
  UNIQUE (chamber_id, number)
);
CREATE INDEX certificates_applicant ON certificates (applicant_id, created_at DESC, id DESC);
CREATE INDEX certificates_chamber ON certificates (chamber_id, created_at DESC, id DESC) WHERE state <> 'draft';
CREATE INDEX certificates_number ON certificates (number);

CREATE TABLE certificate_numbers (
  chamber_id uuid NOT NULL REFERENCES organisations,
  year integer NOT NULL,
  last integer NOT NULL,
  PRIMARY KEY (chamber_id, year)
);

CREATE TABLE renditions (
  id uuid PRIMARY KEY,
  certificate_id uuid NOT NULL REFERENCES certificates,
  record_id bytea NOT NULL REFERENCES records,
  cid text NOT NULL,
  sealed_key bytea NOT NULL,
  length integer NOT NULL,
  digest bytea NOT NULL,
  salt bytea NOT NULL,
  event_sequence bigint NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX renditions_certificate ON renditions (certificate_id, created_at);

CREATE TABLE pouches (
  id uuid PRIMARY KEY,
  record_id bytea NOT NULL UNIQUE REFERENCES records,
  made_by uuid NOT NULL REFERENCES organisations,
  title text NOT NULL,
  cover jsonb NOT NULL,
  manifest jsonb NOT NULL,
  created_at timestamptz NOT NULL
);

CREATE TABLE pouch_certificates (
  pouch_id uuid NOT NULL REFERENCES pouches,
  certificate_id uuid NOT NULL REFERENCES certificates,
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
CREATE INDEX handovers_to ON handovers (to_id, id);
CREATE INDEX handovers_from ON handovers (from_id, id);
`;
