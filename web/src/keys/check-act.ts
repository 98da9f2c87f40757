import { canonicalJson } from '../../../core/json.ts';
import type { Operation } from '../api/http.ts';
import { type ActRule, actRules } from './act-rules.ts';
import { NotWhatWasAsked, type ReadStatement } from './read-statement.ts';

/** What a person asked for, and for whom. */
export interface AskedAct {
  readonly operation: Operation;
  readonly path: Readonly<Record<string, string | number>>;
  readonly body: unknown;
  readonly organisationId: string;
  /** Of an answer to a handover: the records that move, as the page showed them. */
  readonly moving?: readonly string[];
}

/** A clock that is further off than this is not the page's. */
const mostMinutesOff = 15;

/**
 * Holds what is to be signed against what was asked for, read from the bytes: the act, for whom, when, which record and
 * party, and what follows from what was signed before in the same act.
 * @param signed in the same act before
 * @throws NotWhatWasAsked
 */
export function checkAct(
  asked: AskedAct,
  statements: readonly ReadStatement[],
  { signed, now }: { readonly signed: readonly ReadStatement[]; readonly now: Date },
): void {
  const rule = actRules[asked.operation];
  if (rule === undefined || statements.length === 0) throw new NotWhatWasAsked('other-act');
  for (const statement of statements) {
    if (statement.kind === 'event') checkEvent(asked, rule, statement, now);
    else if (statement.kind === 'control') checkControl(asked, rule, statement, now);
    else checkOwnersAct(asked, rule, statement);
  }
  const all = [...signed, ...statements];
  checkNames(asked, rule, all);
  checkTogether(asked, rule, all);
}

type Event = Extract<ReadStatement, { kind: 'event' }>;
type Control = Extract<ReadStatement, { kind: 'control' }>;

function checkEvent(asked: AskedAct, rule: ActRule, event: Event, now: Date): void {
  if (!rule.events.includes(event.type) || event.source !== `urn:uuid:${asked.organisationId}`)
    throw new NotWhatWasAsked('other-act');
  checkTime(event.time, now);
  const body = membersOf(asked.body);
  for (const name of comparedWords)
    if (body[name] !== undefined && event.data[name] !== undefined && !alike(body[name], event.data[name]))
      throw new NotWhatWasAsked('other-words');
  // What is offered takes with it what is inside.
  const { records = [] } = event.data;
  if (!listOf(body['records']).every((one) => listOf(records).includes(one)))
    throw new NotWhatWasAsked('other-words');
}

/** Members that an act's body and its event have alike, where both have them. */
const comparedWords = [
  ...['organisationId', 'to', 'rights', 'reason', 'documentId', 'scope', 'label', 'name', 'title'],
  ...['endsAt', 'expiresAt', 'surrenderedTo', 'replaces'],
];

/** Texts without the blanks around them, times however they are written, lists in any order. */
function alike(asked: unknown, said: unknown): boolean {
  if (typeof asked === 'string' && typeof said === 'string')
    return asked.trim() === said.trim() || (isTime(asked) && Date.parse(asked) === Date.parse(said));
  if (Array.isArray(asked) && Array.isArray(said)) {
    const sorted = (list: readonly unknown[]) => canonicalJson(list.map((one) => canonicalJson(one)).sort());
    return sorted(asked) === sorted(said);
  }
  return canonicalJson(asked) === canonicalJson(said);
}
const isTime = (text: string): boolean => /^\d{4}-\d{2}-\d{2}T/.test(text);

function checkControl({ path, body }: AskedAct, rule: ActRule, control: Control, now: Date): void {
  if (rule.owner !== 'control' || control.recordId !== path['recordId'])
    throw new NotWhatWasAsked('other-act');
  checkTime(control.time, now);
  const { purpose = '', challenge = '' } = membersOf(body);
  if (!alike(purpose, control.purpose) || !alike(challenge, control.challenge))
    throw new NotWhatWasAsked('other-words');
}

function checkOwnersAct(
  { path, body }: AskedAct,
  { owner }: ActRule,
  statement: Exclude<ReadStatement, Event | Control>,
): void {
  if (statement.kind === 'closing') {
    if (owner !== 'close') throw new NotWhatWasAsked('other-act');
    if (statement.recordId !== path['recordId'] || statement.reason !== membersOf(body)['reason'])
      throw new NotWhatWasAsked('other-words');
    return;
  }
  const { handovers, signerId } = statement;
  const away = handovers.some(({ from }) => from === signerId);
  const here = handovers.some(({ to }) => to === signerId);
  const isRight =
    (owner === 'give' && away && !here) ||
    (owner === 'take' && here && !away) ||
    (owner === 'renew' && handovers.length === 1 && away !== here);
  if (!isRight) throw new NotWhatWasAsked('other-act');
}

/** The record and the thing in the address are what the statements are about. */
function checkNames({ path }: AskedAct, rule: ActRule, all: readonly ReadStatement[]): void {
  const { recordId } = path;
  if (recordId !== undefined && !all.some((one) => recordsOf(one).includes(String(recordId))))
    throw new NotWhatWasAsked('other-words');
  const events = all.filter((one) => one.kind === 'event');
  for (const name of rule.names ?? [])
    if (!events.some(({ data }) => Object.values(data).includes(path[name])))
      throw new NotWhatWasAsked('other-words');
}

/** What moves is what was shown, what was accepted, and what an event says that was signed. */
function checkTogether({ path, moving }: AskedAct, rule: ActRule, all: readonly ReadStatement[]): void {
  const moves = all.filter((one) => one.kind === 'handover');
  const events = all.filter((one) => one.kind === 'event');
  const [first] = moves;
  // One digest, whoever signs it.
  const spelled = first && canonicalJson(first.handovers);
  if (moves.some(({ handovers }) => canonicalJson(handovers) !== spelled))
    throw new NotWhatWasAsked('other-words');
  for (const { data } of events)
    if (
      first !== undefined &&
      data['handovers'] !== undefined &&
      canonicalJson(data['handovers']) !== spelled
    )
      throw new NotWhatWasAsked('other-words');
  const told = first?.handovers ?? (events.find(({ data }) => data['handovers'])?.data['handovers'] as Moves);
  if (told === undefined) return;
  const expected = rule.owner === 'renew' ? [String(path['recordId'])] : moving;
  const moved = told.map(({ recordId }) => recordId);
  if (expected !== undefined && !isSameSet(expected, moved)) throw new NotWhatWasAsked('other-words');
  if (rule.owner !== 'take') return;
  const accepted = new Map(events.map(({ subject, data }) => [subject, data['owner']]));
  if (told.some(({ recordId, to }) => accepted.get(recordId) !== to))
    throw new NotWhatWasAsked('other-words');
}

type Moves = readonly { readonly recordId: string; readonly to: string }[] | undefined;

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((id) => other.includes(id));

/** The records that it is about. */
export function recordsOf(statement: ReadStatement): readonly string[] {
  switch (statement.kind) {
    case 'event':
      return [statement.subject];
    case 'handover':
      return statement.handovers.map(({ recordId }) => recordId);
    default:
      return [statement.recordId];
  }
}

/** Owner keys that an act puts records on: each must be in one's own hands, or nobody can move them again. */
export function newOwners(statements: readonly ReadStatement[], { operation }: AskedAct): readonly string[] {
  const rule = actRules[operation];
  if (rule?.owner !== 'take' && rule?.owner !== 'renew') return [];
  return statements.flatMap((one) => {
    if (one.kind === 'handover') return one.handovers.map(({ to }) => String(to));
    if (one.kind === 'event' && typeof one.data['owner'] === 'string') return [one.data['owner']];
    return [];
  });
}

function checkTime(time: string, now: Date): void {
  if (Math.abs(Date.parse(time) - now.getTime()) > mostMinutesOff * 60_000) throw new NotWhatWasAsked('time');
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

const membersOf = (body: unknown): Readonly<Record<string, unknown>> =>
  typeof body === 'object' && body !== null ? (body as Readonly<Record<string, unknown>>) : {};
