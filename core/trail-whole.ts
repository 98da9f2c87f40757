import type { EntryHash, RecordId } from './ids.ts';
import type { JsonObject } from './json.ts';
import type { TrailEnd, TrailHead, TrailLine } from './trail-export.ts';
import { type Check, type EventFact, fails, holds } from './verdict.ts';

/** A line of an exported trail, without what is large in it, and what was found of it by itself. */
export interface ReadLine {
  readonly line: TrailLine;
  readonly fact: EventFact;
  readonly checks: readonly Check[];
}

/**
 * Order and gaps, as far as lines show them: the latest comes first; of one record each follows the one before it; and
 * where everything was asked for, a record is shown from its beginning. What is missing at a record's end, or from a trail
 * that was asked for in part, its lines do not show.
 */
export function checkWhole(
  { filters }: TrailHead,
  { complete, signed }: TrailEnd,
  read: readonly ReadLine[],
): Check {
  const lacks = (text: string, evidence: JsonObject = {}) => fails('export.whole', text, evidence);
  const said = signed?.statement.lines;
  if (said !== undefined && said !== read.length)
    return lacks(`The operator signed ${said} lines, and ${read.length} are here.`);
  const records = new Map<RecordId, Map<number, Shown>>();
  for (const [index, { line, fact }] of read.entries()) {
    const { recordId } = line.record;
    const { sequence } = line;
    const evidence = { line: index + 1, recordId, sequence };
    if (isMoved(line, read[index - 1]?.line))
      return lacks(`Line ${index + 1} is not in its place: the latest comes first.`, evidence);
    const shown = records.get(recordId) ?? new Map<number, Shown>();
    if (shown.has(sequence)) return lacks(`Line ${index + 1} is there twice.`, evidence);
    shown.set(sequence, { line: index + 1, entryHash: fact.entryHash, previous: line.proof.previous });
    records.set(recordId, shown);
  }
  const isAll = complete && Object.keys(filters).length === 0;
  for (const [recordId, shown] of records)
    for (const [sequence, { line, previous }] of shown) {
      const evidence = { line, recordId, sequence };
      const before = shown.get(sequence - 1);
      if (before !== undefined && before.entryHash !== previous)
        return lacks(`Line ${line} does not follow the event before it, line ${before.line}.`, evidence);
      if (before === undefined && sequence > 0 && isAll)
        return lacks(`Before line ${line} an event of its record was left out.`, evidence);
    }
  return isAll
    ? holds('export.whole', 'Nothing is missing between the lines, and none was moved.', { filters: 'none' })
    : holds('export.whole', 'None of the lines was moved; it does not hold everything.', {
        filters,
        complete,
      });
}

interface Shown {
  readonly line: number;
  readonly entryHash: EntryHash;
  readonly previous: EntryHash;
}

const isMoved = (line: TrailLine, before: TrailLine | undefined): boolean =>
  before !== undefined &&
  (before.time < line.time ||
    (before.time === line.time &&
      before.record.recordId === line.record.recordId &&
      before.sequence < line.sequence));
