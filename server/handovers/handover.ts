import type { HandoverState } from '../database/tables.ts';
import { problem } from '../http/problem.ts';
import type { RecordRow } from '../records/record-store.ts';

export type { HandoverState } from '../database/tables.ts';

export interface Handover {
  readonly id: string;
  readonly recordId: Buffer;
  /** Who offers, and owned all of it then. */
  readonly from: string;
  readonly to: string;
  /** As it is stored: `stateAt` tells what it is now. */
  readonly state: HandoverState;
  readonly message: string;
  readonly reason: string;
  /** Hex ids of the records that move, all or none; the offered one among them. */
  readonly contents: readonly string[];
  readonly actId: number | null;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly answeredAt: Date | null;
}

/**
 * What an offer is at a time: past its end it is expired; when a record in it was closed, revoked or got another
 * owner meanwhile, it is void. Nobody has to come and say so.
 * @param records those of its contents
 */
export function stateAt(
  handover: Pick<Handover, 'state' | 'expiresAt' | 'from'>,
  records: readonly Pick<RecordRow, 'status' | 'ownerOrganisationId'>[],
  now: Date,
): HandoverState {
  if (handover.state !== 'offered') return handover.state;
  if (handover.expiresAt <= now) return 'expired';
  const untouched = records.every(
    (record) => record.status === 'active' && record.ownerOrganisationId === handover.from,
  );
  return untouched ? 'offered' : 'void';
}

/** @throws wrong_state unless it is still offered */
export function requireOffered(state: HandoverState, act: string): void {
  if (state !== 'offered') throw problem('wrong_state', { what: 'handover', state, act });
}
