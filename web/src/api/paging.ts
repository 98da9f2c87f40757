import type { InfiniteData } from '@tanstack/react-query';

export interface PageOf<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

/** How every list of the API is paged: the `next` of one page is the `after` of the next. */
export const paging = {
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last: PageOf<unknown>) => last.next ?? undefined,
};

export const itemsOf = <Item>(data: InfiniteData<PageOf<Item>, unknown>): Item[] =>
  data.pages.flatMap((page) => page.items);
