/** Certificates in the words of TradeTrust (OpenAttestation v2), on a document store of the chamber's own. */
export const tradeTrust = `
CREATE TABLE document_stores (
  chamber_id uuid PRIMARY KEY REFERENCES organisations,
  -- The chamber's contract; where it is follows from the chamber's id.
  address bytea NOT NULL CHECK (length(address) = 20),
  -- Whose DNS record names the contract.
  domain text NOT NULL,
  changed_by text NOT NULL,
  changed_at timestamptz NOT NULL
);

CREATE TABLE wrapped_certificates (
  certificate_id uuid PRIMARY KEY REFERENCES certificates,
  record_id bytea NOT NULL REFERENCES records,
  chamber_id uuid NOT NULL REFERENCES organisations,
  target_hash bytea NOT NULL CHECK (length(target_hash) = 32),
  -- The document as JSON, sealed for the chamber.
  sealed bytea NOT NULL,
  -- The chamber's word that this document shows the record: ES256 over the typed message, and its key.
  alias bytea NOT NULL CHECK (length(alias) = 64),
  alias_key jsonb NOT NULL,
  event_sequence bigint NOT NULL,
  created_at timestamptz NOT NULL
);
CREATE INDEX wrapped_certificates_record ON wrapped_certificates (record_id);

DO $$ DECLARE t text; BEGIN
  FOREACH t IN ARRAY ARRAY['document_stores', 'wrapped_certificates'] LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY system ON %I TO openpouch_system USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY owner ON %I TO %I USING (true) WITH CHECK (true)', t, current_user);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %I TO openpouch_system', t);
  END LOOP;
END $$;
GRANT SELECT, INSERT, UPDATE ON document_stores TO openpouch_app;
CREATE POLICY own ON document_stores TO openpouch_app
  USING (chamber_id = acting_organisation()) WITH CHECK (chamber_id = acting_organisation());
GRANT SELECT ON wrapped_certificates TO openpouch_app;
CREATE POLICY seen ON wrapped_certificates FOR SELECT TO openpouch_app USING (event_sequence <= sees_until(record_id));
`;
