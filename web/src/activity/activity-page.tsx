import { Anchor } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type ActivityFilter, activityQuery } from '../api/activity.ts';
import { itemsOf } from '../api/paging.ts';
import { useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { WaitingIcon } from '../ui/icons.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './activity.module.css';
import { ActivityFilters } from './activity-filters.tsx';
import { ActivityItem } from './activity-item.tsx';
import { ExportLinks } from './export-links.tsx';
import { useActivityFilter } from './use-activity-filter.ts';

/** The organisation's audit trail over all its records, the latest first; its filters stand in the address. */
export function ActivityPage() {
  const { activity: words, certificates, navigation } = useText();
  const { scopes } = useMe();
  const filter = useActivityFilter();
  return (
    <Page title={words.title} lead={words.lead} actions={<ExportLinks filter={filter} />}>
      <ActivityFilters />
      {scopes.includes('certificate:read') && (
        <p className={classes.elsewhere}>
          {navigation.certificates}:{' '}
          <Anchor component={Link} to="/certificates?forwarded=yes" inherit>
            {certificates.wasForwarded}
          </Anchor>{' '}
          ·{' '}
          <Anchor component={Link} to="/certificates?forwarded=no" inherit>
            {certificates.wasNotForwarded}
          </Anchor>
        </p>
      )}
      <Events filter={filter} />
    </Page>
  );
}

function Events({ filter }: { readonly filter: ActivityFilter }) {
  const text = useText();
  const { activity: words } = text;
  const query = useInfiniteQuery(activityQuery(filter));
  const isFiltered = Object.values(filter).some((value) => value !== undefined);
  return (
    <QueryView query={query}>
      {(data) => {
        const items = itemsOf(data);
        const nothing = isFiltered ? words.nothingFound : words.empty;
        if (items.length === 0) {
          return (
            <Empty icon={<WaitingIcon size={40} />} title={nothing.title}>
              {nothing.lead}
            </Empty>
          );
        }
        return (
          <>
            <ol className={classes.events} aria-label={words.title}>
              {items.map((event) => (
                <ActivityItem key={`${event.record.recordId} ${event.sequence}`} event={event} />
              ))}
            </ol>
            <MoreButton paging={query} />
          </>
        );
      }}
    </QueryView>
  );
}
