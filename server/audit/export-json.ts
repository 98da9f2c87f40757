import { createHash } from 'node:crypto';
import type { Es256Signer } from '../../core/es256.ts';
import { TRAIL_FORMAT, trailEnd } from '../../core/trail-export.ts';
import type { Deployment } from '../../core/trust.ts';
import type { ExportPage } from './export-lines.ts';

export interface ExportHead {
  readonly organisation: { readonly id: string; readonly legalName: string };
  readonly time: string;
  /** As they were asked for. */
  readonly filters: Readonly<Record<string, string>>;
}

/**
 * Each line with what proves it: skeleton, signed body, audit path, root, transaction (docs/protocol.md, 12). It ends with
 * `complete` and the operator's signature of all that came before: one that is cut off anywhere is no JSON.
 */
export async function* jsonExport(
  pages: AsyncIterable<ExportPage>,
  head: ExportHead,
  { chainId, contracts }: Pick<Deployment, 'chainId' | 'contracts'>,
  operator: Es256Signer,
): AsyncGenerator<Buffer> {
  const deployment = {
    chainId,
    anchorRegistry: contracts.anchorRegistry,
    recordRegistry: contracts.recordRegistry,
  };
  const hash = createHash('sha256');
  let length = 0;
  const counted = (text: string): Buffer => {
    const bytes = Buffer.from(text);
    hash.update(bytes);
    length += bytes.length;
    return bytes;
  };
  const start = JSON.stringify({ format: TRAIL_FORMAT, ...head, deployment });
  yield counted(`${start.slice(0, -1)},"lines":[`);
  let count = 0;
  let complete = true;
  for await (const { lines, isCut } of pages) {
    const text = lines.map(({ links: _, ...line }) => `\n${JSON.stringify(line)}`).join(',');
    if (text !== '') yield counted(count === 0 ? text : `,${text}`);
    count += lines.length;
    complete = !isCut;
  }
  yield counted(`\n],"complete":${complete}`);
  const said = { ...head, lines: count, complete };
  yield Buffer.from(await trailEnd(said, { length, digest: hash.digest() }, operator));
}
