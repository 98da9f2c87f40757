import { createHash, randomUUID } from 'node:crypto';
import {
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

export interface Account {
  readonly uid: number;
  readonly gid: number;
}

/** Folder that any account can enter, for what an unprivileged process must reach while we run as root. */
export const SHARED_HOME = '/var/lib/openpouch';

/** PostgreSQL refuses to run as root: an account that every Unix has. Undefined when we are not root. */
export function unprivilegedAccount(): Account | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const rows = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'));
  const row = rows.find((r) => r[0] === 'postgres') ?? rows.find((r) => r[0] === 'nobody');
  if (row === undefined)
    throw new Error('There is no account named postgres or nobody to run PostgreSQL as.');
  return { uid: Number(row[2]), gid: Number(row[3]) };
}

/** Whether the account may enter every folder above `dir`. */
function canReach(account: Account, dir: string): boolean {
  for (let above = realpathSync(dirname(dir)); ; above = dirname(above)) {
    const { mode, uid, gid } = statSync(above);
    const enter = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
    if ((mode & enter) === 0) return false;
    if (above === dirname(above)) return true;
  }
}

/** Makes a folder that only its owner enters and gives it to the account. */
function makePrivate(dir: string, account: Account | undefined): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (account !== undefined) chownSync(dir, account.uid, account.gid);
}

/**
 * The folder that the account works in: `dir` itself where it can get there, else one below /var/lib/openpouch
 * whose name is kept in `dir`. The name is random: a data folder that was deleted does not come back to life
 * with a database whose keys are gone.
 */
export function workingFolder(dir: string, account: Account | undefined): string {
  // Others may pass through the data folder, not list it: what is secret in it is closed file by file.
  mkdirSync(dirname(dir), { recursive: true, mode: 0o711 });
  const marker = join(dir, 'location');
  if (account === undefined || (!existsSync(marker) && canReach(account, dir))) {
    makePrivate(dir, account);
    return dir;
  }
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (!existsSync(marker)) {
    mkdirSync(SHARED_HOME, { recursive: true, mode: 0o755 });
    removeAbandoned();
    writeFileSync(marker, join(SHARED_HOME, `data-${randomUUID()}`), { flag: 'wx' });
  }
  const elsewhere = readFileSync(marker, 'utf8');
  makePrivate(elsewhere, account);
  writeFileSync(join(elsewhere, 'marker'), marker);
  return elsewhere;
}

/** Removes the folders below /var/lib/openpouch whose data folder was deleted and in which nothing runs. */
function removeAbandoned(): void {
  for (const name of readdirSync(SHARED_HOME).filter((n) => n.startsWith('data-'))) {
    const folder = join(SHARED_HOME, name);
    const marker = join(folder, 'marker');
    if (!existsSync(marker) || existsSync(join(folder, 'data/postmaster.pid'))) continue;
    if (!existsSync(readFileSync(marker, 'utf8'))) rmSync(folder, { recursive: true, force: true });
  }
}

/** Longest path of a Unix socket that Linux and macOS both take (sun_path, 104 bytes on macOS, with its zero). */
const LONGEST_SOCKET_PATH = 103;
const SOCKET_NAME = '.s.PGSQL.5432';

/**
 * A folder short enough for PostgreSQL's socket: `dir`, else a private one in the temporary folder, the same at
 * every start. Anyone may write there, so that a folder which is not ours alone is refused.
 */
export function socketFolder(dir: string, account: Account | undefined): string {
  if (Buffer.byteLength(join(dir, SOCKET_NAME)) <= LONGEST_SOCKET_PATH) return dir;
  const name = createHash('sha256').update(dir).digest('hex').slice(0, 16);
  const short = join('/tmp', `openpouch-${name}`);
  const owner = account?.uid ?? process.getuid?.();
  if (!existsSync(short)) makePrivate(short, account);
  const { uid, mode } = statSync(short);
  if (uid !== owner || (mode & 0o077) !== 0)
    throw new Error(`The socket folder ${short} belongs to someone else.`);
  return short;
}
