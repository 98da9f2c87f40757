import { csvLine, csvStart } from '../bulk/index.ts';
import type { ProvenActivity } from './activity-views.ts';
import type { ExportPage } from './export-lines.ts';

const columns: readonly (readonly [name: string, cell: (line: ProvenActivity) => string])[] = [
  ['time', (line) => line.time],
  ['act', (line) => line.type.replace(/^org\.openpouch\./, '')],
  ['kind', (line) => line.record.kind],
  ['name', (line) => line.record.subject?.name ?? ''],
  ['organisation', (line) => line.actor.organisation?.legalName ?? ''],
  ['person', (line) => personOf(line) ?? ''],
  ['for', (line) => line.for?.legalName ?? ''],
  ['state', (line) => line.record.state],
  ['destination', (line) => line.record.destination ?? ''],
  ['sealed', (line) => line.sealing.sealedAt ?? line.sealing.state],
  ['record', (line) => line.record.recordId],
  ['sequence', (line) => String(line.sequence)],
  ['entry', (line) => line.proof.entryHash],
  ['root', (line) => line.proof.anchor?.root ?? ''],
  ['transaction', (line) => line.proof.transactionHash ?? ''],
  ['block', (line) => String(line.proof.blockNumber ?? '')],
  ['data', (line) => (line.data === null ? '' : JSON.stringify(line.data))],
];

/** Who of the organisation acted, where the reader is told. */
export const personOf = ({ actor }: ProvenActivity): string | null =>
  actor.organisation === null || actor.name === actor.organisation.legalName ? null : actor.name;

/** One line an event, the latest first. What was cut off is said in the last line. */
export async function* csvExport(pages: AsyncIterable<ExportPage>, most: number): AsyncGenerator<Buffer> {
  yield Buffer.from(csvStart + csvLine(columns.map(([name]) => name)));
  for await (const { lines, isCut } of pages) {
    const text = lines.map((line) => csvLine(columns.map(([, cell]) => cell(line)))).join('');
    yield Buffer.from(isCut ? text + csvLine([cutOff(most)]) : text);
  }
}

export const cutOff = (most: number): string =>
  `There is more: an export holds ${most} events. Narrow the period for the earlier ones.`;
