import { z } from 'zod';
import type { OpenEntry } from '../../core/completion.ts';
import { BatchRoot, EntryHash, NodeHash, RecordId } from '../../core/ids.ts';
import type { AuditPath } from '../../core/merkle.ts';
import type { AppContext } from '../context.ts';
import type { Trx } from '../database/database.ts';
import { type Route, route } from '../http/route.ts';
import { nodesOf, toBytes } from '../records/bytes.ts';
import { verificationStore } from './verification-store.ts';

const sequence = z.int().nonnegative();

/** No more than a few are asked of one proof: its first event, and the one that it is about. */
const mostEntries = 10;

const pathSchema = z
  .strictObject({
    sequence,
    index: z.int().nonnegative(),
    size: z.int().nonnegative(),
    path: z.array(NodeHash.schema),
    root: BatchRoot.schema,
  })
  .meta({ id: 'AuditPath' });

/**
 * The audit paths that a proof lacks which was taken before it was sealed. Whoever has the proof knows the hash of its
 * entries, and nobody else does: salts are in them. Nothing is told but where these hashes stand in the tree.
 */
export function createPathRoutes({ database }: Pick<AppContext, 'database'>): Route[] {
  return [
    route({
      method: 'post',
      path: '/verification/audit-paths',
      tag: 'Verification',
      summary: 'The audit paths of entries that were not sealed when their proof was made',
      access: 'anyone',
      guarded: 'verification',
      body: z.strictObject({
        recordId: RecordId.schema,
        entries: z
          .array(z.strictObject({ sequence, entryHash: EntryHash.schema }))
          .min(1)
          .max(mostEntries),
      }),
      responses: {
        200: {
          description: 'Of those that are sealed by now; of an unknown entry, or a wrong hash, nothing.',
          schema: z.strictObject({ items: z.array(pathSchema) }),
        },
      },
      handler: async ({ body: { recordId, entries } }) => {
        const paths = await database.asSystem((trx) => pathsOf(trx, recordId, entries));
        const items = [...paths].map(([at, { path, ...rest }]) => ({
          sequence: at,
          ...rest,
          path: [...path],
        }));
        return { status: 200, body: { items } };
      },
    }),
  ];
}

/** By sequence; only of entries whose hash is named. As the system. */
export async function pathsOf(
  system: Trx,
  recordId: RecordId,
  entries: readonly OpenEntry[],
): Promise<ReadonlyMap<number, AuditPath>> {
  const rows = await verificationStore.pathsOf(
    system,
    toBytes(recordId),
    entries.map((entry) => entry.sequence),
  );
  const named = new Map(entries.map((entry) => [entry.sequence, entry.entryHash]));
  return new Map(
    rows.flatMap(({ entryHash, path, root, index, size, ...row }) =>
      path === null || root === null || index === null || size === null
        ? []
        : named.get(row.sequence) === EntryHash.of(entryHash)
          ? [[row.sequence, { index, size, path: nodesOf(path), root: BatchRoot.of(root) }] as const]
          : [],
    ),
  );
}
