import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { leaveBehind, moveDocuments } from '../documents/index.ts';
import { lineOfText } from '../http/text.ts';
import { invalidField } from '../http/validate.ts';
import { organisationStore } from '../organisations/index.ts';
import { coverSchema, createPouchService, pouchStore } from '../pouches/index.ts';
import { hexOf, toBytes } from '../records/bytes.ts';
import { type RecordRow, recordStore } from '../records/record-store.ts';
import { acting, type ReaderKeys } from '../sharing/index.ts';
import type { Handover, Part, PartialHandover } from './handover.ts';
import { handoverStore } from './handover-store.ts';
import { partStore } from './part-store.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'domain' | 'now'>;

const mostDocuments = 200;
const mostCertificates = 50;

/** What of a pouch is to go into a pouch of its own, to be handed over. */
export const partWishSchema = z.strictObject({
  title: lineOfText(200).meta({ description: 'Of the new pouch.' }),
  cover: coverSchema.default({}),
  documents: z.array(z.uuid()).max(mostDocuments).default([]),
  certificates: z.array(z.uuid()).max(mostCertificates).default([]),
});
export type PartWish = z.output<typeof partWishSchema>;

/**
 * What was chosen, as it is now. As the system, under the locks of the pouch and its certificates.
 * @param moving records of the certificates that the pouch's owner owns and that are active
 * @throws invalid_request naming what is not in the pouch
 */
export async function choosePart(
  trx: Trx,
  pouch: RecordRow,
  wish: PartWish,
  moving: readonly Buffer[],
): Promise<Part> {
  if (pouch.kind !== 'pouch') throw invalidField('/part', 'Only a pouch has parts.');
  if (wish.documents.length + wish.certificates.length === 0)
    throw invalidField('/part', 'Choose documents or certificates.', 'body', { code: 'missing' });
  const [documents, certificates] = [new Set(wish.documents), new Set(wish.certificates)];
  const there = {
    documents: await partStore.documents(trx, pouch.recordId, [...documents]),
    certificates: (await partStore.certificates(trx, pouch.recordId, [...certificates])).filter((one) =>
      moving.some((record) => record.equals(one.record)),
    ),
  };
  if (there.documents.length < documents.size)
    throw invalidField('/part/documents', 'One of them is not in this pouch.');
  if (there.certificates.length < certificates.size)
    throw invalidField('/part/certificates', 'One of them is not in this pouch, or cannot be handed over.');
  return {
    ...{ title: wish.title, cover: wish.cover, documents: there.documents },
    certificates: there.certificates.map(({ id, record, number }) => ({
      ...{ id, number },
      recordId: RecordId.of(record),
    })),
  };
}

/** An owner that keeps its keys makes the pouch of the part when it signs: not while another accepts. */
export const ownerSignsPart = async (trx: Trx, from: string): Promise<boolean> =>
  (await organisationStore.find(trx, from))?.selfCustody === true;

/**
 * Makes the part a pouch of its own of the one who offers it, which then moves as any other: until somebody accepts it
 * nothing has happened to the pouch. Both name each other. As the system, under the locks of pouch and certificates.
 * @returns the handover over the new pouch, and its records under lock
 */
export async function takeOut(
  trx: Trx,
  context: Context,
  readerKeys: ReaderKeys,
  { handover, at }: { handover: PartialHandover; at: Date },
): Promise<{ handover: Handover; records: RecordRow[] }> {
  const { keyring, recorder } = context;
  const owner = await organisationStore.find(trx, handover.from);
  if (owner === undefined) throw new Error(`There is no organisation ${handover.from}.`);
  const from = { organisationId: handover.from, name: owner.legalName };
  // What is in an open offer cannot be put anywhere: it is being taken up.
  await handoverStore.answer(trx, handover.id, { state: 'accepted', at });

  const pouches = createPouchService(context);
  const partOf = RecordId.of(handover.partOf);
  const { part } = handover;
  const { title, cover } = part;
  const { id: pouchId } = await pouches.create(trx, from, { title, cover: coverSchema.parse(cover), partOf });
  const made = await pouchStore.find(trx, pouchId);
  if (made === undefined) throw new Error('A pouch that was made is gone.');
  const place = { pouchId, recordId: RecordId.of(made.recordId) };
  const by = await acting(trx, keyring, from, at);
  const ids = part.documents.map(({ id }) => id);
  const newIds = await moveDocuments(trx, recorder, by, { ids, to: place, ownerId: handover.from });
  for (const { id } of part.certificates) await pouches.addCertificate(trx, from, pouchId, id);
  const [parted] = await recorder.append(trx, [
    by.event(partOf, 'org.openpouch.pouch.parted', {
      ...{ pouch: place.recordId, handoverId: handover.id, documents: ids, newDocuments: newIds },
      certificates: part.certificates.map(({ recordId }) => recordId),
    }),
  ]);
  if (parted === undefined) throw new Error('An event that was appended is gone.');
  await leaveBehind(trx, ids, parted.sequence);
  await partStore.insert(trx, {
    ...{ partId: pouchId, partRecordId: made.recordId, recordId: handover.partOf, at },
    ...{ eventSequence: parted.sequence, documents: ids.length, certificates: part.certificates.length },
  });
  await readerKeys.align(trx, handover.partOf, handover.from);

  const recordIds = [made.recordId, ...part.certificates.map(({ recordId }) => toBytes(recordId))];
  const contents = recordIds.map(hexOf);
  await partStore.nowOf(trx, handover.id, { recordId: made.recordId, contents });
  return {
    handover: { ...handover, state: 'offered', recordId: made.recordId, contents },
    records: await recordStore.lock(trx, recordIds),
  };
}
