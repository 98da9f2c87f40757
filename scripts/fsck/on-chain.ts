import { Transaction } from 'ethers';
import type { ChainReader, RecordState } from '../../core/chain.ts';
import { RecordId, SignerId } from '../../core/ids.ts';
import type { Deployment } from '../../core/trust.ts';
import type { JsonRpc } from '../../server/chain/json-rpc.ts';
import type { RebuiltBatch } from './batches.ts';
import type { Findings } from './findings.ts';
import type { Source } from './source.ts';

const atOnce = 500;
const noQuestions = { anchors: [], accreditations: [], states: [] } as const;

export interface Asked {
  /** Roots found on the chain. */
  anchored: number;
  /** Roots that are on their way, and said to be. */
  waiting: number;
}

/** Asks the chain for rebuilt roots, some hundreds at a time. @throws ChainUnavailableError */
export function createAnchorCheck(chain: ChainReader, deployment: Deployment, findings: Findings) {
  const asked: Asked = { anchored: 0, waiting: 0 };
  let open: RebuiltBatch[] = [];
  const flush = async (): Promise<void> => {
    const batches = open;
    open = [];
    const { latest } = await chain.read(deployment, {
      ...noQuestions,
      anchors: batches.map((batch) => batch.root),
    });
    for (const { number, root, isFinal, blockTime } of batches) {
      const anchor = latest.anchors.get(root) ?? null;
      if (anchor !== null) {
        asked.anchored++;
        // Anybody may have anchored it before us; nobody can later.
        if (blockTime !== null && anchor.time > blockTime) findings.add('anchor-time', `batch ${number}`);
      } else if (isFinal) findings.add('anchor', `batch ${number}, root ${root}`);
      else asked.waiting++;
    }
  };
  return {
    asked,
    async add(batch: RebuiltBatch): Promise<void> {
      if (open.push(batch) >= atOnce) await flush();
    },
    flush,
  };
}

interface SlotRow {
  readonly recordId: Buffer;
  readonly sequence: number;
  readonly status: string;
  readonly reason: number;
  readonly owner: Buffer;
}

/** Open acts excepted: of those the chain does not know yet. */
const slots = `SELECT r.record_id AS "recordId", r.chain_sequence AS sequence, r.status, r.reason, k.signer_id AS owner
  FROM records r JOIN organisation_keys k ON k.id = r.owner_key_id
  WHERE NOT EXISTS (SELECT FROM chain_acts a WHERE a.record_ids @> ARRAY[r.record_id] AND a.state NOT IN ('final', 'failed'))`;

/**
 * Whether the chain says of every record what the database says: how often it moved, whose it is, how it ended.
 * @throws ChainUnavailableError
 */
export async function checkSlots(
  source: Source,
  chain: ChainReader,
  deployment: Deployment,
  findings: Findings,
): Promise<void> {
  const differing = async (rows: readonly SlotRow[]): Promise<Buffer[]> => {
    const ids = rows.map((row) => RecordId.of(row.recordId));
    const { latest } = await chain.read(deployment, { ...noQuestions, states: ids });
    return rows
      .filter((row) => differs(row, latest.states.get(RecordId.of(row.recordId))))
      .map((row) => row.recordId);
  };
  for (let after: Buffer = Buffer.alloc(0); ; ) {
    const page = `${slots} AND r.record_id > $1 ORDER BY r.record_id LIMIT ${atOnce}`;
    const rows = await source.now<SlotRow>(page, [after]);
    const suspects = rows.length === 0 ? [] : await differing(rows);
    if (suspects.length > 0) {
      // What was handed over between the two questions is the same now.
      const again = await source.now<SlotRow>(`${slots} AND r.record_id = ANY($1)`, [suspects]);
      for (const recordId of await differing(again))
        findings.add('slot', `record 0x${recordId.toString('hex')}`);
    }
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.recordId;
  }
}

function differs(row: SlotRow, state: RecordState | undefined): boolean {
  if (state === undefined) return true;
  if (state.status === 'unknown') return row.status !== 'active' || row.sequence !== 0;
  return (
    state.status !== row.status ||
    state.sequence !== row.sequence ||
    state.reason !== row.reason ||
    (state.owner !== null && state.owner !== SignerId.of(row.owner))
  );
}

/** The operator's account has sent nothing that is not recorded: an outbox that was cut off, or an older copy of it. */
export async function checkTransactions(source: Source, rpc: JsonRpc, findings: Findings): Promise<void> {
  const [row] = await source.now<{ raw: string }>(
    "SELECT raw FROM chain_transactions WHERE raw <> '0x' ORDER BY nonce DESC LIMIT 1",
  );
  const from = row === undefined ? null : Transaction.from(row.raw).from;
  if (from === null) return;
  const sent = Number(await rpc.call('eth_getTransactionCount', [from, 'latest']));
  const [last] = await source.now<{ nonce: number }>('SELECT max(nonce) AS nonce FROM chain_transactions');
  if (sent > (last?.nonce ?? -1) + 1)
    findings.add('transactions', `from nonce ${(last?.nonce ?? -1) + 1} on`);
}
