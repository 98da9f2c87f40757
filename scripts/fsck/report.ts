import { FAULTS } from './findings.ts';
import type { FsckResult } from './fsck.ts';

const many = (count: number, one: string, more = `${one}s`): string =>
  `${count.toLocaleString('en-GB')} ${count === 1 ? one : more}`;

/** For a person: what was looked at, what was not, and the first of each kind that is wrong. */
export function report(result: FsckResult, { seconds }: { readonly seconds: number }): string {
  const { events, waitingEvents, erased, batches, records, files, chain, findings } = result;
  const lines = [
    `${many(events, 'event')} of ${many(records, 'record')}, ${many(batches, 'batch', 'batches')} rebuilt in ${seconds.toFixed(1)} s`,
    ...(waitingEvents > 0 ? [`  ${many(waitingEvents, 'event')} wait for a batch`] : []),
    ...(erased > 0 ? [`  ${many(erased, 'event')} whose content was erased: the skeleton holds`] : []),
    typeof chain === 'string'
      ? `  chain: ${chain}`
      : `  chain: ${many(chain.anchored, 'root')} found${chain.waiting > 0 ? `, ${chain.waiting} on the way` : ''}`,
    `  signatures: ${result.signatures ? 'each verified' : 'not verified (--no-signatures)'}`,
    `  files: ${files === null ? 'not read (--blocks)' : `${files} read`}`,
    ...findings.map(
      ({ fault, count, first }) =>
        `✗ ${fault}: ${FAULTS[fault]} — ${many(count, 'case')}, the first: ${first}`,
    ),
    findings.length > 0
      ? 'NOT AS IT WAS RECORDED'
      : typeof chain === 'string'
        ? 'NOT COMPARED WITH THE CHAIN'
        : 'UNBROKEN',
  ];
  return `${lines.join('\n')}\n`;
}

/** 0 all of it holds · 1 something is broken · 2 the chain could not be asked. */
export const exitCodeOf = ({ findings, chain }: FsckResult): 0 | 1 | 2 =>
  findings.length > 0 ? 1 : typeof chain === 'string' ? 2 : 0;
