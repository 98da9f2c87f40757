import type { ProofBundle } from './bundle.ts';
import type { ChainView, RecordState } from './chain.ts';
import { verifyControl } from './control.ts';
import type { Es256Check } from './es256.ts';
import { canonicalJson } from './json.ts';
import { signerIdOfJwk, type Verifiers } from './signer.ts';
import {
  type ChainFacts,
  type Check,
  type ControlFact,
  cannotTell,
  type EventFact,
  fails,
  holds,
  informs,
  type LocalFacts,
  waits,
} from './verdict.ts';
import { messageOf } from './verify-trail.ts';

/** Clocks differ: a statement may be so much ahead of its reader's. */
const mostAheadSeconds = 300;

/** Whether a statement of control is signed, and about this record with this trail (protocol §14). */
export async function readControl(
  { subject, recordId, genesis }: ProofBundle,
  events: readonly EventFact[],
  verifiers: Verifiers,
  check: Es256Check,
): Promise<{ checks: Check[]; control: ControlFact | null }> {
  if (subject.type !== 'control') return { checks: [], control: null };
  const wrong = (text: string) => ({ checks: [fails('control.statement', text)], control: null });
  try {
    const owner = await verifyControl(subject.owner, check);
    const identity = subject.identity === null ? null : await verifyControl(subject.identity, check);
    const { statement } = owner;
    if (identity !== null && canonicalJson(identity.statement) !== canonicalJson(statement))
      return wrong('The two signatures are under different statements.');
    if (statement.recordId !== recordId || statement.content !== genesis.content)
      return wrong('The statement is about another record.');
    const { sequence, entryHash } = statement.head;
    if (events.some((event) => event.sequence === sequence && event.entryHash !== entryHash))
      return wrong('The statement is about another trail.');
    const control: ControlFact = {
      ...statement,
      owner: signerIdOfJwk(owner.jwk, verifiers),
      identity: identity === null ? null : signerIdOfJwk(identity.jwk, verifiers),
    };
    const { time, until, purpose, challenge } = control;
    const evidence = { owner: control.owner, time, until, purpose, challenge };
    return {
      control,
      checks: [holds('control.statement', 'The statement is signed and about this record.', evidence)],
    };
  } catch (cause) {
    return wrong(`The statement is not properly signed (${messageOf(cause)}).`);
  }
}

/** Whether who signed is in control now. @param now seconds since 1970 */
export function checkControl(
  { control, genesis, recordId }: LocalFacts,
  { organisations, latest: { number } }: ChainFacts,
  views: { readonly latest: ChainView; readonly final: ChainView },
  now: number,
): Check[] {
  if (control === null) return [];
  /** A record that has not moved is with whom its genesis names. */
  const held = ({ states }: ChainView) => {
    const state: RecordState | undefined = states.get(recordId);
    return { owner: state?.owner ?? genesis.firstOwner, sequence: state?.sequence ?? 0 };
  };
  return [
    checkCurrent(control, held(views.latest), held(views.final), number),
    checkTime(control, now),
    checkHolder(control, organisations),
  ];
}

interface Held {
  readonly owner: string;
  readonly sequence: number;
}

/** That it was handed over is bad news, read at the latest block; that it came to who signed, good news, at the final one. */
function checkCurrent({ owner, sequence }: ControlFact, latest: Held, final: Held, block: number): Check {
  const evidence = { owner, sequence, onChain: latest.owner, sequenceOnChain: latest.sequence, block };
  if (latest.sequence > sequence)
    return fails('control.current', 'It was handed over since: somebody else is in control.', evidence);
  if (latest.sequence < sequence)
    return waits('control.current', 'The chain does not know of the last handover yet.', evidence);
  if (latest.owner !== owner)
    return fails('control.current', 'Who signed the statement is not in control.', evidence);
  return final.sequence < sequence
    ? waits('control.current', 'The last handover is not final yet.', evidence)
    : holds('control.current', `Who signed the statement is in control as of block ${block}.`, evidence);
}

function checkTime({ time, until }: ControlFact, now: number): Check {
  const evidence = { time, until };
  if (Date.parse(time) / 1000 > now + mostAheadSeconds)
    return cannotTell(
      'control.time',
      'The statement is of later than now: one of the clocks is wrong.',
      evidence,
    );
  return now < Date.parse(until) / 1000
    ? holds('control.time', `The statement was made on ${time} and says something until ${until}.`, evidence)
    : {
        ...fails(
          'control.time',
          `The statement was of ${time} and ended on ${until}: ask for a new one.`,
          evidence,
        ),
        outcome: 'expired',
      };
}

/** The name decides nothing: in control is who holds the key. */
function checkHolder({ identity }: ControlFact, organisations: ChainFacts['organisations']): Check {
  const organisation = identity === null ? undefined : organisations[identity];
  return organisation === undefined
    ? informs('control.holder', 'No accredited chamber says whose statement this is.', { signer: identity })
    : holds('control.holder', `An accredited chamber vouches for ${organisation.legalName}.`, {
        signer: identity,
      });
}
