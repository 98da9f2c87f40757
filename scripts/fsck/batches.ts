import { verifyBatchRoot } from '../../core/batch-root.ts';
import { decodeBatchHeader } from '../../core/entry.ts';
import { BatchRoot, type SignerId } from '../../core/ids.ts';
import { buildTree, type MerkleTree } from '../../core/merkle.ts';
import { signerIdOfJwk, type Verifiers } from '../../core/signer.ts';
import { sha256 } from '../../server/records/sha256.ts';
import { batchedEntries, checkEntry, type EntryRow, nameOf } from './entries.ts';
import type { Findings } from './findings.ts';
import type { Source } from './source.ts';

export interface RebuiltBatch {
  readonly number: number;
  /** Of the entries as they are, whatever the row says. */
  readonly root: BatchRoot;
  /** Its transaction is said to be final. */
  readonly isFinal: boolean;
  /** Of its block, seconds since 1970. */
  readonly blockTime: number | null;
}

interface BatchRow {
  readonly number: number;
  readonly size: number;
  readonly root: Buffer;
  readonly previousRoot: Buffer;
  readonly header: Buffer;
  readonly rootSignature: string;
  readonly state: string | null;
  readonly blockTime: number | null;
}

interface Options {
  readonly source: Source;
  readonly findings: Findings;
  readonly verifiers: Verifiers;
  /** Who is to have signed; else whoever signed the first. */
  readonly operator: SignerId | undefined;
  /** Told of every entry on the way; waited for where it says so. */
  readonly seen: (row: EntryRow) => Promise<void> | undefined;
}

/** Rebuilds every batch from its raw entries, one in memory at a time, and holds it against what is stored of it. */
export async function* rebuiltBatches(options: Options): AsyncGenerator<RebuiltBatch> {
  const { source, findings } = options;
  const pages = batchedEntries(source);
  let [page, at]: [readonly EntryRow[], number] = [[], 0];
  const turned = async (): Promise<EntryRow | undefined> => {
    const next = await pages.next();
    [page, at] = [next.done === true ? [] : next.value, 0];
    return page[0];
  };
  let before: { number: number; root: BatchRoot } = { number: 0, root: BatchRoot.of(Buffer.alloc(32)) };
  let operator = options.operator;
  for await (const batch of batchRows(source)) {
    const rows: EntryRow[] = [];
    const leaves: Buffer[] = [batch.header];
    for (;;) {
      const row = page[at] ?? (await turned());
      if (row === undefined || (row.batch ?? 0) > batch.number) break;
      at++;
      if (row.batch !== batch.number) {
        findings.add('leaf', `${nameOf(row)}, batch ${row.batch}`);
        continue;
      }
      rows.push(row);
      leaves.push(checkEntry(row, findings));
      const waiting = options.seen(row);
      if (waiting !== undefined) await waiting;
    }
    const where = `batch ${batch.number}`;
    if (batch.number !== before.number + 1) findings.add('order', where);
    if (leaves.length !== batch.size || rows.some((row, index) => row.leafIndex !== index + 1))
      findings.add('leaf', where);
    const tree = buildTree(leaves, { sha256 });
    if (!Buffer.from(BatchRoot.bytes(tree.root)).equals(batch.root)) findings.add('root', where);
    else checkPaths(rows, tree, findings);
    if (BatchRoot.of(batch.previousRoot) !== before.root) findings.add('order', where);
    operator = await checkHeader(batch, options, operator);
    before = { number: batch.number, root: tree.root };
    yield {
      number: batch.number,
      root: tree.root,
      isFinal: batch.state === 'final',
      blockTime: batch.blockTime,
    };
  }
  for (let row = page[at] ?? (await turned()); row !== undefined; row = page[++at] ?? (await turned()))
    findings.add('leaf', `${nameOf(row)}, batch ${row.batch}`);
}

async function* batchRows(source: Source): AsyncGenerator<BatchRow> {
  for (let after = 0; ; ) {
    const rows = await source.rows<BatchRow>(
      `SELECT b.number, b.size, b.root, b.previous_root AS "previousRoot", b.header, b.root_signature AS "rootSignature",
         t.state, t.block_time AS "blockTime"
       FROM batches b LEFT JOIN chain_transactions t ON t.id = b.transaction_id
       WHERE b.number > $1 ORDER BY b.number LIMIT 1000`,
      [after],
    );
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.number;
  }
}

function checkPaths(rows: readonly EntryRow[], tree: MerkleTree, findings: Findings): void {
  for (const row of rows) {
    const { leafIndex, path } = row;
    const isPlace = leafIndex !== null && leafIndex < tree.size;
    if (!isPlace || path === null || !path.equals(tree.pathBytes(leafIndex)))
      findings.add('path', nameOf(row));
  }
}

/** @returns who signs the roots */
async function checkHeader(
  batch: BatchRow,
  { findings, verifiers }: Options,
  operator: SignerId | undefined,
): Promise<SignerId | undefined> {
  const where = `batch ${batch.number}`;
  const root = BatchRoot.of(batch.root);
  const previousRoot = BatchRoot.of(batch.previousRoot);
  let named: SignerId | undefined;
  try {
    const header = decodeBatchHeader(batch.header);
    named = header.operator;
    const said = [header.number, header.previousRoot, header.count];
    if (said.join() !== [batch.number, previousRoot, batch.size].join()) findings.add('header', where);
  } catch {
    findings.add('header', where);
  }
  const expected = operator ?? named;
  try {
    const { statement, jwk } = await verifyBatchRoot(batch.rootSignature);
    const said = [statement.number, statement.size, statement.root, statement.previousRoot];
    const isTheirs = signerIdOfJwk(jwk, verifiers) === expected && named === expected;
    if (!isTheirs || said.join() !== [batch.number, batch.size, root, previousRoot].join())
      findings.add('root-signature', where);
  } catch {
    findings.add('root-signature', where);
  }
  return expected;
}
