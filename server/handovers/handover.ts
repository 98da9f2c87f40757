import type { RecordId } from '../../core/ids.ts';
import type { Handover as TypedHandover } from '../../core/typed-data.ts';
import type { SignedBy } from '../anchoring/index.ts';
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
  /** The records that the offer names, where they are several; null: the one above. */
  readonly named?: readonly string[] | null;
  /** Of a part of a pouch: the pouch, and what of it goes. Its own pouch is made once it is accepted, and moves then. */
  readonly partOf?: Buffer | null;
  readonly part?: Part | null;
  readonly actId: number | null;
  /** Once the recipient has signed, until the owner has. */
  readonly agreed?: Agreed | null;
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
  if (!isOpen(handover.state)) return handover.state;
  if (handover.expiresAt <= now) return 'expired';
  const untouched = records.every(
    (record) => record.status === 'active' && record.ownerOrganisationId === handover.from,
  );
  return untouched ? handover.state : 'void';
}

/** Whether it may still come about: nobody else can be offered what is in it. */
export const isOpen = (state: HandoverState): boolean => state === 'offered' || state === 'agreed';

/** @throws wrong_state unless it is still offered, or in one of these states */
export function requireOffered(
  state: HandoverState,
  act: string,
  states: readonly HandoverState[] = ['offered'],
): void {
  if (!states.includes(state)) throw problem('wrong_state', { what: 'handover', state, act });
}

/**
 * What the recipient has signed: of each record in the handover's order. Of a part whose owner keeps its keys it is
 * empty, beside the recipient's keys: its pouch is made when the owner signs.
 */
export interface Agreed {
  readonly handovers: readonly TypedHandover[];
  readonly keyIds: readonly string[];
  readonly to: readonly SignedBy[];
}

/** As an offer keeps it: the recipient reads it, and sees nothing else of the pouch. */
export interface Part {
  readonly title: string;
  /** As `coverSchema` of pouches has it. */
  readonly cover: Readonly<Record<string, unknown>>;
  readonly documents: readonly {
    id: string;
    name: string;
    type: string;
    typeName: string | null;
    size: number;
  }[];
  readonly certificates: readonly { id: string; recordId: RecordId; number: string }[];
}

/** An offer of a part of a pouch. */
export type PartialHandover = Handover & { readonly partOf: Buffer; readonly part: Part };

/** Accepted, and its pouch is yet to be made. */
export const isPartToMake = (handover: Handover): handover is PartialHandover =>
  isPartial(handover) && handover.agreed?.handovers.length === 0;

export const isPartial = (handover: Handover): handover is PartialHandover =>
  handover.partOf != null && handover.part != null;
