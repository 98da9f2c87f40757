import type { InfiniteData } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { itemsOf, type PageOf } from '../api/paging.ts';
import { Empty } from './notice.tsx';
import { type Query, QueryView } from './query-view.tsx';

interface ItemsViewProps<Item> {
  readonly query: Query<InfiniteData<PageOf<Item>, unknown>>;
  /** As of `QueryView`. */
  readonly lines?: number;
  readonly icon: ReactNode;
  /** What is said where there are none. */
  readonly nothing: { readonly title: string; readonly lead: string };
  readonly children: (items: readonly Item[]) => ReactNode;
}

/** The items of a list that were asked for so far, or why there are none. */
export function ItemsView<Item>({ query, lines, icon, nothing, children }: ItemsViewProps<Item>) {
  return (
    <QueryView query={query} {...(lines !== undefined && { lines })}>
      {(data) => {
        const items = itemsOf(data);
        if (items.length > 0) return children(items);
        return (
          <Empty icon={icon} title={nothing.title}>
            {nothing.lead}
          </Empty>
        );
      }}
    </QueryView>
  );
}
