import { randomUUID } from 'node:crypto';
import { RecordId } from '../../core/ids.ts';
import type { Trx } from '../database/database.ts';
import { toBytes } from '../records/bytes.ts';
import type { Outgoing } from '../webhooks/index.ts';
import { changeStore, type NewChange, type Watching } from './change-store.ts';
import { changeOf, isNews } from './watch.ts';

/** An event of a trail, and who may see it. */
export interface Happened {
  readonly recordId: Buffer;
  readonly sequence: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly time: Date;
  readonly readers: ReadonlySet<string>;
  /** Who is told of the event itself. */
  readonly told: ReadonlySet<string>;
}

/** A change, of which an organisation finds a notice in its inbox. */
export interface ToldChange {
  readonly id: number;
  readonly organisationId: string;
  readonly recordId: Buffer;
  readonly time: Date;
}

export const changedType = 'org.openpouch.watch.changed';

/**
 * Writes down what watchers are to be told, in the transaction that takes away what happened: each change once. As the
 * system, by one process at a time, in the order of the events.
 * @returns what their webhooks are sent; what comes into the inbox of those who are not told of the event itself
 */
export async function tellWatchers(
  trx: Trx,
  happened: readonly Happened[],
): Promise<{ outgoing: Outgoing[]; toInbox: ToldChange[] }> {
  const changing = happened.flatMap((event) => {
    const change = changeOf(event.type, event.data);
    return change === undefined ? [] : [{ event, change }];
  });
  const recordIds = new Map(changing.map(({ event }) => [event.recordId.toString('hex'), event.recordId]));
  const watching = new Map<string, Watching[]>();
  for (const watch of await changeStore.watching(trx, [...recordIds.values()])) {
    const id = watch.recordId.toString('hex');
    watching.set(id, [...(watching.get(id) ?? []), watch]);
  }
  const known = new Map<string, Watching['status']>();
  const told: NewChange[] = [];
  const isTold: boolean[] = [];
  for (const { event, change } of changing) {
    for (const watch of watching.get(event.recordId.toString('hex')) ?? []) {
      const { id: watchId, organisationId, recordId, number, reference } = watch;
      const previous = known.get(watchId) ?? watch.status;
      const isReader = event.readers.has(organisationId);
      // What had happened when the watch began, it began with.
      if (event.sequence <= watch.sinceSequence || event.time >= watch.endsAt) continue;
      if (!isNews(previous, change.status, isReader)) continue;
      known.set(watchId, change.status);
      isTold.push(event.told.has(organisationId));
      told.push({
        ...{ organisationId, watchId, recordId, number, reference, previous, time: event.time },
        ...{ status: change.status, reason: change.reason },
        successor: change.successor === null ? null : toBytes(RecordId.parse(change.successor)),
      });
    }
  }
  const ids = await changeStore.insert(trx, told);
  const changes = told.map((change, index) => ({ ...change, id: ids[index] ?? 0 }));
  return {
    outgoing: changes.map((change) => outgoing(change, change.id)),
    toInbox: changes.filter((_, index) => isTold[index] === false),
  };
}

function outgoing(change: NewChange, id: number): Outgoing {
  const { organisationId, watchId, number, reference, previous, status, reason } = change;
  const recordId = RecordId.of(change.recordId);
  const successor = change.successor === null ? null : RecordId.of(change.successor);
  return {
    organisationIds: [organisationId],
    event: {
      id: randomUUID(),
      source: 'urn:openpouch:operator',
      data: { change: id, watchId, recordId, number, reference, previous, status, reason, successor },
    },
    type: changedType,
    // A watcher need not see the record: the event names it and refers to nothing.
    ...{ recordId: null, sequence: null, certificateId: null, actorOrganisationId: null },
    time: change.time,
  };
}
