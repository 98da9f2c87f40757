import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type Box, handoversQuery } from '../api/handovers.ts';
import { itemsOf } from '../api/paging.ts';
import { useText } from '../text/text.tsx';
import { HandoverIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { useFilter } from '../ui/use-filter.ts';
import { HandoverItem } from './handover-item.tsx';
import classes from './handovers.module.css';

export function HandoversPage() {
  const { handovers: words, ui } = useText();
  const [chosen, setChosen] = useFilter('box');
  const box: Box = chosen === 'outgoing' ? 'outgoing' : 'incoming';
  const query = useInfiniteQuery(handoversQuery(box));
  return (
    <Page title={words.title} lead={words.lead}>
      <SegmentedControl
        aria-label={words.box}
        value={box}
        onChange={(value) => setChosen(value === 'outgoing' ? value : undefined)}
        data={[
          { value: 'incoming', label: words.incoming },
          { value: 'outgoing', label: words.outgoing },
        ]}
        className={classes.boxes ?? ''}
      />
      <QueryView query={query}>
        {(data) => {
          const items = itemsOf(data);
          const empty = box === 'incoming' ? words.emptyIncoming : words.emptyOutgoing;
          if (items.length === 0) {
            return (
              <Empty icon={<HandoverIcon size={40} />} title={empty.title}>
                {empty.lead}
              </Empty>
            );
          }
          return (
            <ul className={classes.list}>
              {items.map((handover) => (
                <HandoverItem key={handover.id} handover={handover} box={box} />
              ))}
              {query.hasNextPage && (
                <li className={classes.more}>
                  <Button variant="subtle" size="sm" onClick={() => void query.fetchNextPage()}>
                    {ui.showMore}
                  </Button>
                </li>
              )}
            </ul>
          );
        }}
      </QueryView>
    </Page>
  );
}
