import type { ArchiveIndex } from '../../../core/archive.ts';
import type { SpokenLanguage } from '../../../core/spoken-languages.ts';
import type { TrailEvent } from '../../audit/index.ts';
import type { PouchView } from '../pouch-views.ts';
import { summaryWords } from './summary-words.ts';

export interface SummaryOf {
  readonly pouch: PouchView;
  readonly index: ArchiveIndex;
  /** The first so many. */
  readonly events: readonly TrailEvent[];
  /** Where the installation is that made it. */
  readonly publicUrl: string;
  /** Of whoever downloads it. */
  readonly language: SpokenLanguage;
}

const command = '<code>npx openpouch verify THIS.zip --trust TRUST.json --rpc URL</code>';

/** For a person: one page without anything that it would load or run. */
export function archiveSummary({ pouch, index, events, publicUrl, language }: SummaryOf): string {
  const words = summaryWords[language];
  const table = tableIn(words.none);
  const cover = Object.entries(pouch.cover).map(([name, value]) => [
    words.cover[name] ?? name,
    Array.isArray(value) ? value.join(', ') : String(value),
  ]);
  const stateName = words.states[pouch.state] ?? pouch.state;
  const state = pouch.reason === null ? stateName : `${stateName} (${pouch.reason})`;
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><title>${escaped(pouch.title)}</title><style>${style}</style></head><body>
<h1>${escaped(pouch.title)}</h1>
<p>${escaped(words.of(pouch.owner.legalName, state, time(index.madeAt)))}</p>
<p>${escaped(words.copy(pouch.owner.legalName, time(index.madeAt), pouch.state !== 'active'))}</p>
${table(
  [],
  [
    ...cover,
    [words.madeBy, `${pouch.madeBy.legalName}, ${time(pouch.createdAt)}`],
    [words.record, pouch.recordId],
  ],
)}
<h2>${words.documents}</h2>
${table(
  words.documentColumns,
  index.documents.map((one) => [
    one.path,
    one.typeName ?? (one.type === 'other' ? words.other : `UNCL 1001: ${one.type}`),
    String(one.version),
    String(one.size),
    one.addedBy,
    time(one.addedAt),
    one.sha256,
  ]),
)}
<h2>${words.certificates}</h2>
${table(
  words.certificateColumns,
  pouch.certificates.map((one, at) => [
    one.number,
    one.chamber.legalName,
    one.owner.legalName,
    one.state,
    index.certificates[at]?.path ?? '',
  ]),
)}
<h2>${words.happened}</h2>
${table(
  words.eventColumns,
  events.map(({ proof, time: at, type, actor }) => [
    String(proof.sequence + 1),
    time(at),
    type.replace('org.openpouch.', ''),
    actor.organisation?.legalName ?? actor.name,
    proof.entryHash,
  ]),
)}
<h2>${words.check}</h2>
<p>${words.checkLead(escaped(publicUrl), command)}</p>
</body></html>
`;
}

const style =
  'body{font:15px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1d2430}' +
  'table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.35rem .6rem;' +
  'border-bottom:1px solid #d9dee6;overflow-wrap:anywhere}th{font-weight:600}';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const time = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

const tableIn =
  (none: string) =>
  (head: readonly string[], rows: readonly (readonly (string | undefined)[])[]): string => {
    if (rows.length === 0) return `<p>${none}</p>`;
    const line = (cells: readonly (string | undefined)[], tag: 'th' | 'td') =>
      `<tr>${cells.map((cell) => `<${tag}><bdi>${escaped(cell ?? '')}</bdi></${tag}>`).join('')}</tr>`;
    const heading = head.length === 0 ? '' : line(head, 'th');
    return `<table>${heading}${rows.map((row) => line(row, 'td')).join('')}</table>`;
  };
