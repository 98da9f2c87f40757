/** What an organisation keeps to write applications from: templates, parties, products. */
export const books = `
CREATE TABLE book_entries (
  id uuid PRIMARY KEY,
  organisation_id uuid NOT NULL REFERENCES organisations,
  book text NOT NULL CHECK (book IN ('template', 'party', 'product')),
  name text NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  content jsonb NOT NULL,
  version int NOT NULL DEFAULT 1,
  created_at timestamptz NOT NULL
);
CREATE INDEX book_entries_listed ON book_entries (organisation_id, book, created_at DESC, id DESC);

ALTER TABLE book_entries ENABLE ROW LEVEL SECURITY;
ALTER TABLE book_entries FORCE ROW LEVEL SECURITY;
DO $$ BEGIN
  CREATE POLICY system ON book_entries TO openpouch_system USING (true) WITH CHECK (true);
  EXECUTE format('CREATE POLICY owner ON book_entries TO %I USING (true) WITH CHECK (true)', current_user);
END $$;
GRANT SELECT, INSERT, UPDATE, DELETE ON book_entries TO openpouch_system;
GRANT SELECT, INSERT, UPDATE (name, content, version) ON book_entries TO openpouch_app;
CREATE POLICY own ON book_entries TO openpouch_app
  USING (organisation_id = acting_organisation()) WITH CHECK (organisation_id = acting_organisation());
`;
