import { SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { undertakingsQuery } from '../api/undertakings.ts';
import { useMay } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { DocumentIcon, UnknownIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { useFilter } from '../ui/use-filter.ts';
import { UndertakingItem } from './undertaking-item.tsx';
import classes from './undertakings.module.css';

const states = { waiting: 'given', 'in-force': 'accepted', all: undefined } as const;
type Shown = keyof typeof states;
const isShown = (value: string | undefined): value is Shown => value !== undefined && value in states;

/** What exporters undertook towards a chamber: to be accepted or refused. */
export function UndertakingsPage() {
  const { undertakings: words, desk, ui } = useText();
  const mayDecide = useMay('certificate:issue');
  const [chosen, setChosen] = useFilter('shown');
  const shown = isShown(chosen) ? chosen : 'waiting';
  const query = useInfiniteQuery({ ...undertakingsQuery(states[shown]), enabled: mayDecide });
  if (!mayDecide) {
    return (
      <Empty icon={<UnknownIcon size={36} />} isPage title={ui.notPermitted.title}>
        {ui.notPermitted.lead}
      </Empty>
    );
  }
  return (
    <Page title={words.title} lead={words.chamberLead} parent={{ to: '/desk', name: desk.title }}>
      <SegmentedControl
        aria-label={words.shown}
        value={shown}
        onChange={(value) => setChosen(value === 'waiting' ? undefined : value)}
        data={[
          { value: 'waiting', label: words.waiting },
          { value: 'in-force', label: words.inForce },
          { value: 'all', label: words.all },
        ]}
        className={classes.filter ?? ''}
      />
      <ItemsView query={query} lines={6} icon={<DocumentIcon size={40} />} nothing={words.noneHere}>
        {(items) => (
          <ul className={`${classes.items} ${classes.frame}`}>
            {items.map((undertaking) => (
              <UndertakingItem key={undertaking.id} undertaking={undertaking} />
            ))}
            {query.hasNextPage && (
              <li className={classes.foot}>
                <MoreButton paging={query} />
              </li>
            )}
          </ul>
        )}
      </ItemsView>
    </Page>
  );
}
