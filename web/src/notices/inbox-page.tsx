import { Anchor, Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Notice, noticesQuery, readNotices, unreadQuery } from '../api/notices.ts';
import { itemsOf } from '../api/paging.ts';
import { useAct } from '../api/use-act.ts';
import { useFormat, useText } from '../text/text.tsx';
import { BellIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { useFilter } from '../ui/use-filter.ts';
import { byDay, dayOf } from './by-day.ts';
import { NoticeItem } from './notice-item.tsx';
import classes from './notices.module.css';

/** What others did that concerns us, day by day, the latest first. */
export function InboxPage() {
  const text = useText();
  const { notices: words } = text;
  const [chosen, setChosen] = useFilter('shown');
  const only = chosen === 'unread' ? 'unread' : undefined;
  const query = useInfiniteQuery(noticesQuery(only));
  const { data: unread } = useQuery(unreadQuery);
  const reading = useAct(readNotices);
  const latest = query.data === undefined ? undefined : itemsOf(query.data)[0]?.id;
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        <Button
          variant="default"
          size="sm"
          disabled={latest === undefined || unread === undefined || unread.count === 0}
          loading={reading.isActing}
          onClick={() => latest !== undefined && reading.act({ until: latest })}
        >
          {words.readAll}
        </Button>
      }
    >
      <div className={classes.bar}>
        <SegmentedControl
          aria-label={words.shown}
          value={only ?? 'all'}
          onChange={(value) => setChosen(value === 'all' ? undefined : value)}
          data={[
            { value: 'all', label: words.all },
            { value: 'unread', label: words.unread },
          ]}
        />
        <Anchor component={Link} to="/inbox/settings" size="sm">
          {words.settings}
        </Anchor>
      </div>
      <ProblemAlert problem={reading.problem} />
      <ItemsView
        query={query}
        lines={10}
        icon={<BellIcon size={40} />}
        nothing={only === undefined ? words.empty : words.nothingUnread}
      >
        {(items) => (
          <>
            <Days notices={items} />
            <MoreButton paging={query} />
          </>
        )}
      </ItemsView>
    </Page>
  );
}

function Days({ notices }: { readonly notices: readonly Notice[] }) {
  const { notices: words } = useText();
  const format = useFormat();
  const now = new Date();
  const known: Readonly<Record<string, string>> = {
    [dayOf(now)]: words.today,
    [dayOf(new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1))]: words.yesterday,
  };
  return byDay(notices).map(({ day, things }) => {
    const name = known[day] ?? format.date(`${day}T12:00`);
    return (
      <section key={`${day} ${things[0]?.id}`}>
        <h2 className={classes.day}>{name}</h2>
        <ol className={classes.notices} aria-label={name}>
          {things.map((notice) => (
            <NoticeItem key={notice.id} notice={notice} />
          ))}
        </ol>
      </section>
    );
  });
}
