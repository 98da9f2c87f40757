import type { BundleEvent, ProofBundle } from './bundle.ts';
import { NO_PREVIOUS, recordEntryHash } from './entry.ts';
import { bodyCommitment, verifyEvent } from './event.ts';
import type { Sha256 } from './hashing.ts';
import type { RecordId } from './ids.ts';
import { verifyPath } from './merkle.ts';
import { pause } from './pause.ts';
import type { Primitives } from './primitives.ts';
import { signerIdOfJwk, type Verifiers } from './signer.ts';
import { type Check, type EventFact, fails, holds } from './verdict.ts';

/**
 * The trail as far as it is shown: the chain of skeletons, the signatures of the bodies, the audit paths.
 * A gap is no fault of a bundle, and what lies in it cannot be checked.
 */
export async function verifyTrail(
  bundle: Pick<ProofBundle, 'recordId' | 'events'>,
  verifiers: Verifiers,
  primitives: Primitives,
): Promise<{ checks: Check[]; events: EventFact[] }> {
  const { recordId } = bundle;
  const read: ReadEvent[] = [];
  for (let from = 0; from < bundle.events.length; from += EVENTS_AT_ONCE) {
    if (from > 0) await pause();
    const some = bundle.events.slice(from, from + EVENTS_AT_ONCE);
    read.push(...(await Promise.all(some.map((event) => readEvent(event, recordId, verifiers, primitives)))));
  }
  const events = read.map((it) => it.fact);
  const faults = read.flatMap((it) => (it.fault === null ? [] : [it.fault]));
  const shown = events.filter((event) => event.body !== null).length;
  return {
    events,
    checks: [
      checkChain(bundle.events, events),
      faults[0] ??
        holds('trail.signatures', `${shown} of ${events.length} events are shown, each is signed.`),
      checkPaths(bundle.events, events, primitives.sha256),
    ],
  };
}

/** So many take some ten milliseconds; a hostile bundle has thousands, and others wait meanwhile. */
const EVENTS_AT_ONCE = 50;

interface ReadEvent {
  readonly fact: EventFact;
  readonly fault: Check | null;
}

async function readEvent(
  event: BundleEvent,
  recordId: RecordId,
  verifiers: Verifiers,
  { sha256, checkEs256 }: Primitives,
): Promise<ReadEvent> {
  const { sequence, body: shown, anchor } = event;
  const fact: EventFact = {
    sequence,
    entryHash: recordEntryHash({ recordId, ...event }, sha256),
    root: anchor?.root ?? null,
    body: null,
    signer: null,
  };
  if (shown === null) return { fact, fault: null };
  const fault = (text: string) => ({ fact, fault: fails('trail.signatures', text, { sequence }) });
  if (bodyCommitment(shown.salt, shown.jws, sha256) !== event.bodyCommitment) {
    return fault(`The text of event ${sequence} is not the one that was recorded.`);
  }
  try {
    const { body, jwk } = await verifyEvent(shown.jws, checkEs256);
    if (body.subject !== recordId) return fault(`Event ${sequence} is about another record.`);
    return { fact: { ...fact, body, signer: signerIdOfJwk(jwk, verifiers) }, fault: null };
  } catch (cause) {
    return fault(`Event ${sequence} is not properly signed (${messageOf(cause)}).`);
  }
}

function checkChain(entries: readonly BundleEvent[], events: readonly EventFact[]): Check {
  for (const [index, { sequence, previous }] of entries.entries()) {
    const before = events[index - 1];
    const evidence = { sequence };
    if (before !== undefined && sequence <= before.sequence) {
      return fails('trail.chain', `Event ${sequence} is out of order or there twice.`, evidence);
    }
    if ((sequence === 0) !== (previous === NO_PREVIOUS)) {
      return fails('trail.chain', `Event ${sequence} does not begin where it should.`, evidence);
    }
    if (before?.sequence === sequence - 1 && before.entryHash !== previous) {
      return fails('trail.chain', `Event ${sequence} does not follow the one before it.`, evidence);
    }
  }
  return holds('trail.chain', 'The events shown follow one another.', { events: entries.length });
}

function checkPaths(entries: readonly BundleEvent[], events: readonly EventFact[], sha256: Sha256): Check {
  for (const [index, { sequence, anchor }] of entries.entries()) {
    const hash = events[index]?.entryHash;
    if (anchor !== null && (hash === undefined || !verifyPath(hash, anchor, sha256))) {
      return fails('trail.batches', `Event ${sequence} is not in the batch it claims to be in.`, {
        sequence,
        root: anchor.root,
      });
    }
  }
  return holds('trail.batches', 'Every batched event is in its batch.');
}

export const messageOf = (cause: unknown): string => (cause instanceof Error ? cause.message : String(cause));
