import { type ChainReader, ChainUnavailableError, type Unreliable } from './chain.ts';
import { isObject, type JsonObject } from './json.ts';
import type { Trust } from './trust.ts';
import {
  type ChainFacts,
  type Check,
  type ControlFact,
  cannotTell,
  copyFact,
  type Facts,
  type Outcome,
  subjectEvent,
  type Verdict,
  worstOf,
} from './verdict.ts';
import { checkChain, questionsOf, timeInWords } from './verify-chain.ts';
import type { VerifyInput } from './verify-file.ts';
import { type LocalResult, type VerifyOptions, verifyLocally } from './verify-local.ts';

/**
 * Whether a proof, and the file given with it, holds (protocol §8). The same in server, browser and command
 * line; it fetches nothing by itself. Whatever the input, it answers with a verdict.
 *
 * @param chain null: the chain is not asked, and the best verdict is `indeterminate`
 */
export async function verify(
  input: VerifyInput,
  trust: Trust,
  chain: ChainReader | null,
  options: VerifyOptions & { readonly now?: Date } = {},
): Promise<Verdict> {
  return verifyOnChain(await verifyLocally(input, trust, options), chain, options.now ?? new Date());
}

/** Adds what the chain says now to a local result, fresh or remembered. */
export async function verifyOnChain(
  local: LocalResult,
  chain: ChainReader | null,
  now: Date = new Date(),
): Promise<Verdict> {
  const { facts, deployment } = local;
  if (facts === null || deployment === null || worstOf(local.checks) === 'invalid') {
    return verdict(local.checks, facts === null ? null : { ...facts, chain: null });
  }
  const unanswered = (text: string, why: Unreliable | null = null) =>
    verdict([...local.checks, cannotTell('chain.answers', text, { ...why })], { ...facts, chain: null });
  if (chain === null) return unanswered('The chain was not asked.');
  try {
    const answers = await chain.read(deployment, questionsOf(facts));
    const result = checkChain(facts, deployment, answers, Math.floor(now.getTime() / 1000));
    return verdict([...local.checks, ...result.checks], { ...facts, chain: result.chain });
  } catch (error) {
    if (!(error instanceof ChainUnavailableError)) throw error;
    return unanswered(`The chain could not be asked (${error.message}).`, error.unreliable);
  }
}

function verdict(checks: readonly Check[], facts: Facts | null): Verdict {
  const outcome = worstOf(checks);
  return { outcome, statement: statementOf(outcome, checks, facts), checks, facts };
}

const PREFIX: Record<Outcome, string> = {
  invalid: 'Not valid: ',
  indeterminate: 'Cannot be decided: ',
  revoked: 'Revoked: ',
  superseded: 'Superseded: ',
  closed: 'Closed: ',
  pending: 'Not sealed yet: ',
  expired: 'Expired: ',
  valid: '',
};

function statementOf(outcome: Outcome, checks: readonly Check[], facts: Facts | null): string {
  const decisive = checks.find((check) => check.outcome === outcome);
  if (outcome === 'expired' && facts !== null && decisive?.code === 'certificate.validity')
    return `Genuine but expired: issued by ${facts.issuer?.profile.legalName}. ${decisive?.text}`;
  if (outcome !== 'valid' || facts?.chain == null) return PREFIX[outcome] + (decisive?.text ?? '');
  const { chain, subject, genesis, issuer, file, certificate } = facts;
  if (facts.control !== null) return controlInWords(facts.control, facts, chain);
  if (subject.type === 'document' || genesis.kind === 'pouch') {
    const signer = subject.type === 'document' ? (subjectEvent(facts)?.signer ?? null) : genesis.issuer;
    const organisation = signer === null ? undefined : chain.organisations[signer];
    const who = organisation?.legalName ?? `the holder of key ${signer}`;
    // Never "genuine": nobody looked at what a document says.
    const since = `${who} recorded it on ${sealedOn(chain.sealed.subject)}`;
    return subject.type === 'document' && file === null
      ? `The proof holds: ${since}. No file was given to compare.`
      : `Unchanged since ${since}.`;
  }
  const asOf = `block ${chain.latest.number} of ${timeInWords(chain.latest.time)}`;
  const by = `by ${issuer?.profile.legalName}`;
  const sealed = `sealed on ${sealedOn(chain.sealed.issuance)}`;
  if (certificate?.kind === 'document') {
    const compared =
      file === null ? 'No file was given to compare.' : 'The file is the one that was certified.';
    const { what, number } = documentInWords(certificate.subject);
    return `Genuine: ${what}, certified ${by} as number ${number} and ${sealed}; neither revoked nor closed as of ${asOf}. ${compared}`;
  }
  const same = subject.type === 'rendition' && file !== null ? ' The file is unchanged.' : '';
  const copied = copyFact(facts);
  const copy =
    copied === null
      ? ''
      : ` It is a copy: ${copied.owner} was in control of the original when it was made, ${copied.at}.`;
  return `Genuine: issued ${by} and ${sealed}; neither revoked nor closed as of ${asOf}.${same}${copy}`;
}

/** Of what is stated for a purpose, both are told: whoever asked for it looks whether they are its own. */
function controlInWords(
  { identity, time, until, purpose, challenge }: ControlFact,
  { genesis, certificate }: Facts,
  { organisations, latest }: ChainFacts,
): string {
  const who =
    (identity === null ? undefined : organisations[identity]?.legalName) ?? 'Who holds its owner key';
  const number = certificate?.subject['certificateNumber'];
  const what = typeof number === 'string' ? `certificate ${number.slice(0, 70)}` : `this ${genesis.kind}`;
  return [
    `In control: ${who} holds ${what}, as of block ${latest.number} of ${timeInWords(latest.time)}.`,
    `Stated on ${time}, until ${until}.`,
    ...(purpose === '' ? [] : [`Stated for: ${purpose}.`]),
    ...(challenge === '' ? [] : [`It repeats: ${challenge}.`]),
  ].join(' ');
}

/** "Commercial invoice 2026/118 of 2026-11-20", as its credential names it; of a stranger's only so much. */
function documentInWords({ document, certificateNumber }: JsonObject): { what: string; number: string } {
  const said = (value: unknown) => (typeof value === 'string' ? value.slice(0, 70) : '?');
  const { title, number, date } = isObject(document) ? document : {};
  return { what: `${said(title)} ${said(number)} of ${said(date)}`, number: said(certificateNumber) };
}

const sealedOn = (anchor: { time: number } | null): string =>
  anchor === null ? 'an unknown day' : timeInWords(anchor.time);
