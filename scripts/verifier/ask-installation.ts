import { z } from 'zod';
import type { AskPaths } from '../../core/completion.ts';
import { BatchRoot, NodeHash } from '../../core/ids.ts';

const count = z.int().nonnegative();
/** A path of 53 nodes is as long as one can be; an answer that says more is refused as it is. */
const answerSchema = z.object({
  items: z
    .array(
      z.object({
        ...{ sequence: count, index: count, size: count, root: BatchRoot.schema },
        path: z.array(NodeHash.schema).max(53),
      }),
    )
    .max(10),
});

const PATIENCE_MS = 10_000;

/**
 * What an installation knows of entries that were not sealed when their proof was made. It learns their hashes.
 * @param installation its address
 */
export function askInstallation(installation: string): AskPaths {
  const address = new URL('api/v1/verification/audit-paths', installation.replace(/\/?$/, '/'));
  return async (recordId, entries) => {
    const response = await fetch(address, {
      ...{ method: 'POST', headers: { 'content-type': 'application/json' } },
      ...{ body: JSON.stringify({ recordId, entries }), signal: AbortSignal.timeout(PATIENCE_MS) },
    });
    if (!response.ok) throw new Error(`${address.host} answers ${response.status}.`);
    return readAnswer(await response.json());
  };
}

/** @throws for what is no answer */
export function readAnswer(value: unknown): Awaited<ReturnType<AskPaths>> {
  const { items } = answerSchema.parse(value);
  return new Map(items.map(({ sequence, ...path }) => [sequence, path]));
}
