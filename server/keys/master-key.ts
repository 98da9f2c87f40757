import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, statSync, unlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { replaceFile } from '../embedded/replace-file.ts';

/** Where the master key comes from. A key management service is a further source with the same shape. */
export type MasterKeySource = () => Promise<Uint8Array>;

/** @param digits 64 hexadecimal digits (32 bytes), from the environment. */
export function masterKeyFromDigits(digits: string): MasterKeySource {
  return async () => parse(digits, 'OPENPOUCH_MASTER_KEY');
}

/**
 * A file that only its owner reads, made with a random key when it does not exist. Losing it loses every key and
 * document in custody: it belongs into the backup, apart from the database's.
 * @throws when others may read the file, or it does not hold a key.
 */
export function masterKeyFromFile(path: string): MasterKeySource {
  return async () => {
    create(path);
    if ((statSync(path).mode & 0o077) !== 0)
      throw new Error(`${path}: others may read the master key; chmod 600 it.`);
    return parse(readFileSync(path, 'utf8').trim(), path);
  };
}

function create(path: string): void {
  if (statSync(path, { throwIfNoEntry: false }) !== undefined) return;
  mkdirSync(dirname(path), { recursive: true, mode: 0o711 });
  const own = `${path}.${process.pid}`;
  replaceFile(own, `${randomBytes(32).toString('hex')}\n`);
  try {
    linkSync(own, path); // Unlike a rename, it fails when another process made the key in the meantime.
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    unlinkSync(own);
  }
}

function parse(digits: string, where: string): Uint8Array {
  // The value itself is never repeated in the message.
  if (!/^[0-9a-f]{64}$/i.test(digits))
    throw new Error(`${where}: expected 64 hexadecimal digits (32 bytes).`);
  return Buffer.from(digits, 'hex');
}
