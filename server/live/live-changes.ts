import { Readable } from 'node:stream';
import type { Principal } from '../access/scopes.ts';
import type { Database } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import type { Logger } from '../log.ts';
import { type Announcement, announcementSchema, type Change, scopeOfKind } from './change.ts';
import { liveStore } from './live-store.ts';

/** Where the database announces what changed (migration 005). */
export const changesChannel = 'openpouch_changes';

export interface LiveChanges {
  /**
   * The changes that concern the principal's organisation from now on, as server-sent events. It ends when the
   * principal's access has, and whenever something may have been missed.
   * @param stillMay whether whoever opened it may still have it
   * @throws too_many_requests, unavailable when the server is about to stop
   */
  open(principal: Principal, stillMay: () => Promise<boolean>): Readable;
  /** @param payload of a notification on `changesChannel` */
  announced(payload: string): void;
  /** Somebody's access has ended: all who listen are asked for theirs. */
  accessEnded(): void;
  /** What was announced while nobody could hear it is lost: the streams end, and the pages read again. */
  heard(hears: boolean): void;
  close(): void;
}

export interface LiveOptions {
  readonly database: Database;
  readonly logger: Logger;
  /** Streams of this process at the same time. */
  readonly most?: { readonly ofOrganisation: number; readonly together: number };
  /** How often a stream says that it is alive, and is asked whether it still may be. */
  readonly heartbeatMs?: number;
}

interface Listener {
  readonly principal: Principal;
  readonly stream: Readable;
  readonly stillMay: () => Promise<boolean>;
}

/** What comes within this time is asked for together, and told once. */
const windowMs = 100;
/** A reader that is so far behind reads everything again. */
const behindBytes = 256 * 1024;
/** How soon an EventSource comes back. */
const retryMs = 2_000;

/** One for each server process. */
export function createLiveChanges(options: LiveOptions): LiveChanges {
  const { database, logger, heartbeatMs = 20_000 } = options;
  const most = options.most ?? { ofOrganisation: 200, together: 2_000 };
  const listeners = new Set<Listener>();
  let waiting: Announcement[] = [];
  let telling = false;
  let missed = false;
  let closed = false;

  const end = (listener: Listener): void => {
    listeners.delete(listener);
    listener.stream.push(null);
  };
  const endAll = (): void => {
    for (const listener of [...listeners]) end(listener);
  };
  const write = (listener: Listener, text: string): void => {
    listener.stream.push(text);
    if (listener.stream.readableLength > behindBytes) end(listener);
  };

  const tell = async (): Promise<void> => {
    const announced = waiting;
    waiting = [];
    if (listeners.size === 0) return;
    const organisationIds = [...new Set([...listeners].map(({ principal }) => principal.organisationId))];
    const told = new Map<string, Map<string, Change>>(organisationIds.map((id) => [id, new Map()]));
    const add = (organisationId: string, change: Change): void => {
      told.get(organisationId)?.set(`${change.kind} ${change.id}`, change);
    };
    const ids = { record: [] as string[], certificate: [] as string[], handover: [] as string[] };
    for (const { kind, ids: changed, to } of announced) {
      if (to === undefined && kind in ids) ids[kind as keyof typeof ids].push(...changed);
      else {
        for (const id of changed) {
          const change = { kind, id, ...(kind === 'record' && { recordId: id }) };
          for (const organisationId of to === undefined ? organisationIds : [to]) add(organisationId, change);
        }
      }
    }
    if (Object.values(ids).some((some) => some.length > 0)) {
      const concerned = await database.asSystem((trx) => liveStore.concerned(trx, ids, organisationIds));
      for (const { organisationId, change } of concerned) add(organisationId, change);
    }
    for (const listener of [...listeners]) {
      const { scopes, organisationId } = listener.principal;
      const text = [...(told.get(organisationId)?.values() ?? [])]
        .filter(({ kind }) => {
          const scope = scopeOfKind[kind];
          return scope === undefined || scopes.has(scope);
        })
        .map((change) => `data: ${JSON.stringify(change)}\n\n`)
        .join('');
      if (text !== '') write(listener, text);
    }
  };

  /** One window at a time: while the database is asked for one, the next one grows. */
  const tellSoon = (): void => {
    if (telling) return;
    telling = true;
    setTimeout(() => {
      tell()
        .catch((err: unknown) => {
          logger.warn({ err }, 'changes could not be told: the pages are to read again');
          endAll();
        })
        .finally(() => {
          telling = false;
          if (waiting.length > 0) tellSoon();
        });
    }, windowMs).unref();
  };

  /** Who cannot be asked for (the database is away) stays until the next time. */
  const ask = async (listener: Listener): Promise<void> => {
    const may = await listener.stillMay().catch(() => true);
    if (!may) end(listener);
  };
  const askAll = async (): Promise<void> => {
    for (const listener of [...listeners]) await ask(listener);
  };

  const heartbeat = setInterval(() => {
    for (const listener of [...listeners]) write(listener, ':\n\n');
    void askAll();
  }, heartbeatMs);
  heartbeat.unref();

  return {
    open(principal, stillMay) {
      if (closed) throw problem('unavailable', undefined, { headers: { 'retry-after': '2' } });
      const { organisationId } = principal;
      let ofOrganisation = 0;
      for (const listener of listeners)
        if (listener.principal.organisationId === organisationId) ofOrganisation += 1;
      if (ofOrganisation >= most.ofOrganisation || listeners.size >= most.together) {
        throw problem('too_many_requests', { seconds: 30 }, { headers: { 'retry-after': '30' } });
      }
      const stream = new Readable({ read() {} });
      const listener = { principal, stream, stillMay };
      listeners.add(listener);
      stream.once('close', () => listeners.delete(listener));
      stream.push(`retry: ${retryMs}\n\n`);
      // Access that ended after it was looked at, and before the stream was among those that are asked.
      void ask(listener);
      return stream;
    },
    announced(payload) {
      if (listeners.size === 0) return;
      const announcement = readAnnouncement(payload);
      if (announcement === undefined) {
        // Of a newer version beside us: not understood is as good as missed.
        logger.warn('an announcement is not understood: the pages are to read again');
        endAll();
        return;
      }
      waiting.push(announcement);
      tellSoon();
    },
    accessEnded: () => void askAll(),
    heard(hears) {
      if (hears && missed) endAll();
      missed = !hears;
    },
    close() {
      closed = true;
      clearInterval(heartbeat);
      endAll();
    },
  };
}

function readAnnouncement(payload: string): Announcement | undefined {
  try {
    return announcementSchema.parse(JSON.parse(payload));
  } catch {
    return undefined;
  }
}
