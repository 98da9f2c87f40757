import type { Deployment } from '../../core/trust.ts';
import type { ExportPage } from './export-lines.ts';

export interface ExportHead {
  readonly organisation: { readonly id: string; readonly legalName: string };
  readonly time: string;
  /** As they were asked for. */
  readonly filters: Readonly<Record<string, string>>;
}

/**
 * Each line with what proves it: skeleton, signed body, audit path, root, transaction (docs/protocol.md, 4 and 5). The
 * object ends with `complete`: one that is cut off anywhere is no JSON.
 */
export async function* jsonExport(
  pages: AsyncIterable<ExportPage>,
  head: ExportHead,
  { chainId, contracts }: Pick<Deployment, 'chainId' | 'contracts'>,
): AsyncGenerator<Buffer> {
  const deployment = {
    chainId,
    anchorRegistry: contracts.anchorRegistry,
    recordRegistry: contracts.recordRegistry,
  };
  const start = JSON.stringify({ format: 'openpouch-trail/1', ...head, deployment });
  yield Buffer.from(`${start.slice(0, -1)},"lines":[`);
  let isFirst = true;
  let complete = true;
  for await (const { lines, isCut } of pages) {
    const text = lines.map(({ links: _, ...line }) => `\n${JSON.stringify(line)}`).join(',');
    if (text !== '') yield Buffer.from(isFirst ? text : `,${text}`);
    if (text !== '') isFirst = false;
    complete = !isCut;
  }
  yield Buffer.from(`\n],"complete":${complete}}\n`);
}
