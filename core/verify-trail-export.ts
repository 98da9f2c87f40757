import { type BundleEvent, genesisSchema } from './bundle.ts';
import type { ChainAnswers, ChainReader } from './chain.ts';
import { ChainUnavailableError } from './chain.ts';
import type { BatchRoot, EntryHash } from './ids.ts';
import { SignatureError } from './jws.ts';
import { MalformedError } from './malformed.ts';
import { pause } from './pause.ts';
import { type Primitives, portable } from './primitives.ts';
import type { EcPublicJwk } from './signer.ts';
import {
  isTrailExport,
  readTrailEnd,
  readTrailHead,
  type TrailEnd,
  type TrailHead,
  type TrailLine,
  tellsItsEvent,
  trailLines,
} from './trail-export.ts';
import { checkWhole, type ReadLine } from './trail-whole.ts';
import { type Deployment, findDeployment, type Trust } from './trust.ts';
import { recordId as digestOf, registryDomain } from './typed-data.ts';
import {
  type Check,
  type CheckCode,
  cannotTell,
  type EventFact,
  fails,
  holds,
  type Outcome,
  type Verdict,
  waits,
  worstOf,
} from './verdict.ts';
import { checkFresh, checkIdentity, isoTime, timeInWords } from './verify-chain.ts';
import { verifyTrail } from './verify-trail.ts';
import { checkSigned } from './verify-trail-file.ts';

/** A line of a trail, and what was found of it by itself. */
export interface VerifiedLine {
  readonly type: string;
  /** RFC 3339; signed, unless the event is erased. */
  readonly time: string;
  readonly recordId: string;
  readonly sequence: number;
  /** What the operator calls the record, and who acted; null: the operator itself. */
  readonly name: string | null;
  readonly who: string | null;
  readonly outcome: Outcome;
  readonly checks: readonly Check[];
}

export interface VerifiedTrail extends Verdict {
  readonly lines: readonly VerifiedLine[];
}

/** Of the primitives, what is left out is the portable one. */
export interface TrailOptions extends Partial<Primitives> {
  /** Whose signature it is to bear; undefined: whoever is trusted does not say. */
  readonly operator: EcPublicJwk | undefined;
  readonly trust: Trust;
  /** Null: the chain is not asked. */
  readonly chain: ChainReader | null;
  readonly now?: Date;
}

/**
 * A trail exported as JSON (protocol §12): the operator's word for the whole of it, and each line by its own event, whose
 * signature, entry and batch need nobody's word.
 * @returns null for any other file
 */
export async function verifyTrailExport(
  file: Uint8Array,
  options: TrailOptions,
): Promise<VerifiedTrail | null> {
  if (!isTrailExport(file)) return null;
  const { operator, trust, chain, now = new Date(), ...given } = options;
  const primitives = { ...portable, ...given };
  try {
    const head = readTrailHead(file);
    const deployment = findDeployment(trust, head.deployment);
    if (deployment === undefined) {
      const text = 'Recorded under a federation that this verifier does not know.';
      return verdictOf([fails('deployment.known', text, head.deployment)], []);
    }
    const end = await readTrailEnd(file, primitives);
    const read = await readLines(file, deployment, primitives);
    const checks = [
      ...checkEnd(end, operator),
      known(deployment),
      ...summed(read),
      checkWhole(head, end, read),
    ];
    if (worstOf(checks) === 'invalid') return verdictOf(checks, read.map(toVerified));
    const answered = await sealedLines(read, deployment, chain, Math.floor(now.getTime() / 1000));
    return verdictOf([...checks, ...answered.checks], answered.lines, wordsOf(head, end, read.length));
  } catch (cause) {
    if (cause instanceof SignatureError)
      return verdictOf([fails('export.signature', 'The operator’s signature does not hold.')], []);
    if (!(cause instanceof MalformedError)) throw cause;
    return verdictOf(
      [fails('proof.readable', `The trail is damaged or none of ours (${cause.message}).`)],
      [],
    );
  }
}

const known = ({ federation }: Deployment): Check =>
  holds('deployment.known', `Recorded under ${federation}.`, { federation });

function checkEnd({ signed }: TrailEnd, operator: EcPublicJwk | undefined): Check[] {
  if (signed === null) {
    const text = 'The operator has not signed it: whether lines were left out nobody can tell.';
    return [cannotTell('export.signature', text, { signed: false })];
  }
  return checkSigned(signed, operator);
}

/** So many are read before others have their turn. */
const LINES_AT_ONCE = 50;

async function readLines(
  file: Uint8Array,
  deployment: Deployment,
  primitives: Primitives,
): Promise<ReadLine[]> {
  const read: ReadLine[] = [];
  let open: TrailLine[] = [];
  const readOpen = async () => {
    read.push(...(await Promise.all(open.map((line) => readLine(line, deployment, primitives)))));
    open = [];
    await pause();
  };
  for (const line of trailLines(file)) {
    open.push(line);
    if (open.length === LINES_AT_ONCE) await readOpen();
  }
  await readOpen();
  return read;
}

/** A line by itself: signature, entry, batch, and that it says what its event says. */
async function readLine(line: TrailLine, deployment: Deployment, primitives: Primitives): Promise<ReadLine> {
  const { entryHash, transactionHash: _, blockNumber: __, ...event } = line.proof;
  const { recordId } = line.record;
  const { checks, events } = await verifyTrail(
    { recordId, events: [event] },
    deployment.verifiers,
    primitives,
  );
  const [fact] = events;
  if (fact === undefined) throw new TypeError('an event was read and is not there');
  // What is in them is of this line alone: parsed text of megabytes need not stay.
  const light = { ...line, data: null, proof: { ...line.proof, body: null } };
  return {
    line: light,
    fact: { ...fact, body: null },
    checks: [...checks, checkWords(line, fact, entryHash), ...checkFirst(line, fact, event, deployment)],
  };
}

function checkWords(line: TrailLine, { body, entryHash }: EventFact, said: EntryHash): Check {
  const evidence = { recordId: line.record.recordId, sequence: line.sequence };
  const isSame =
    said === entryHash &&
    line.sequence === line.proof.sequence &&
    (body === null ? line.data === null : tellsItsEvent(line, body));
  return isSame
    ? holds('export.lines', 'The line says what its event says.', evidence)
    : fails('export.lines', 'The line does not say what its event says.', evidence);
}

/** A record's first event makes it what it is: nobody else's key begins a record of this id. */
function checkFirst(
  { record: { recordId } }: TrailLine,
  { body, signer }: EventFact,
  { sequence }: BundleEvent,
  { chainId, contracts }: Deployment,
): Check[] {
  if (sequence !== 0 || body === null) return [];
  const genesis = genesisSchema.safeParse(body.data['genesis']);
  const isOurs =
    genesis.success &&
    digestOf(registryDomain(chainId, contracts.recordRegistry), genesis.data) === recordId &&
    genesis.data.issuer === signer;
  return [
    isOurs
      ? holds('record.id', 'The record is the one that its genesis makes.', { recordId })
      : fails('record.id', 'The record is not the one that its genesis makes.', { recordId }),
  ];
}

/** Of what is found of each line by itself, the first that is wrong; else how many hold. */
function summed(read: readonly ReadLine[]): Check[] {
  const texts: readonly (readonly [CheckCode, string])[] = [
    ['trail.chain', 'Every line stands where its record has it.'],
    ['trail.signatures', 'Every event that is shown is signed.'],
    ['trail.batches', 'Every batched event is in its batch.'],
    ['export.lines', 'Every line says what its event says.'],
    ['record.id', 'Every record is the one that its genesis makes.'],
  ];
  return texts.map(([code, text]) => {
    for (const [index, { checks, line }] of read.entries()) {
      const wrong = checks.find((check) => check.code === code && check.status !== 'ok');
      const { recordId } = line.record;
      const evidence = { line: index + 1, recordId, sequence: line.sequence };
      if (wrong !== undefined) return { ...wrong, text: `Line ${index + 1}: ${wrong.text}`, evidence };
    }
    return holds(code, text, { lines: read.length });
  });
}

/** More are not asked for at once. */
const ROOTS_AT_ONCE = 100;

async function sealedLines(
  read: readonly ReadLine[],
  deployment: Deployment,
  chain: ChainReader | null,
  now: number,
): Promise<{ checks: Check[]; lines: VerifiedLine[] }> {
  const unanswered = (text: string, why: object | null = null) => {
    const check = cannotTell('chain.answers', text, { ...why });
    return {
      checks: [check],
      lines: read.map((one) => toVerified({ ...one, checks: [...one.checks, check] })),
    };
  };
  if (chain === null) return unanswered('The chain was not asked.');
  const roots = [...new Set(read.flatMap(({ fact }) => fact.root ?? []))];
  const answered = new Map<BatchRoot, ChainAnswers>();
  let first: ChainAnswers | undefined;
  try {
    for (let from = 0; from === 0 || from < roots.length; from += ROOTS_AT_ONCE) {
      const anchors = roots.slice(from, from + ROOTS_AT_ONCE);
      const answers = await chain.read(deployment, { anchors, accreditations: [], states: [] });
      const identity = checkIdentity(deployment, answers);
      if (identity.status !== 'ok') return { checks: [identity], lines: read.map(toVerified) };
      first ??= answers;
      for (const root of anchors) answered.set(root, answers);
    }
  } catch (error) {
    if (!(error instanceof ChainUnavailableError)) throw error;
    return unanswered(`The chain could not be asked (${error.message}).`, error.unreliable);
  }
  const lines = read.map((one) => {
    const { root } = one.fact;
    const answers = root === null ? undefined : answered.get(root);
    return { ...one, checks: [...one.checks, checkSealed(one.line, root, answers)] };
  });
  const asked =
    first === undefined ? [] : [checkIdentity(deployment, first), checkFresh(deployment, first.latest, now)];
  return { checks: [...asked, sealedInAll(lines)], lines: lines.map(toVerified) };
}

function checkSealed(
  { sealing }: TrailLine,
  root: BatchRoot | null,
  answers: ChainAnswers | undefined,
): Check {
  if (root === null || answers === undefined)
    return waits('export.sealed', 'Its event was in no batch when the trail was exported.');
  const sealed = answers.final.anchors.get(root) ?? null;
  if (sealed === null)
    return waits('export.sealed', 'The batch of its event is not final on the chain.', { root });
  const evidence = { root, block: sealed.number, time: isoTime(sealed.time) };
  const said = sealing.sealedAt === null ? null : Date.parse(sealing.sealedAt) / 1000;
  return said !== null && said < sealed.time
    ? fails('export.sealed', 'It says that it was sealed earlier than it was.', evidence)
    : holds('export.sealed', `Sealed in block ${sealed.number} on ${timeInWords(sealed.time)}.`, evidence);
}

function sealedInAll(lines: readonly ReadLine[]): Check {
  const own = lines.map(({ checks }) => checks.at(-1));
  const wrong = own.findIndex((check) => check?.status === 'failed');
  const failed = own[wrong];
  if (failed !== undefined)
    return {
      ...failed,
      text: `Line ${wrong + 1}: ${failed.text}`,
      evidence: { ...failed.evidence, line: wrong + 1 },
    };
  const waiting = own.filter((check) => check?.status !== 'ok').length;
  const evidence = { lines: lines.length, waiting };
  return waiting === 0
    ? holds('export.sealed', 'Every line is sealed on the chain.', evidence)
    : waits('export.sealed', `${waiting} of ${lines.length} lines are not sealed yet.`, evidence);
}

const toVerified = ({ line, checks }: ReadLine): VerifiedLine => ({
  ...{ type: line.type, time: line.time, sequence: line.sequence },
  recordId: line.record.recordId,
  name: line.record.subject?.name ?? null,
  who: line.actor.organisation?.legalName ?? null,
  outcome: worstOf(checks),
  checks,
});

function wordsOf({ organisation, time }: TrailHead, { complete }: TrailEnd, lines: number): string {
  const what = `the trail of ${organisation.legalName} as of ${time}, ${lines} events${complete ? '' : ', not all'}`;
  return `Signed by the operator: ${what}. Each event is proven by its own entry, sealed on the chain.`;
}

function verdictOf(checks: readonly Check[], lines: readonly VerifiedLine[], statement = ''): VerifiedTrail {
  const outcome = worstOf(checks);
  const bad = checks.find((check) => check.status !== 'ok' && check.outcome === outcome);
  return { outcome, statement: bad?.text ?? statement, checks, facts: null, lines };
}
