import type { Hex } from '../../core/bytes.ts';
import type { Address } from '../../core/ids.ts';
import { type JsonRpc, RpcError } from '../chain/json-rpc.ts';
import type { Trx } from '../database/database.ts';
import type { ChainAccount, Fees } from './account.ts';
import { type Purpose, transactionStore } from './transaction-store.ts';

/** What a transaction does. */
export interface ChainCall {
  readonly to: Address | null;
  readonly data: Hex;
  /**
   * Enough for the call whatever comes before it in the same block. An estimate runs on the state of now: where an
   * earlier transaction of ours is still under way, what depends on it fails early there and looks cheap.
   */
  readonly leastGas: bigint;
  /**
   * A small part of a large call, to learn how dear gas is here: estimating the whole takes a node as long as
   * executing it twenty times.
   */
  readonly sample?: { readonly data: Hex; readonly leastGas: bigint };
}

/** A call with its price, asked of the chain before the database transaction that writes it down. */
export interface QuotedCall extends ChainCall {
  readonly gasLimit: bigint;
  readonly fees: Fees;
  /** Transactions that the account has sent so far, as the chain knows. */
  readonly chainCount: number;
}

export interface Outbox {
  quote(call: ChainCall): Promise<QuotedCall>;
  /**
   * Signs the call with the next nonce and writes it down; the sender does the rest. No network.
   * @returns the row's id in chain_transactions.
   * @throws a unique violation of the nonce when another process writes too: only the holder of the lock may.
   */
  enqueue(trx: Trx, purpose: Purpose, call: QuotedCall): Promise<number>;
}

/** EIP-7825: no transaction may ask for more. */
export const GAS_LIMIT_MAX = 2n ** 24n;

export function createOutbox(rpc: JsonRpc, account: ChainAccount): Outbox {
  return {
    async quote(call) {
      const { data, leastGas } = call.sample ?? call;
      const [estimate, fees, count] = await Promise.all([
        estimateGas(rpc, account, call.to, data),
        askFees(rpc),
        rpc.call('eth_getTransactionCount', [account.address, 'latest']),
      ]);
      const wanted = ((estimate ?? 0n) * 5n) / 4n;
      const needed = wanted <= leastGas ? call.leastGas : call.leastGas + (wanted - leastGas) * timesOf(call);
      const gasLimit = needed > GAS_LIMIT_MAX ? GAS_LIMIT_MAX : needed;
      return { ...call, gasLimit, fees, chainCount: Number(count) };
    },

    async enqueue(trx, purpose, { chainCount, ...call }) {
      // Ours counts on while transactions are under way; the chain's is ahead where the account was used elsewhere.
      const nonce = Math.max((await transactionStore.nextNonce(trx)) ?? 0, chainCount);
      const signed = await account.sign({ ...call, nonce });
      return transactionStore.insert(trx, { purpose, nonce, ...signed });
    },
  };
}

/** How many samples the call is worth, rounded up. */
const timesOf = ({ leastGas, sample }: ChainCall): bigint =>
  sample === undefined ? 1n : (leastGas + sample.leastGas - 1n) / sample.leastGas;

/** Null when the call fails as things stand: what it depends on may still be under way, and state decides later. */
async function estimateGas(
  rpc: JsonRpc,
  account: ChainAccount,
  to: Address | null,
  data: Hex,
): Promise<bigint | null> {
  const request = { from: account.address, data, ...(to !== null && { to }) };
  try {
    return BigInt((await rpc.call('eth_estimateGas', [request])) as string);
  } catch (error) {
    if (error instanceof RpcError) return null;
    throw error;
  }
}

/** Three times the base fee: enough for ten full blocks in a row, and what is not needed is not paid. */
async function askFees(rpc: JsonRpc): Promise<Fees> {
  const [block, tip] = await Promise.all([
    rpc.call('eth_getBlockByNumber', ['latest', false]) as Promise<{ baseFeePerGas?: string }>,
    // Chains without a fee market do not know the method.
    (rpc.call('eth_maxPriorityFeePerGas') as Promise<string>).catch((error: unknown) => {
      if (error instanceof RpcError) return '0x0';
      throw error;
    }),
  ]);
  if (block.baseFeePerGas === undefined) {
    return { kind: 'legacy', gasPrice: BigInt((await rpc.call('eth_gasPrice')) as string) };
  }
  const maxPriorityFeePerGas = BigInt(tip);
  return {
    kind: 'market',
    maxFeePerGas: 3n * BigInt(block.baseFeePerGas) + maxPriorityFeePerGas,
    maxPriorityFeePerGas,
  };
}
