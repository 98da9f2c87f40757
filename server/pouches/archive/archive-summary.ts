import type { ArchiveIndex } from '../../../core/archive.ts';
import type { TrailEvent } from '../../audit/index.ts';
import type { PouchView } from '../pouch-views.ts';

export interface SummaryOf {
  readonly pouch: PouchView;
  readonly index: ArchiveIndex;
  /** The first so many. */
  readonly events: readonly TrailEvent[];
  /** Where the installation is that made it. */
  readonly publicUrl: string;
}

/** For a person: one page without anything that it would load or run. English, as the protocol is. */
export function archiveSummary({ pouch, index, events, publicUrl }: SummaryOf): string {
  const cover = Object.entries(pouch.cover).map(([name, value]) => [
    coverWords[name] ?? name,
    Array.isArray(value) ? value.join(', ') : String(value),
  ]);
  const state = pouch.reason === null ? pouch.state : `${pouch.state} (${pouch.reason})`;
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${escaped(pouch.title)}</title><style>${style}</style></head><body>
<h1>${escaped(pouch.title)}</h1>
<p>Pouch of ${escaped(pouch.owner.legalName)}, ${escaped(state)}, as it was on ${time(index.madeAt)}.</p>
${table(
  [],
  [...cover, ['Made by', `${pouch.madeBy.legalName}, ${time(pouch.createdAt)}`], ['Record', pouch.recordId]],
)}
<h2>Documents</h2>
${table(
  ['File', 'Kind', 'Version', 'Bytes', 'Added by', 'On', 'SHA-256'],
  index.documents.map((one) => [
    one.path,
    one.typeName ?? (one.type === 'other' ? 'Other' : `UNCL 1001: ${one.type}`),
    String(one.version),
    String(one.size),
    one.addedBy,
    time(one.addedAt),
    one.sha256,
  ]),
)}
<h2>Certificates of origin</h2>
${table(
  ['Number', 'Chamber', 'Owner', 'State', 'File'],
  pouch.certificates.map((one, at) => [
    one.number,
    one.chamber.legalName,
    one.owner.legalName,
    one.state,
    index.certificates[at]?.path ?? '',
  ]),
)}
<h2>What happened</h2>
${table(
  ['Step', 'On', 'What', 'By', 'Entry'],
  events.map(({ proof, time: at, type, actor }) => [
    String(proof.sequence + 1),
    time(at),
    type.replace('org.openpouch.', ''),
    actor.organisation?.legalName ?? actor.name,
    proof.entryHash,
  ]),
)}
<h2>How to check it</h2>
<p>This page says what ${escaped(publicUrl)} said. It proves nothing by itself. The proofs beside it do, without that
server: <code>npx openpouch verify THIS.zip --trust TRUST.json --rpc URL</code>, where TRUST.json is whom you trust and
URL any node of the chain; or drop a document and its proof on the verification page of any installation.</p>
</body></html>
`;
}

const coverWords: Readonly<Record<string, string>> = {
  reference: 'Reference',
  orderNumber: 'Order',
  invoiceNumber: 'Invoice',
  billOfLading: 'Bill of lading',
  containers: 'Containers',
  vessel: 'Vessel',
  voyage: 'Voyage',
  portOfLoading: 'Port of loading',
  portOfDischarge: 'Port of discharge',
  destinationCountry: 'Destination',
  consignor: 'Consignor',
  consignee: 'Consignee',
  notifyParty: 'Notify party',
  carrier: 'Carrier',
  note: 'Note',
};

const style =
  'body{font:15px/1.5 sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem;color:#1d2430}' +
  'table{border-collapse:collapse;width:100%}th,td{text-align:start;vertical-align:top;padding:.35rem .6rem;' +
  'border-bottom:1px solid #d9dee6;overflow-wrap:anywhere}th{font-weight:600}';

const escaped = (text: string): string => text.replace(/[&<>"']/g, (letter) => `&#${letter.charCodeAt(0)};`);

const time = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

function table(head: readonly string[], rows: readonly (readonly (string | undefined)[])[]): string {
  if (rows.length === 0) return '<p>None.</p>';
  const line = (cells: readonly (string | undefined)[], tag: 'th' | 'td') =>
    `<tr>${cells.map((cell) => `<${tag}>${escaped(cell ?? '')}</${tag}>`).join('')}</tr>`;
  const heading = head.length === 0 ? '' : line(head, 'th');
  return `<table>${heading}${rows.map((row) => line(row, 'td')).join('')}</table>`;
}
