import { Button } from '@mantine/core';
import { useText } from '../text/text.tsx';

export interface Paging {
  readonly hasNextPage: boolean;
  readonly isFetchingNextPage: boolean;
  readonly fetchNextPage: () => unknown;
}

/** Below what is listed, while there is more of it. */
export function MoreButton({ paging }: { readonly paging: Paging }) {
  const { ui } = useText();
  if (!paging.hasNextPage) return null;
  return (
    <Button
      variant="subtle"
      size="sm"
      loading={paging.isFetchingNextPage}
      onClick={() => void paging.fetchNextPage()}
    >
      {ui.showMore}
    </Button>
  );
}
