import type { Logger } from '../log.ts';
import type { Database } from './database.ts';

export interface ListenerOptions {
  readonly database: Database;
  readonly logger: Logger;
  /** What to do with a notification, by the channel it comes on. */
  readonly channels: Readonly<Record<string, (payload: string) => void>>;
  /** Told when notifications are heard from now on, and when they no longer are: what came in between is lost. */
  readonly heard: (hears: boolean) => void;
}

const retryMs = 1_000;

/**
 * Hears what the database's other clients announce, on one connection of this process; a broken one is made again.
 * @returns ends it
 */
export async function listen(options: ListenerOptions): Promise<() => Promise<void>> {
  const { database, logger, channels, heard } = options;
  let closed = false;
  let end = async () => {};
  const connect = async (): Promise<void> => {
    const client = await database.connection();
    client.on('notification', ({ channel, payload }) => channels[channel]?.(payload ?? ''));
    client.once('end', () => {
      heard(false);
      if (!closed) retry();
    });
    for (const channel of Object.keys(channels)) await client.query(`LISTEN ${channel}`);
    heard(true);
    end = () => client.end();
  };
  const retry = () => {
    setTimeout(() => {
      if (closed) return;
      connect().catch((err: unknown) => {
        logger.warn({ err }, 'cannot hear what is announced: trying again');
        retry();
      });
    }, retryMs).unref();
  };
  await connect();
  return async () => {
    closed = true;
    await end();
  };
}
