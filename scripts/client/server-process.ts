import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** Ends it and waits until it is gone; SIGINT unless told. */
  stop(signal?: NodeJS.Signals): Promise<void>;
  /** What it has printed on standard error. */
  log(): string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
/** What `npm start` runs; it replaces its shell, so the process that we start is the server. */
const { start } = (
  JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: { start: string } }
).scripts;

/**
 * The whole system as a process of its own, on a free port, with its data in `dataDir`.
 * @throws when it ends before it is ready, with what it printed.
 */
export async function startServerProcess(
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> {
  const child: ChildProcess = spawn('/bin/sh', ['-c', start], {
    cwd: root,
    env: {
      ...process.env,
      PATH: `${dirname(process.execPath)}:${process.env['PATH']}`,
      PORT: '0',
      OPENPOUCH_LOG: 'warn',
      OPENPOUCH_DATA: dataDir,
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const exited = once(child, 'exit');
  let printed = '';
  let log = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    log = (log + text).slice(-100_000);
  });
  const url = await new Promise<string>((resolve, reject) => {
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      printed += text;
      const found = /OpenPouch is ready at (http:\/\/\S+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    });
    void exited.then(() => reject(new Error(`The server ended before it was ready:\n${printed}${log}`)));
  });
  if (child.pid === undefined) throw new Error('The server has no process id.');
  return {
    url,
    pid: child.pid,
    log: () => log,
    async stop(signal = 'SIGINT') {
      if (child.exitCode === null && child.signalCode === null) child.kill(signal);
      await exited;
    },
  };
}
