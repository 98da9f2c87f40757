/**
 * What the registries ought to do, in words of TypeScript: written from docs/protocol.md and the interfaces, with
 * neither hashes nor signatures. `model.test.ts` runs it beside the contracts.
 */

export const STATUS = { unknown: 0, active: 1, closed: 2, revoked: 3, superseded: 4 } as const;

export interface Slot {
  readonly owner: string;
  readonly sequence: number;
  readonly status: number;
  readonly reason: number;
}

export interface Accreditation {
  readonly chamber: string;
  readonly from: number;
  readonly until: number;
}

/** What is shown as a record's genesis: its own (`true`) or something else. */
interface Shown {
  readonly recordId: string;
  readonly genesis: boolean;
}

export interface Move extends Shown {
  readonly sequence: number;
  readonly deadline: number;
  readonly from: string;
  readonly to: string;
  /** Who did not really sign. */
  readonly forged: 'from' | 'to' | 'nobody';
}

export type Act =
  | { readonly type: 'group'; readonly moves: readonly Move[] }
  | (Move & { readonly type: 'handOver' })
  | (Shown & {
      readonly type: 'close';
      readonly sequence: number;
      readonly deadline: number;
      readonly reason: number;
      readonly owner: string;
      readonly forged: boolean;
    })
  | (Shown & {
      readonly type: 'revoke';
      readonly reason: number;
      readonly successor: string | null;
      readonly by: string;
      readonly forged: boolean;
    });

/** A record as its genesis has it. */
export interface Origin {
  readonly kind: number;
  readonly issuer: string;
  readonly firstOwner: string;
}

/** Errors of the contracts without the name of the component; `done` is success. */
export type Outcome = string;

class Refusal extends Error {}
const refuseIf = (wrong: boolean, outcome: Outcome) => {
  if (wrong) throw new Refusal(outcome);
};

export class Model {
  readonly slots = new Map<string, Slot>();
  readonly accreditations = new Map<string, Accreditation>();
  private readonly origins: ReadonlyMap<string, Origin>;

  /** @param origins the records that there can be, by id */
  constructor(origins: ReadonlyMap<string, Origin>) {
    this.origins = origins;
  }

  /** Does `act` in a block of `time`, wholly or not at all. */
  run(act: Act, time: number): Outcome {
    return this.attempt(() => {
      if (act.type === 'group') this.group(act.moves, time);
      else if (act.type === 'handOver') this.group([act], time, 1);
      else if (act.type === 'close') this.close(act, time);
      else this.revoke(act, time);
    });
  }

  accredit(signer: string, chamber: string, from: number, until: number, time: number): Outcome {
    return this.attempt(() => {
      const start = from === 0 ? time : from;
      refuseIf(start < time, 'FromPast');
      refuseIf(until <= start, 'IntervalEmpty');
      refuseIf(this.accreditations.has(signer), 'SignerKnown');
      this.accreditations.set(signer, { chamber, from: start, until });
    });
  }

  end(signer: string, until: number): Outcome {
    return this.attempt(() => {
      const known = this.accreditations.get(signer);
      if (!known) throw new Refusal('SignerUnknown');
      refuseIf(until >= known.until, 'EndNotEarlier');
      this.accreditations.set(signer, { ...known, until });
    });
  }

  private group(moves: readonly Move[], time: number, least = 2): void {
    refuseIf(moves.length < least, 'GroupMalformed');
    for (const { recordId, from, to, sequence, deadline, genesis } of moves) {
      this.requireOwned({ recordId, genesis }, from, sequence, deadline, time);
      this.slots.set(recordId, { owner: to, sequence: sequence + 1, status: STATUS.active, reason: 0 });
    }
    refuseIf(
      moves.some(({ forged }) => forged !== 'nobody'),
      'SignatureInvalid',
    );
  }

  private close(act: Act & { type: 'close' }, time: number): void {
    refuseIf(act.reason < 1 || act.reason > 4, 'ReasonUnknown');
    this.requireOwned(act, act.owner, act.sequence, act.deadline, time);
    refuseIf(act.forged, 'SignatureInvalid');
    const { owner, sequence, reason } = act;
    this.slots.set(act.recordId, { owner, sequence, status: STATUS.closed, reason });
  }

  private revoke(act: Act & { type: 'revoke' }, time: number): void {
    refuseIf(act.reason < 1 || act.reason > 6, 'ReasonUnknown');
    refuseIf(act.successor === act.recordId, 'SuccessorIsItself');
    const { status } = this.slotOf(act.recordId);
    refuseIf(status === STATUS.revoked || status === STATUS.superseded, 'StatusFinal');
    const origin = this.requireGenesis(act);
    const signer = this.accreditations.get(act.by);
    const issuer = this.accreditations.get(origin.issuer);
    const accredited = signer !== undefined && signer.from <= time && time < signer.until;
    refuseIf(!accredited || signer.chamber !== issuer?.chamber, 'SignerNotAccredited');
    refuseIf(act.forged, 'SignatureInvalid');
    const before =
      status === STATUS.unknown ? { owner: origin.firstOwner, sequence: 0 } : this.slotOf(act.recordId);
    this.slots.set(act.recordId, {
      owner: before.owner,
      sequence: before.sequence,
      status: act.successor === null ? STATUS.revoked : STATUS.superseded,
      reason: act.reason,
    });
  }

  private requireOwned(shown: Shown, by: string, sequence: number, deadline: number, time: number): void {
    refuseIf(time > deadline, 'DeadlinePassed');
    let { owner, sequence: current, status } = this.slotOf(shown.recordId);
    if (status === STATUS.unknown) {
      owner = this.requireGenesis(shown).firstOwner;
      [current, status] = [0, STATUS.active];
    }
    refuseIf(status !== STATUS.active, 'StatusFinal');
    refuseIf(current !== sequence, 'SequenceMismatch');
    refuseIf(owner !== by, 'NotOwner');
  }

  private requireGenesis({ recordId, genesis }: Shown): Origin {
    refuseIf(!genesis, 'GenesisMismatch');
    const origin = this.origins.get(recordId);
    if (!origin) throw new Error(`no record ${recordId} in this world`);
    refuseIf(origin.kind !== 1 && origin.kind !== 2, 'KindUnknown');
    return origin;
  }

  slotOf(recordId: string): Slot {
    return this.slots.get(recordId) ?? { owner: `0x${'00'.repeat(24)}`, sequence: 0, status: 0, reason: 0 };
  }

  private attempt(change: () => void): Outcome {
    const before = new Map(this.slots);
    try {
      change();
      return 'done';
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      this.slots.clear();
      for (const [recordId, slot] of before) this.slots.set(recordId, slot);
      return error.message;
    }
  }
}
