import type { Accreditation, Anchor, ChainAnswers, ChainQuestions, ChainView, RecordState } from './chain.ts';
import type { BatchRoot, SignerId } from './ids.ts';
import type { Deployment } from './trust.ts';
import {
  type ChainFacts,
  type Check,
  type CheckCode,
  cannotTell,
  type EventFact,
  fails,
  holds,
  informs,
  type LocalFacts,
  subjectEvent,
  waits,
} from './verdict.ts';
import { checkControl } from './verify-control.ts';

/** What has to be asked of the chain for this proof: at most three roots, one record, a few signers. */
export function questionsOf(facts: LocalFacts): ChainQuestions {
  const events = [firstEvent(facts), subjectEvent(facts), facts.events.at(-1)];
  const signers = [
    ...(facts.genesis.kind === 'certificate' ? [facts.genesis.issuer] : []),
    ...(facts.subject.type === 'rendition' ? [subjectEvent(facts)?.signer ?? null] : []),
    ...facts.vouchers.map((voucher) => voucher.by),
  ];
  return {
    anchors: distinct(events.map((event) => event?.root ?? null)),
    accreditations: distinct(signers),
    states: [facts.recordId],
  };
}

/**
 * The chain part of `verify`. Good news (anchored, accredited) counts at the final block, bad news (revoked,
 * ended, closed) at the latest.
 *
 * @param now seconds since 1970
 */
export function checkChain(
  facts: LocalFacts,
  deployment: Deployment,
  answers: ChainAnswers,
  now: number,
): { checks: Check[]; chain: ChainFacts } {
  const { latest, final } = answers;
  const { genesis, subject } = facts;
  const chain = chainFacts(facts, latest, final);
  const about = subjectEvent(facts);
  const identity = checkIdentity(deployment, answers);
  // What other contracts say decides nothing: not that it is valid, and not that it is invalid or revoked.
  if (identity.status !== 'ok') return { checks: [identity], chain };
  const checks = [identity, checkFresh(deployment, latest, now)];
  const isDocument = subject.type === 'document';
  if (!isDocument) {
    const first = firstEvent(facts);
    if (first !== undefined) checks.push(checkSealed('issuance.sealed', first, latest, final));
    if (genesis.kind === 'certificate') {
      checks.push(
        // Of an issuing event that is not shown nobody knows when it was sealed.
        ...(first === undefined && latest.accreditations.get(genesis.issuer) != null
          ? []
          : [checkAccredited('issuer.accredited', genesis.issuer, first, latest, final)]),
        ...checkProfile(facts, chain.accreditation),
      );
    }
    checks.push(checkStatus(chain), ...checkValidity(facts, now));
  }
  checks.push(...checkControl(facts, chain, answers, now));
  if ('sequence' in subject && about !== undefined) {
    checks.push(checkSealed('subject.sealed', about, latest, final));
    if (subject.type === 'rendition') checks.push(...checkRendition(chain, about, latest, final));
  }
  if (isDocument || genesis.kind === 'pouch') {
    checks.push(checkVouched(isDocument ? (about?.signer ?? null) : genesis.issuer, chain));
  }
  return { checks, chain };
}

const firstEvent = (facts: LocalFacts): EventFact | undefined =>
  facts.events.find((event) => event.sequence === 0);

function chainFacts(facts: LocalFacts, latest: ChainView, final: ChainView): ChainFacts {
  const accreditation = latest.accreditations.get(facts.genesis.issuer) ?? null;
  const state = latest.states.get(facts.recordId);
  if (state === undefined) throw new TypeError('chain reader: no answer for a record that was asked for');
  const vouched = facts.vouchers.filter((voucher) => vouches(voucher.time, latest, voucher.by));
  return {
    latest: latest.block,
    final: final.block,
    sealed: {
      issuance: anchorOf(firstEvent(facts), final),
      subject: anchorOf(subjectEvent(facts), final),
      head: anchorOf(facts.events.at(-1), final),
    },
    accreditation,
    state,
    organisations: Object.fromEntries(vouched.map((voucher) => [voucher.signerId, voucher.organisation])),
  };
}

/** A voucher's time is claimed, not anchored: it gives a name, it decides nothing. */
function vouches(time: string, latest: ChainView, by: SignerId): boolean {
  const accreditation = latest.accreditations.get(by) ?? null;
  return accreditation !== null && Date.parse(time) / 1000 < accreditation.until;
}

const anchorOf = (event: EventFact | undefined, view: ChainView): Anchor | null =>
  event?.root == null ? null : (view.anchors.get(event.root) ?? null);

/** Whether the chain and its contracts are those of the deployment. */
export function checkIdentity(deployment: Deployment, { chainId, codeHashes }: ChainAnswers): Check {
  if (chainId !== deployment.chainId) {
    return cannotTell('chain.identity', `The chain that was asked is ${chainId}, not ${deployment.chainId}.`);
  }
  const { contracts, verifiers } = deployment;
  const foreign = [...Object.values(contracts), ...Object.values(verifiers)].filter(
    (address) =>
      codeHashes.get(address) === undefined || codeHashes.get(address) !== deployment.codeHashes[address],
  );
  return foreign.length === 0
    ? holds('chain.identity', 'The chain and its contracts are the ones that are trusted.', { chainId })
    : cannotTell('chain.identity', 'The contracts on this chain are not the ones that are trusted.', {
        foreign,
      });
}

export function checkFresh({ maxHeadAgeSeconds }: Deployment, { block }: ChainView, now: number): Check {
  const ageSeconds = now - block.time;
  const evidence = { block: block.number, time: isoTime(block.time), ageSeconds };
  return maxHeadAgeSeconds !== null && ageSeconds > maxHeadAgeSeconds
    ? cannotTell('chain.fresh', `The latest block known is ${ageSeconds} s old.`, evidence)
    : holds('chain.fresh', `Asked at block ${block.number} of ${timeInWords(block.time)}.`, evidence);
}

function checkSealed(code: CheckCode, event: EventFact, latest: ChainView, final: ChainView): Check {
  const { root, sequence } = event;
  if (root === null)
    return waits(
      code,
      `Event ${sequence} was not sealed when this was taken: once it is, ask for the file anew.`,
      { sequence },
    );
  const sealed = anchorOf(event, final);
  if (sealed !== null) {
    const text = `Event ${sequence} was sealed in block ${sealed.number} on ${timeInWords(sealed.time)}.`;
    return holds(code, text, { sequence, root, block: sealed.number, time: isoTime(sealed.time) });
  }
  const mined = anchorOf(event, latest);
  return mined !== null
    ? waits(code, `Event ${sequence} is in block ${mined.number}, which is not final yet.`, {
        ...{ sequence, root },
        block: mined.number,
      })
    : waits(code, `The batch of event ${sequence} is not on the chain yet.`, { sequence, root });
}

/** `from ≤ t < until` where t is the time of the anchor; of what is not anchored yet, the time of the head. */
function checkAccredited(
  code: CheckCode,
  signer: SignerId,
  event: EventFact | undefined,
  latest: ChainView,
  final: ChainView,
): Check {
  const accreditation = latest.accreditations.get(signer) ?? null;
  if (accreditation === null) return fails(code, 'Nobody accredited the key that signed.', { signer });
  const anchor = anchorOf(event, final) ?? anchorOf(event, latest);
  const time = anchor?.time ?? latest.block.time;
  const { chamber, from, until } = accreditation;
  const evidence = { signer, chamber, from: isoTime(from), until: isoTime(until), time: isoTime(time) };
  if (time >= until) return fails(code, 'Signed with a key whose accreditation had ended.', evidence);
  if (time < from && anchor !== null) {
    return fails(code, 'Signed with a key that was not accredited yet.', evidence);
  }
  return (final.accreditations.get(signer) ?? null) === null
    ? waits(code, 'The accreditation of the key is not final yet.', evidence)
    : holds(code, 'The key was accredited when this was sealed.', evidence);
}

function checkProfile({ issuer }: LocalFacts, accreditation: Accreditation | null): Check[] {
  // Without an accreditation or a profile another check says so.
  if (accreditation === null || issuer === null) return [];
  const evidence = { shown: issuer.hash, onChain: accreditation.profileHash };
  return [
    issuer.hash === accreditation.profileHash
      ? holds('issuer.profile', `The issuer is ${issuer.profile.legalName}.`, evidence)
      : fails('issuer.profile', 'The profile shown is not the one of the issuer.', evidence),
  ];
}

/** Codes of the reasons in protocol §2, in words. */
const CLOSED_BECAUSE = ['', 'switched to paper', 'surrendered', 'acquitted', 'moved to another registry'];
const REVOKED_BECAUSE = [
  ...['', 'issued in error', 'data incorrect', 'goods not shipped', 'fraud', 'replaced'],
  'requested by the applicant',
];

function statusText({ status, reason }: RecordState): string {
  const because = (reasons: readonly string[]) => reasons[reason] || `reason ${reason}`;
  switch (status) {
    case 'closed':
      return `The record is closed: ${because(CLOSED_BECAUSE)}.`;
    case 'revoked':
      return `The record is revoked: ${because(REVOKED_BECAUSE)}.`;
    case 'superseded':
      return `The record is revoked and another takes its place: ${because(REVOKED_BECAUSE)}.`;
    default:
      return 'The record is neither revoked nor closed.';
  }
}

function checkStatus({ state, latest }: ChainFacts): Check {
  const { status, reason, sequence } = state;
  const evidence = { status, reason, sequence, block: latest.number };
  return status === 'unknown' || status === 'active'
    ? holds('record.status', `${statusText(state).slice(0, -1)} as of block ${latest.number}.`, evidence)
    : { ...fails('record.status', statusText(state), evidence), outcome: status };
}

/** `validUntil` is the first moment at which it is no longer valid (VC Data Model 2.0, 4.9). */
function checkValidity({ certificate }: LocalFacts, now: number): Check[] {
  if (certificate === null || certificate.validUntil === null) return [];
  const { validUntil } = certificate;
  const end = Date.parse(validUntil) / 1000;
  const evidence = { validUntil, time: isoTime(now) };
  const day = timeInWords(Math.floor(end));
  return [
    now < end
      ? holds('certificate.validity', `It is valid until ${day}.`, evidence)
      : { ...fails('certificate.validity', `Its validity ended on ${day}.`, evidence), outcome: 'expired' },
  ];
}

/** The chamber of the issuer says how its certificate looks, and nobody else: else text could be swapped. */
function checkRendition(
  { accreditation }: ChainFacts,
  event: EventFact,
  latest: ChainView,
  final: ChainView,
): Check[] {
  if (event.signer === null) return [];
  const signer = latest.accreditations.get(event.signer) ?? null;
  if (signer !== null && signer.chamber !== accreditation?.chamber) {
    return [fails('rendition.issuer', 'The file was made by another chamber.', { signer: event.signer })];
  }
  return [checkAccredited('rendition.issuer', event.signer, event, latest, final)];
}

function checkVouched(signer: SignerId | null, { organisations }: ChainFacts): Check {
  const organisation = signer === null ? undefined : organisations[signer];
  return organisation === undefined
    ? informs('recorder.vouched', 'No accredited chamber says whose key signed this.', { signer })
    : holds('recorder.vouched', `An accredited chamber vouches for ${organisation.legalName}.`, { signer });
}

export const isoTime = (seconds: number): string => {
  const date = new Date(seconds * 1000);
  // An open end (2^48 − 1) lies beyond what a Date can hold.
  return Number.isNaN(date.getTime()) ? 'open' : date.toISOString();
};

const distinct = <T extends BatchRoot | SignerId>(values: readonly (T | null)[]): T[] => [
  ...new Set(values.filter((value) => value !== null)),
];

const words = new Intl.DateTimeFormat('en-GB', {
  ...{ day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit' },
  timeZone: 'UTC',
} as const);

/** For a person: `22 November 2026 at 14:03 UTC`. The evidence has the second. */
export const timeInWords = (seconds: number): string =>
  Number.isFinite(seconds) && Math.abs(seconds) <= 8.64e12
    ? `${words.format(seconds * 1000)} UTC`
    : String(seconds);
