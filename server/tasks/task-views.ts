import { RecordId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import type { Trx } from '../database/database.ts';
import type { Sealer } from '../keys/sealing.ts';
import { organisationNamer } from '../organisations/index.ts';
import { mayAct, type TaskAct, type TaskView } from './task.ts';
import { noteOf, reasonOf } from './task-service.ts';
import { type TaskRow, taskStore } from './task-store.ts';

const acts: readonly TaskAct[] = ['complete', 'decline', 'withdraw'];

/** Who reads, and what of it may be done about tasks at all. */
export interface TaskReader {
  readonly organisationId: string;
  readonly acts: readonly TaskAct[];
}

/** Who may ask takes back; who may add documents does what is asked, or declines. */
export const taskReader = ({
  organisationId,
  scopes,
}: Pick<Principal, 'organisationId' | 'scopes'>): TaskReader => ({
  organisationId,
  acts: acts.filter((act) => scopes.has(act === 'withdraw' ? 'pouch:converse' : 'pouch:write')),
});

export async function taskViews(
  trx: Trx,
  sealer: Sealer,
  rows: readonly TaskRow[],
  reader: TaskReader,
): Promise<TaskView[]> {
  const named = await organisationNamer(
    trx,
    rows.flatMap((row) => [row.askerId, row.askedId, ...(row.endedBy === null ? [] : [row.endedBy])]),
  );
  const opened = (sealed: Buffer | null, organisationId: string, purpose: string) =>
    sealed === null ? null : Buffer.from(sealer.open(sealed, { organisationId, purpose })).toString();
  return rows.map((row) => ({
    ...{ id: row.id, recordId: RecordId.of(row.recordId), pouch: { id: row.pouchId, title: row.title } },
    ...{ asker: named(row.askerId), askerPerson: row.askerName, asked: named(row.askedId) },
    ...{ documentType: row.documentType, note: opened(row.sealedNote, row.askerId, noteOf(row.id)) },
    ...{ dueOn: row.dueOn, byItself: row.byItself, state: row.state },
    reason: opened(row.sealedReason, row.askedId, reasonOf(row.id)),
    ...{ documentId: row.documentId, createdAt: row.createdAt.toISOString() },
    endedAt: row.endedAt?.toISOString() ?? null,
    endedBy: row.endedBy === null ? null : named(row.endedBy),
    may:
      row.state === 'open' && row.isCurrent
        ? reader.acts.filter((act) => mayAct(act, reader.organisationId, row))
        : [],
  }));
}

/** What waits for an organisation: how much, and the latest of it. Under its row-level security. */
export async function openTasks(
  trx: Trx,
  sealer: Sealer,
  reader: TaskReader,
  { most, shown }: { readonly most: number; readonly shown: number },
): Promise<{ count: number; items: TaskView[] }> {
  const rows = await taskStore.open(trx, reader.organisationId, { box: 'asked', limit: shown });
  const count =
    rows.length < shown ? rows.length : await taskStore.countOpen(trx, reader.organisationId, most);
  return { count, items: await taskViews(trx, sealer, rows, reader) };
}
