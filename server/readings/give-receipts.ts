import { RecordId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { organisationStore } from '../organisations/index.ts';
import { acting } from '../sharing/index.ts';
import { readingReceiptStore } from './reading-receipt-store.ts';

interface Opened {
  readonly documentId: string;
  readonly version: number;
}

/**
 * An organisation opened versions for the first time: where it agreed to say so, it signs that with its identity key, in
 * the pouch's trail, for those who asked. As the system, under the record's lock.
 */
export async function giveReceipts(
  trx: Trx,
  { keyring, recorder }: Pick<AppContext, 'keyring' | 'recorder'>,
  principal: Principal,
  {
    recordId,
    opened,
    at,
  }: { readonly recordId: Buffer; readonly opened: readonly Opened[]; readonly at: Date },
): Promise<void> {
  if (opened.length === 0) return;
  const { organisationId: readerId } = principal;
  const askers = await readingReceiptStore.askers(trx, recordId, readerId);
  if (askers.length === 0) return;
  // Since it agreed it has taken its key to itself: what it reads is not held back for a signature.
  const key = await organisationStore.currentKey(trx, readerId, 'identity');
  if (key.sealedPrivate === null) return;
  const by = await acting(trx, keyring, principal, at);
  const documents = opened.map(({ documentId, version }) => ({ documentId, version }));
  const [recorded] = await recorder.append(trx, [
    by.event(RecordId.of(recordId), 'org.openpouch.document.receipt-given', {
      ...{ documents, by: readerId, askedBy: askers },
    }),
  ]);
  if (recorded === undefined) throw new Error('An event that was appended is gone.');
  await readingReceiptStore.insertReceipts(
    trx,
    recordId,
    askers.flatMap((askerId) =>
      documents.map((one) => ({ ...one, askerId, readerId, sequence: recorded.sequence, openedAt: at })),
    ),
  );
}
