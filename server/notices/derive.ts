import type { Trx } from '../database/database.ts';
import { changedType, type Happened, tellWatchers } from '../watches/index.ts';
import type { Outgoing } from '../webhooks/index.ts';
import { type HappenedToPart, type HappeningRow, happeningStore } from './happening-store.ts';
import { letterStore } from './letter-store.ts';
import { messageNotices } from './message-notices.ts';
import { addresseesOf, concernsParts, type Happening, tellingOf } from './notice.ts';
import { type NewNotice, noticeStore } from './notice-store.ts';

/** In one transaction. */
export const derivedAtOnce = 500;

export interface DeriveOptions {
  readonly now: Date;
  /** Writes the deliveries of what the webhooks of these organisations are to be told. */
  readonly deliver: (trx: Trx, outgoing: readonly Outgoing[]) => Promise<void>;
}

/**
 * Makes notices, lines of letters and deliveries of what happened, and takes it away: one transaction, so that each is
 * made once. As the system.
 * @returns how many it took; undefined when another process is at it
 */
export async function derive(trx: Trx, { now, deliver }: DeriveOptions): Promise<number | undefined> {
  if (!(await happeningStore.lock(trx))) return undefined;
  const rows = await happeningStore.take(trx, derivedAtOnce);
  if (rows.length === 0) return 0;
  const readers = await happeningStore.readers(trx, rows);
  const said = rows.map((row) => ({ row, body: bodyOf(row.jws) }));
  const handoverIds = said.flatMap(({ body }) => handoverOf(body) ?? []);
  const handovers = await happeningStore.handovers(trx, handoverIds);

  const messages = await happeningStore.messages(trx, rows);
  const partReaders = await happeningStore.partReaders(
    trx,
    said.flatMap(({ row, body }) => happenedToPart(row, body)),
  );

  const notices: NewNotice[] = [];
  const outgoing: Outgoing[] = [];
  const happened: Happened[] = [];
  for (const { row, body } of said) {
    const handoverId = handoverOf(body);
    const handover = handovers.get(handoverId ?? '');
    const happening: Happening = {
      key:
        handover === undefined ? `happening ${row.id}` : `handover ${handoverId} ${tellingOnce(row, body)}`,
      type: row.type,
      recordId: handover?.recordId ?? row.recordId,
      actorOrganisationId: row.actorOrganisationId,
      data: body?.data ?? null,
      concerned: row.concerned ?? [],
    };
    const seeing = readers.get(row.id) ?? [];
    const ofParts = (partReaders.get(row.id) ?? []).filter((reader) => reader !== row.actorOrganisationId);
    const addressees = [...new Set([...addresseesOf(happening, seeing, handover?.parties), ...ofParts])];
    notices.push(...addressees.map((organisationId) => toNotice(organisationId, happening, row)));
    const address = messages.get(row.id);
    if (address !== undefined)
      notices.push(
        ...messageNotices(happening, address, seeing).map((told) => ({
          ...toNotice(told.organisationId, happening, row),
          ...told,
        })),
      );
    if (row.recordId !== null && row.sequence !== null)
      happened.push({
        ...{ recordId: row.recordId, sequence: row.sequence, type: row.type, time: row.time },
        data: body?.data ?? {},
        readers: new Set(seeing.map((reader) => reader.organisationId)),
        // Nobody is told of what their own organisation did.
        told: new Set([
          ...addressees,
          ...(row.actorOrganisationId === null ? [] : [row.actorOrganisationId]),
        ]),
      });
    outgoing.push({
      organisationIds: [...new Set([...seeing.map((reader) => reader.organisationId), ...addressees])],
      event: body,
      ...{ type: row.type, recordId: row.recordId, sequence: row.sequence, time: row.time },
      ...{ certificateId: row.certificateId, actorOrganisationId: row.actorOrganisationId },
    });
  }
  const watched = await tellWatchers(trx, happened);
  outgoing.push(...watched.outgoing);
  notices.push(
    ...watched.toInbox.map(({ id, organisationId, recordId, time }) => ({
      ...{ organisationId, happening: `watch change ${id}`, type: changedType, recordId, time },
      ...{ kind: tellingOf(changedType)?.kind ?? 'certificate', watchChangeId: id },
      ...{ certificateId: null, actorOrganisationId: null, actorName: null, userId: null },
    })),
  );
  const inserted = await noticeStore.insert(trx, notices);
  await letterStore.insertLines(trx, inserted, now);
  await deliver(trx, outgoing);
  return rows.length;
}

/**
 * Of a handover of several records one is told once. Of a part of a pouch both who keep their keys, its recipient accepts
 * twice: the part, and with a key of its own the pouch that was made of it.
 */
const tellingOnce = ({ type }: HappeningRow, body: Body | null): string =>
  type === 'org.openpouch.handover.accepted' && body?.data['owner'] === undefined
    ? `${type} of a part`
    : type;

function happenedToPart({ id, recordId, type, time }: HappeningRow, body: Body | null): HappenedToPart[] {
  if (recordId === null || !concernsParts(type)) return [];
  const documentId = body?.data['documentId'];
  return [{ id, recordId, time, documentId: typeof documentId === 'string' ? documentId : null }];
}

function toNotice(organisationId: string, happening: Happening, row: HappeningRow): NewNotice {
  const { key, type, recordId, actorOrganisationId } = happening;
  const { certificateId, actorName, time } = row;
  const kind = tellingOf(type)?.kind ?? 'system';
  return {
    ...{ organisationId, happening: key, kind, type, recordId },
    ...{ certificateId, actorOrganisationId, actorName, userId: null, time },
  };
}

interface Body {
  readonly id: string;
  readonly source: string;
  readonly data: Record<string, unknown>;
}

/** The CloudEvent that the actor signed; null where there is none, or it was erased. */
const bodyOf = (jws: string | null): Body | null =>
  jws === null ? null : (JSON.parse(Buffer.from(jws.split('.')[1] ?? '', 'base64url').toString()) as Body);

function handoverOf(body: Body | null): string | undefined {
  const id = body?.data['handoverId'];
  return typeof id === 'string' ? id : undefined;
}
