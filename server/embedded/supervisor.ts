import { setTimeout as sleep } from 'node:timers/promises';

/** What an embedded process tells about itself. */
export interface RunningProcess {
  readonly pid: number;
  /** Resolves when the process has ended, with the reason in words. Never rejects. */
  readonly exited: Promise<string>;
  /** Ends the process and waits until it is gone. May be called more than once. */
  stop(): Promise<void>;
}

export interface ProcessLogger {
  info(fields: object, message: string): void;
  warn(fields: object, message: string): void;
  error(fields: object, message: string): void;
}

export interface Supervisor<T extends RunningProcess> {
  /** The process that runs now, or undefined between its death and its next start. */
  current(): T | undefined;
  stop(): Promise<void>;
}

const FIRST_DELAY_MS = 50;
const LONGEST_DELAY_MS = 5_000;
/** A process that lived this long was healthy: the back-off starts anew. */
const HEALTHY_AFTER_MS = 10_000;

/**
 * Starts a process and starts it again whenever it dies while we live, with a growing delay.
 * @throws what the first start throws; later failures are logged and tried again without end.
 */
export async function keepRunning<T extends RunningProcess>(
  name: string,
  start: () => Promise<T>,
  logger: ProcessLogger,
): Promise<Supervisor<T>> {
  const ending = new AbortController();
  let running: T | undefined = await start();

  const loop = async () => {
    let delayMs = FIRST_DELAY_MS;
    while (!ending.signal.aborted) {
      if (running !== undefined) {
        const since = performance.now();
        const reason = await running.exited;
        running = undefined;
        if (ending.signal.aborted) return;
        logger.warn({ process: name, reason, delayMs }, 'an embedded process ended and is started again');
        if (performance.now() - since > HEALTHY_AFTER_MS) delayMs = FIRST_DELAY_MS;
      }
      await sleep(delayMs, undefined, { signal: ending.signal }).catch(() => {});
      if (ending.signal.aborted) return;
      delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
      try {
        running = await start();
        logger.info({ process: name, pid: running.pid }, 'an embedded process runs again');
      } catch (err) {
        logger.error({ process: name, err, delayMs }, 'an embedded process did not start');
      }
    }
  };
  const looping = loop();

  return {
    current: () => running,
    async stop() {
      ending.abort();
      await running?.stop();
      await looping;
      await running?.stop(); // One that was being started while we stopped.
    },
  };
}
