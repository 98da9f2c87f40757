import { RecordId } from '../../core/ids.ts';
import type { Trx } from '../database/database.ts';
import type { Recorder } from '../records/recorder.ts';
import type { Acting } from '../sharing/index.ts';
import { taskStore } from './task-store.ts';

interface Added {
  readonly recordId: Buffer;
  readonly documentId: string;
  readonly documentType: string;
  readonly organisationId: string;
}

/**
 * A document was added: what was asked for and is to be done by itself is done with it. As the system, in the transaction
 * that adds the document, under the record's lock.
 * @returns receipts of the events that say so
 */
export async function doneByItself(
  trx: Trx,
  { recorder, by }: { recorder: Recorder; by: Acting },
  { recordId, documentId, documentType, organisationId }: Added,
): Promise<string[]> {
  const tasks = await taskStore.openOfType(trx, recordId, documentType);
  if (tasks.length === 0) return [];
  const recorded = await recorder.append(
    trx,
    tasks.map(({ id, askedId, askerId }) =>
      by.event(RecordId.of(recordId), 'org.openpouch.pouch.task-done', {
        ...{ taskId: id, organisationId: askedId, askedBy: askerId, documentId },
      }),
    ),
  );
  for (const [index, { id }] of tasks.entries())
    await taskStore.end(trx, id, {
      ...{ state: 'done', sealedReason: null, documentId, endedBy: organisationId, at: by.time },
      sequence: recorded[index]?.sequence ?? 0,
    });
  return recorded.map(({ receipt }) => receipt);
}
