import { ContentError, type ContentStore } from '../../server/content/content-store.ts';
import type { Findings } from './findings.ts';
import type { Source } from './source.ts';

/**
 * Reads every stored file, whose blocks are held against their CID on the way, from every table that has a column `cid`.
 * @returns how many there are
 * @throws ContentError when the store does not answer
 */
export async function checkBlocks(
  source: Source,
  content: ContentStore,
  findings: Findings,
): Promise<number> {
  const tables = await source.rows<{ name: string }>(
    "SELECT table_name::text AS name FROM information_schema.columns WHERE table_schema = 'public' AND column_name = 'cid' ORDER BY 1",
  );
  let count = 0;
  for (const { name } of tables) {
    const rows = await source.rows<{ cid: string }>(
      `SELECT DISTINCT cid FROM "${name}" WHERE cid IS NOT NULL`,
    );
    for (const { cid } of rows) {
      count++;
      try {
        for await (const _ of content.get(cid));
      } catch (error) {
        if (!(error instanceof ContentError) || error.code === 'unavailable') throw error;
        findings.add('block', `${name} ${cid} (${error.code})`);
      }
    }
  }
  return count;
}
