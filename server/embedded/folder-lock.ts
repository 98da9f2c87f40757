import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdirSync, realpathSync, rmSync } from 'node:fs';
import { connect, createServer } from 'node:net';

/** The data folder is used by another process of ours that is alive. */
export class FolderInUseError extends Error {
  constructor(dir: string) {
    super(`The data folder ${dir} is in use by another OpenPouch process.`);
    this.name = 'FolderInUseError';
  }
}

/**
 * Takes a data folder for this process alone: a second one would stop the database of the first as a left-over. The
 * lock is a listening socket, which the kernel closes with its process however that ends; nothing is left to be
 * cleaned up, and no process id is mistaken for another's.
 * @returns a function that gives the folder free.
 * @throws FolderInUseError
 */
export async function lockFolder(dir: string): Promise<() => Promise<void>> {
  mkdirSync(dir, { recursive: true, mode: 0o711 });
  const name = `openpouch-${createHash('sha256').update(realpathSync(dir)).digest('hex').slice(0, 32)}`;
  // Linux knows socket names that are no files; elsewhere the file of a process that died is removed first.
  const path = process.platform === 'linux' ? `\0${name}` : `/tmp/${name}`;
  if (process.platform !== 'linux' && !(await answers(path))) rmSync(path, { force: true });
  const server = createServer((socket) => socket.destroy());
  server.listen(path);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw (error as NodeJS.ErrnoException).code === 'EADDRINUSE' ? new FolderInUseError(dir) : error;
  }
  server.unref();
  return async () => {
    const closed = once(server, 'close');
    server.close();
    await closed;
  };
}

async function answers(path: string): Promise<boolean> {
  const socket = connect(path);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
