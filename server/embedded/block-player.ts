import type { JsonRpc, RpcCall } from '../chain/json-rpc.ts';

/** One block of the embedded chain: a raw signed transaction and the time of the block that it was mined in. */
export interface JournalEntry {
  readonly raw: string;
  /** Seconds since 1970; never less than the entry's before. */
  readonly blockTime: number;
}

const BLOCKS_PER_REQUEST = 100;

const callsOf = ({ raw, blockTime }: JournalEntry): RpcCall[] => [
  { method: 'evm_setNextBlockTimestamp', params: [blockTime] },
  { method: 'eth_sendRawTransaction', params: [raw] },
];

/** Mines one transaction in a block of its own. @throws RpcError when the chain refuses it */
export async function mineBlock(rpc: JsonRpc, entry: JournalEntry): Promise<void> {
  await rpc.batch(callsOf(entry));
}

/**
 * Mines each transaction in a block of its own at the given time, in order. Replaying the same journal gives the
 * same chain: addresses, block numbers, times. A transaction that reverts is mined all the same.
 * @returns the number of blocks.
 * @throws RpcError when the chain refuses one (wrong nonce, time below the last block's): the chain then ends there.
 */
export async function playBlocks(rpc: JsonRpc, journal: AsyncIterable<JournalEntry>): Promise<number> {
  let played = 0;
  let block: JournalEntry[] = [];
  const play = async () => {
    await rpc.batch(block.flatMap(callsOf));
    played += block.length;
    block = [];
  };
  for await (const entry of journal) {
    if (block.push(entry) === BLOCKS_PER_REQUEST) await play();
  }
  if (block.length > 0) await play();
  return played;
}

/**
 * Replays the whole journal on a new chain, checks that the chain's head is the journal's, and sets the clock:
 * after blocks with given times it goes on from the last one, as if the time since had not passed.
 * @throws when the head differs: the journal has a gap or belongs to another chain.
 */
export async function replay(rpc: JsonRpc, journal: AsyncIterable<JournalEntry>): Promise<number> {
  let last: JournalEntry | undefined;
  const watched = async function* () {
    for await (const entry of journal) {
      last = entry;
      yield entry;
    }
  };
  const blocks = await playBlocks(rpc, watched());
  const head = await blockHeader(rpc, 'latest');
  const expected = last?.blockTime ?? head.timestamp;
  if (head.number !== blocks || head.timestamp !== expected) {
    throw new Error(
      `The replayed chain ends at block ${head.number}, time ${head.timestamp}; ` +
        `the journal at block ${blocks}, time ${expected}.`,
    );
  }
  const pending = await blockHeader(rpc, 'pending');
  const behind = Math.floor(Date.now() / 1000) - pending.timestamp;
  if (behind > 0) await rpc.call('evm_increaseTime', [behind]);
  return blocks;
}

async function blockHeader(rpc: JsonRpc, tag: string): Promise<{ number: number; timestamp: number }> {
  const block = (await rpc.call('eth_getBlockByNumber', [tag, false])) as {
    number: string | null;
    timestamp: string;
  };
  return { number: Number(block.number ?? -1), timestamp: Number(block.timestamp) };
}
