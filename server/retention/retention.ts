import type { Hex } from '../../core/bytes.ts';
import type { Trx } from '../database/database.ts';
import { hexOf } from '../records/bytes.ts';
import { type KeptRow, keptRows } from './retention-store.ts';
import { jurisdictionsOf, type KeptUntil, keptUntil, longest } from './terms.ts';

/** Until when a record is kept, as a whole and by the kinds of documents in it. */
export interface Retention {
  /** The longest of its kinds; null when no term is known for any. */
  readonly kept: KeptUntil | null;
  readonly kinds: readonly {
    readonly type: string;
    readonly count: number;
    readonly kept: KeptUntil | null;
  }[];
}

function retentionOfRow({ kinds, countries, own, endedAt }: KeptRow): Retention {
  const rules = { jurisdictions: jurisdictionsOf(countries), own, endedAt };
  const judged = kinds.map((kind) => ({ type: kind.type, count: kind.count, kept: keptUntil(kind, rules) }));
  return { kept: longest(judged.map(({ kept }) => kept)), kinds: judged };
}

/** Of several records with one query, by their ids. As the system. */
export async function retentionOf(
  trx: Trx,
  recordIds: readonly Buffer[],
): Promise<ReadonlyMap<Hex, Retention>> {
  const rows = await keptRows(trx, recordIds);
  return new Map(rows.map((row) => [hexOf(row.recordId), retentionOfRow(row)]));
}

/** Whether it must still be kept on this day. */
export const isKept = ({ kept }: Retention, now: Date): boolean =>
  kept !== null && kept.until >= now.toISOString().slice(0, 10);

/** The first moment at which it need no longer be kept. */
export const keptEnd = (until: string): Date =>
  new Date(Date.parse(`${until}T00:00:00.000Z`) + 24 * 3_600_000);
