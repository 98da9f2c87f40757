import { type ChainReader, ChainUnavailableError } from '../../core/chain.ts';
import { createChainReader } from '../../core/chain-reader.ts';
import { decodeBatchHeader } from '../../core/entry.ts';
import type { SignerId } from '../../core/ids.ts';
import type { Deployment } from '../../core/trust.ts';
import { registryDomain } from '../../core/typed-data.ts';
import { createJsonRpc, RpcUnavailable } from '../../server/chain/json-rpc.ts';
import type { ContentStore } from '../../server/content/content-store.ts';
import { rebuiltBatches } from './batches.ts';
import { checkBlocks } from './blocks.ts';
import { checkEntry, waitingEntries } from './entries.ts';
import { createFindings, type Finding, type Findings } from './findings.ts';
import { type Asked, checkSlots, checkTransactions, createAnchorCheck } from './on-chain.ts';
import { createSignatureCheck } from './signatures.ts';
import type { Source } from './source.ts';
import { checkGenesis, checkTrails } from './trails.ts';

export interface FsckOptions {
  readonly source: Source;
  /** The contracts that hold the anchors, as the auditor trusts them. */
  readonly deployment: Deployment;
  /** Whose signature the roots are to bear; else whoever signed the first, throughout. */
  readonly operator?: SignerId | undefined;
  /** Of any node of the chain; undefined: it is not asked. */
  readonly rpcUrl?: string | undefined;
  readonly signatures?: boolean;
  /** Where the files lie that are to be read. */
  readonly content?: ContentStore | undefined;
}

export interface FsckResult {
  readonly events: number;
  readonly waitingEvents: number;
  readonly batches: number;
  readonly records: number;
  readonly erased: number;
  /** Null: not asked for. */
  readonly files: number | null;
  readonly signatures: boolean;
  /** What the chain said; a text: why it could not be asked. */
  readonly chain: Asked | string;
  readonly findings: readonly Finding[];
}

/**
 * Rebuilds everything that can be rebuilt from the raw entries of a snapshot and compares it with what is stored and with
 * the chain. Nothing is written; one batch is in memory at a time.
 */
export async function fsck(options: FsckOptions): Promise<FsckResult> {
  const { source, deployment, rpcUrl } = options;
  const findings = createFindings();
  const rpc = rpcUrl === undefined ? undefined : createJsonRpc({ url: rpcUrl });
  try {
    const chain = rpc === undefined ? undefined : createChainReader(rpc);
    const asked = createAsking(chain);
    const anchors = chain && createAnchorCheck(chain, deployment, findings);
    const entries = await checkEntries(options, findings, async (batch) => {
      await asked.ask(async () => anchors?.add(batch));
    });
    await asked.ask(async () => anchors?.flush());
    await checkTrails(source, findings);
    const records = await checkGenesis(
      source,
      findings,
      registryDomain(deployment.chainId, deployment.contracts.recordRegistry),
    );
    await asked.ask((reader) => checkSlots(source, reader, deployment, findings));
    if (rpc !== undefined) await asked.ask(() => checkTransactions(source, rpc, findings));
    const files = options.content === undefined ? null : await checkBlocks(source, options.content, findings);
    return {
      ...entries,
      ...{ records, files, signatures: options.signatures === true },
      chain: asked.failure() ?? anchors?.asked ?? 'not asked',
      findings: findings.list(),
    };
  } finally {
    rpc?.close();
  }
}

/** Goes on without the chain once it does not answer: what the entries say by themselves is worth knowing. */
function createAsking(chain: ChainReader | undefined) {
  let failure: string | undefined;
  return {
    failure: () => failure,
    async ask(work: (chain: ChainReader) => Promise<unknown>): Promise<void> {
      if (chain === undefined || failure !== undefined) return;
      try {
        await work(chain);
      } catch (error) {
        if (!(error instanceof ChainUnavailableError || error instanceof RpcUnavailable)) throw error;
        failure = error.message;
      }
    },
  };
}

/** Whoever signed the first root. */
async function operatorOf(source: Source): Promise<SignerId | undefined> {
  const [first] = await source.rows<{ header: Buffer }>('SELECT header FROM batches ORDER BY number LIMIT 1');
  return first === undefined ? undefined : decodeBatchHeader(first.header).operator;
}

async function checkEntries(
  options: FsckOptions,
  findings: Findings,
  rebuilt: (batch: Parameters<ReturnType<typeof createAnchorCheck>['add']>[0]) => Promise<void>,
) {
  const { source, deployment, operator } = options;
  const { verifiers } = deployment;
  const signatures =
    options.signatures === true
      ? await createSignatureCheck({
          source,
          findings,
          verifiers,
          operator: operator ?? (await operatorOf(source)),
        })
      : undefined;
  const counts = { events: 0, waitingEvents: 0, batches: 0, erased: 0 };
  const seen = (row: { readonly jws: string | null }) => {
    counts.events++;
    if (row.jws === null) counts.erased++;
  };
  try {
    const batches = rebuiltBatches({
      ...{ source, findings, verifiers, operator },
      seen: (row) => {
        seen(row);
        return signatures?.add(row);
      },
    });
    for await (const batch of batches) {
      counts.batches++;
      await rebuilt(batch);
    }
    for await (const page of waitingEntries(source)) {
      for (const row of page) {
        seen(row);
        counts.waitingEvents++;
        checkEntry(row, findings);
        await signatures?.add(row);
      }
    }
  } finally {
    await signatures?.end();
  }
  return counts;
}
