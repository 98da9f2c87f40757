import type { Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { fromTrailCursor } from './activity-query.ts';
import { activityPage, type ProvenActivity, toProven } from './activity-views.ts';
import type { TrailWish } from './trail-lines-store.ts';

/** What a request that lasts is read by. */
export interface Reading {
  read<T>(work: (trx: Trx) => Promise<T>): Promise<T>;
  stillMay(): Promise<boolean>;
}

export interface ExportPage {
  readonly lines: readonly ProvenActivity[];
  /** Of the last page: whether more would fit than may be exported at once. */
  readonly isCut: boolean;
}

const pageSize = 200;

/**
 * The lines that fit, page by page, each read in a transaction of its own, so that a long export holds neither memory nor
 * a connection; the next page is read when the one before was sent. Ends early when whoever asked may no longer.
 */
export async function* exportPages(
  { read, stillMay }: Reading,
  wish: TrailWish,
  most: number,
): AsyncGenerator<ExportPage> {
  let left = most;
  for (let after: string | undefined; ; ) {
    const page = {
      limit: Math.min(pageSize, left),
      after: after === undefined ? undefined : fromTrailCursor(after),
    };
    const { items, next } = await read((trx) => activityPage(trx, wish, page, toProven));
    left -= page.limit;
    yield { lines: items, isCut: next !== null && left <= 0 };
    if (next === null || left <= 0) return;
    if (!(await stillMay())) throw problem('not_signed_in');
    after = next;
  }
}
