import { endpointNames } from '../../../core/agreeing-chains.ts';
import { CLOSING_REASONS, REVOCATION_REASONS } from '../../../core/typed-data.ts';
import {
  type Check,
  type ControlFact,
  copyFact,
  type Facts,
  OUTCOMES,
  subjectEvent,
  type Verdict,
} from '../../../core/verdict.ts';
import { textAt } from '../certificates/read-goods.ts';
import type { Format, Text } from '../text/text.tsx';
import type { Tone } from '../ui/mark.tsx';
import { checkWords } from './check-words.ts';
import type { Examination } from './run.ts';
import { tones } from './tones.ts';

export interface Headline {
  readonly tone: Tone;
  readonly title: string;
  readonly sentences: readonly string[];
}

/** The verdict in words for a person; what it stands on are the checks. */
export function headlineOf({ outcome, checks, facts }: Verdict, text: Text, format: Format): Headline {
  const words = text.verify;
  const tone = tones[outcome];
  const title = words.outcomes[outcome];
  const decisive = checks.find((check) => check.outcome === outcome);
  const inItsWords = {
    tone,
    title,
    sentences: decisive === undefined ? [] : [checkWords(decisive, text)],
  };
  if (decisive?.code === 'export.signature' && outcome === 'valid') {
    const isProven = checks.some(({ code }) => code === 'export.lines');
    return trailWords(decisive, isProven, text, format);
  }
  if (decisive?.code === 'chain.answers') {
    const held = checks.filter(({ status }) => status === 'ok').length;
    return { ...inItsWords, sentences: [...inItsWords.sentences, text.verdicts.heldAnyway(held)] };
  }
  if (facts === null || facts.chain === null) return inItsWords;

  const issuer = facts.issuer?.profile.legalName ?? words.theIssuer;
  const reason = facts.chain.state.reason;
  switch (outcome) {
    case 'valid':
      return { tone, ...validWords(facts, text, format) };
    case 'revoked':
      return {
        tone,
        title,
        sentences: [words.revoked(issuer, reasonOf(REVOCATION_REASONS, reason, text.reasons))],
      };
    case 'superseded':
      return { tone, title, sentences: [words.superseded(issuer)] };
    case 'closed':
      return { tone, title, sentences: [words.closed(reasonOf(CLOSING_REASONS, reason, text.reasons))] };
    case 'expired': {
      if (decisive?.code === 'control.time') return { ...inItsWords, title: words.controlEnded };
      const end = facts.certificate?.validUntil ?? null;
      return { tone, title, sentences: [words.expired(issuer, end === null ? '' : format.date(end))] };
    }
    default:
      return inItsWords;
  }
}

/** An exported trail: whose, as of when, and what of it is a word and no proof. */
function trailWords(
  { evidence }: Check,
  isProven: boolean,
  { verdicts: words }: Text,
  format: Format,
): Headline {
  const { organisation, time, lines } = evidence;
  const of = words.trailOf(String(organisation), format.dateTime(String(time)), format.number(Number(lines)));
  return {
    tone: 'good',
    title: words.trailSigned,
    sentences: [of, isProven ? words.trailProven : words.trailNote],
  };
}

/** The same of an archive: the worst of its parts is what is said of all. */
export function headlineOfAll(found: Examination, text: Text, format: Format): Headline {
  const { verdict, parts, rpcUrls } = found;
  const { verdicts: words } = text;
  const own = headlineOf(verdict, text, format);
  const isAgreed = rpcUrls.length > 1 && verdict.facts?.chain != null;
  const agreed = isAgreed ? [words.agreed(format.list(endpointNames(rpcUrls)))] : [];
  if (parts === null) return { ...own, sentences: [...own.sentences, ...agreed] };
  const bad = parts.filter((part) => part.verdict.outcome !== 'valid');
  const worst = OUTCOMES.find((outcome) => bad.some((part) => part.verdict.outcome === outcome));
  const ofParts =
    worst !== undefined
      ? words.partsFail(bad.length, parts.length)
      : parts.length === 0
        ? words.noParts
        : words.partsHold(parts.length);
  const isWorse = worst !== undefined && OUTCOMES.indexOf(worst) < OUTCOMES.indexOf(verdict.outcome);
  return isWorse
    ? { tone: tones[worst], title: text.verify.outcomes[worst], sentences: [ofParts, ...agreed] }
    : { ...own, sentences: [...own.sentences, ofParts, ...agreed] };
}

function validWords(facts: Facts, { verify: words }: Text, format: Format): Omit<Headline, 'tone'> {
  const { genesis, subject, file, chain, certificate, issuer } = facts;
  if (facts.control !== null) return controlWords(facts, facts.control, words, format);
  const sealedAt = subject.type === 'document' ? chain?.sealed.subject : chain?.sealed.issuance;
  const sealed = sealedAt == null ? '' : format.dateTime(sealedAt.time * 1000);
  if (subject.type === 'document' || genesis.kind === 'pouch') {
    const signer = subject.type === 'document' ? (subjectEvent(facts)?.signer ?? null) : genesis.issuer;
    const who =
      (signer === null ? undefined : chain?.organisations[signer]?.legalName) ?? words.unknownHolder;
    // Never "genuine": nobody looked at what a document says.
    return subject.type === 'document' && file === null
      ? { title: words.proofHolds, sentences: [words.recordedBy(who, sealed)] }
      : { title: words.unchanged, sentences: [words.unchangedSince(who, sealed), words.notSaidGenuine] };
  }
  const issued = certificate === null ? null : format.date(certificate.validFrom);
  const name = issuer?.profile.legalName ?? words.theIssuer;
  const copied = copyFact(facts);
  if (certificate?.kind === 'document') {
    const part = (path: string) => textAt(certificate.subject, path) ?? '';
    const day = part('document.date');
    const what = `${part('document.title')} ${part('document.number')}`;
    return {
      title: words.outcomes.valid,
      sentences: [
        words.certified(what, day === '' ? '' : format.date(day), name, part('certificateNumber')),
        words.certifiedOn(issued ?? '', sealed),
        file === null ? words.compareDocument : words.sameDocument,
        words.standing(format.dateTime(Date.now())),
      ],
    };
  }
  return {
    title: words.outcomes.valid,
    sentences: [
      words.genuine(name, issued, sealed),
      ...(subject.type === 'rendition' && file !== null ? [words.fileUnchanged] : []),
      ...(copied === null ? [] : [words.copyOf(copied.owner, format.dateTime(copied.at))]),
      ...(certificate?.validUntil == null ? [] : [words.validUntil(format.date(certificate.validUntil))]),
      words.standing(format.dateTime(Date.now())),
    ],
  };
}

/** Who holds it, until when that is said, and what for: whoever asked looks whether the last is its own. */
function controlWords(
  { genesis, certificate, chain }: Facts,
  { identity, time, until, purpose, challenge }: ControlFact,
  words: Text['verify'],
  format: Format,
): Omit<Headline, 'tone'> {
  const who =
    (identity === null ? undefined : chain?.organisations[identity]?.legalName) ?? words.unknownHolder;
  const number = certificate === null ? null : (textAt(certificate.subject, 'certificateNumber') ?? null);
  const what = genesis.kind === 'pouch' ? words.heldPouch : words.heldCertificate(number);
  return {
    title: words.inControl,
    sentences: [
      words.controls(who, what),
      words.statedOn(format.dateTime(time), format.dateTime(until)),
      ...(purpose === '' ? [] : [words.statedFor(purpose)]),
      ...(challenge === '' ? [] : [words.repeats(challenge)]),
    ],
  };
}

/** By its code on chain. */
function reasonOf(
  reasons: Readonly<Record<string, number>>,
  code: number,
  words: Text['reasons'],
): string | null {
  const name = Object.keys(reasons).find((candidate) => reasons[candidate] === code);
  return name === undefined ? null : (words[name] ?? null);
}
