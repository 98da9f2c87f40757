import { utf8 } from '../../core/bytes.ts';
import { RecordId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import { newId } from '../keys/signing-session.ts';
import { pouchStore } from '../pouches/index.ts';
import { recordAccessStore, recordStore } from '../records/record-store.ts';
import { acting, requireActive } from '../sharing/index.ts';
import { mayAct, mostTasks, stateAfter, type TaskAct } from './task.ts';
import { taskStore } from './task-store.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'sealer' | 'now'>;

export interface TaskWish {
  /** Who is to add it. */
  readonly organisationId: string;
  readonly documentType: string;
  readonly note?: string | undefined;
  readonly dueOn?: string | undefined;
  readonly byItself: boolean;
}

/** All functions take a transaction under the acting organisation's row-level security. */
export interface TaskService {
  /** @throws not_found, forbidden, wrong_state, invalid_request, limit_reached */
  ask(
    trx: Trx,
    principal: Principal,
    pouchId: string,
    wish: TaskWish,
  ): Promise<{ id: string; receipts: string[] }>;
  /** @throws not_found, forbidden, wrong_state */
  end(
    trx: Trx,
    principal: Principal,
    id: string,
    act: TaskAct,
    said?: { reason?: string; documentId?: string | undefined },
  ): Promise<{ receipts: string[] }>;
}

const events = {
  complete: 'org.openpouch.pouch.task-done',
  decline: 'org.openpouch.pouch.task-declined',
  withdraw: 'org.openpouch.pouch.task-withdrawn',
} as const satisfies Record<TaskAct, string>;

export function createTaskService({ keyring, recorder, sealer, now }: Context): TaskService {
  return {
    async ask(trx, principal, pouchId, wish) {
      const pouch = await pouchStore.find(trx, pouchId);
      if (pouch === undefined) throw problem('not_found', { what: 'pouch' });
      const { recordId } = pouch;
      const at = now();
      checkWish(principal, wish, at);
      return elevated(trx, async (trx) => {
        const [record] = await recordStore.lock(trx, [recordId]);
        await requireCurrent(trx, principal, recordId);
        if (record !== undefined) requireActive(record, 'asking for a document');
        const rights = await recordAccessStore.rightsOf(trx, recordId, wish.organisationId);
        if (!rights.has('add'))
          throw invalidField('/organisationId', 'They may not add documents to this pouch.', 'body', {
            code: 'not_held',
          });
        if ((await taskStore.countOf(trx, recordId)) >= mostTasks)
          throw problem('limit_reached', { limit: mostTasks, what: 'tasks of this pouch' });

        const id = newId();
        const { organisationId: askerId } = principal;
        const by = await acting(trx, keyring, principal, at);
        const [recorded] = await recorder.append(trx, [
          by.event(RecordId.of(recordId), 'org.openpouch.pouch.task-asked', {
            ...{ taskId: id, organisationId: wish.organisationId, askedBy: askerId },
          }),
        ]);
        if (recorded === undefined) throw new Error('An event that was appended is gone.');
        await taskStore.insert(trx, {
          ...{ id, recordId, sequence: recorded.sequence, askerId, askedId: wish.organisationId },
          ...{ askerName: principal.name, documentType: wish.documentType, byItself: wish.byItself },
          sealedNote:
            wish.note === undefined
              ? null
              : Buffer.from(sealer.seal(utf8(wish.note), { organisationId: askerId, purpose: noteOf(id) })),
          ...{ dueOn: wish.dueOn ?? null, createdAt: at },
        });
        return { id, receipts: [recorded.receipt] };
      });
    },

    async end(trx, principal, id, act, { reason, documentId } = {}) {
      const task = await taskStore.find(trx, id);
      if (task === undefined) throw problem('not_found', { what: 'task' });
      const { recordId, askerId, askedId } = task;
      const { organisationId } = principal;
      if (!task.isCurrent || !mayAct(act, organisationId, task))
        throw problem('forbidden', {
          needs: act === 'withdraw' ? 'to have asked it, or to own the pouch' : 'to be whom it was asked of',
        });
      if (documentId !== undefined) await checkDocument(trx, recordId, documentId);
      return elevated(trx, async (trx) => {
        await recordStore.lock(trx, [recordId]);
        await requireCurrent(trx, principal, recordId);
        const state = stateAfter(await taskStore.stateOf(trx, id), act);
        const at = now();
        const by = await acting(trx, keyring, principal, at);
        const [recorded] = await recorder.append(trx, [
          by.event(RecordId.of(recordId), events[act], {
            ...{ taskId: id, organisationId: askedId, askedBy: askerId },
            ...(documentId !== undefined && { documentId }),
          }),
        ]);
        if (recorded === undefined) throw new Error('An event that was appended is gone.');
        const sealedReason =
          reason === undefined
            ? null
            : Buffer.from(sealer.seal(utf8(reason), { organisationId: askedId, purpose: reasonOf(id) }));
        await taskStore.end(trx, id, {
          ...{ state, sealedReason, documentId: documentId ?? null },
          ...{ endedBy: organisationId, sequence: recorded.sequence, at },
        });
        return { receipts: [recorded.receipt] };
      });
    },
  };
}

export const noteOf = (id: string): string => `task-note ${id}`;
export const reasonOf = (id: string): string => `task-reason ${id}`;

function checkWish(principal: Principal, wish: TaskWish, at: Date): void {
  if (wish.organisationId === principal.organisationId)
    throw invalidField('/organisationId', 'Ask another organisation.', 'body', { code: 'not_allowed' });
  if (wish.byItself && wish.documentType === 'other')
    throw invalidField('/byItself', 'What has no code is not recognised by itself.', 'body', {
      code: 'inconsistent',
    });
  // Somewhere it is still yesterday.
  const yesterday = new Date(at.getTime() - 24 * 3_600_000).toISOString().slice(0, 10);
  if (wish.dueOn !== undefined && wish.dueOn < yesterday)
    throw invalidField('/dueOn', 'That day is over.', 'body', { code: 'in_the_past' });
}

/** Documents of the pouch are found by what the reader sees of them. */
async function checkDocument(trx: Trx, recordId: Buffer, documentId: string): Promise<void> {
  if (!(await taskStore.hasDocument(trx, recordId, documentId)))
    throw invalidField('/documentId', 'There is no such document in this pouch.', 'body', {
      code: 'not_allowed',
    });
}

/** As the system: a former owner sees the pouch as it was, and asks nothing more. */
async function requireCurrent(trx: Trx, principal: Principal, recordId: Buffer): Promise<void> {
  const own = (await recordAccessStore.ofRecord(trx, recordId)).filter(
    (row) => row.organisationId === principal.organisationId,
  );
  if (own.length === 0) throw problem('not_found', { what: 'pouch' });
  if (own.every(({ seenUntil }) => seenUntil !== null))
    throw problem('forbidden', { needs: 'to see the pouch as it is now' });
}
