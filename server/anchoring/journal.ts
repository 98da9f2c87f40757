import type { Database } from '../database/database.ts';
import type { JournalEntry } from '../embedded/block-player.ts';

const ROWS = 500;

/**
 * Everything that the embedded chain has mined, in the order of its blocks: what a new process of it replays.
 * A transaction that reverted is in it too, for it used up a nonce and a block. What was sent but not yet known to
 * be mined is not, and the sender mines it again at the time that it was given first.
 */
export async function* chainJournal(database: Database): AsyncGenerator<JournalEntry> {
  for (let after = -1; ; ) {
    const rows = await database.asSystem((trx) =>
      trx
        .selectFrom('chain_transactions')
        .select(['nonce', 'raw', 'block_time as blockTime'])
        .where('block_time', 'is not', null)
        .where('nonce', '>', after)
        .orderBy('nonce')
        .limit(ROWS)
        .execute(),
    );
    for (const { raw, blockTime } of rows) yield { raw, blockTime: Number(blockTime) };
    const last = rows.at(-1);
    if (last === undefined) return;
    after = last.nonce;
  }
}
