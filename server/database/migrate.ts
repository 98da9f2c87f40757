import { Kysely, PostgresDialect, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import pg from 'pg';
import { organisations } from './migrations/001-organisations.ts';
import { records } from './migrations/002-records.ts';
import { workflow } from './migrations/003-workflow.ts';
import { rowLevelSecurity } from './migrations/004-row-level-security.ts';
import { announcements } from './migrations/005-announcements.ts';
import { desk } from './migrations/006-desk.ts';
import { evidence } from './migrations/006-evidence.ts';
import { imports } from './migrations/007-imports.ts';
import { bulk } from './migrations/008-bulk.ts';
import { afterIssuing } from './migrations/009-after-issuing.ts';
import { books } from './migrations/010-books.ts';
import { undertakings } from './migrations/011-undertakings.ts';
import { notices } from './migrations/012-notices.ts';
import { pouchContents } from './migrations/013-pouch-contents.ts';
import { trailLines } from './migrations/014-trail-lines.ts';
import { sharing } from './migrations/015-sharing.ts';
import { handoversInFull } from './migrations/016-handovers.ts';
import { selfCustody } from './migrations/017-self-custody.ts';
import { workingTogether } from './migrations/018-working-together.ts';
import { retention } from './migrations/019-retention.ts';
import { inquiries } from './migrations/020-inquiries.ts';
import { tradeTrust } from './migrations/021-tradetrust.ts';
import { organisationActs } from './migrations/022-organisation-acts.ts';

const migrations: Record<string, Migration> = {
  '001-organisations': statement(organisations),
  '002-records': statement(records),
  '003-workflow': statement(workflow),
  '004-row-level-security': statement(rowLevelSecurity),
  '005-announcements': statement(announcements),
  '006-evidence': statement(evidence),
  '006-desk': statement(desk),
  '007-imports': statement(imports),
  '008-bulk': statement(bulk),
  '009-after-issuing': statement(afterIssuing),
  '010-books': statement(books),
  '011-undertakings': statement(undertakings),
  '012-notices': statement(notices),
  '013-pouch-contents': statement(pouchContents),
  '014-trail-lines': statement(trailLines),
  '015-sharing': statement(sharing),
  '018-working-together': statement(workingTogether),
  '019-retention': statement(retention),
  '016-handovers': statement(handoversInFull),
  '017-self-custody': statement(selfCustody),
  '020-inquiries': statement(inquiries),
  '021-tradetrust': statement(tradeTrust),
  '022-organisation-acts': statement(organisationActs),
};

function statement(text: string): Migration {
  return {
    up: async (db) => {
      await sql.raw(text).execute(db);
    },
  };
}

/**
 * Brings the database at `url` to the newest schema; several processes may call it at once (the migrator locks).
 * @throws the first migration's error; that migration is rolled back whole.
 */
export async function migrate(url: string): Promise<void> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 2 }) }),
  });
  try {
    const { error } = await new Migrator({
      db,
      provider: { getMigrations: async () => migrations },
    }).migrateToLatest();
    if (error !== undefined) throw error;
  } finally {
    await db.destroy();
  }
}
