import { decodeEvent } from '../../core/event.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Trx } from '../database/database.ts';
import { toBytes } from './bytes.ts';
import { recordStore } from './record-store.ts';
import type { EventDraft } from './recorder.ts';

/** Within this time an access is told of once (docs/protocol.md, 4). */
export const toldWithinMs = 3600_000;

/**
 * Whether the trail tells already that the same party did the same within the last hour: who asks again and again
 * makes no trail long. For accesses alone, never for what changes anything. As the system, under the record's lock.
 * @param same whether an event's data are of the same thing, with the same outcome
 */
export async function toldLately(
  trx: Trx,
  { recordId, type, actor, time }: Pick<EventDraft, 'recordId' | 'type' | 'actor' | 'time'>,
  same: (data: JsonObject) => boolean,
): Promise<boolean> {
  const since = new Date(time.getTime() - toldWithinMs);
  const bodies = await recordStore.bodiesSince(trx, toBytes(recordId), { type, ...actor }, since);
  return bodies.some((jws) => jws !== null && same(decodeEvent(jws).body.data));
}
