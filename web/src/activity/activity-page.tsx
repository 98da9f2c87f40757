import { Anchor } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type ActivityFilter, activityQuery } from '../api/activity.ts';
import { useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { WaitingIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Page } from '../ui/page.tsx';
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
    <ItemsView
      query={query}
      icon={<WaitingIcon size={40} />}
      nothing={isFiltered ? words.nothingFound : words.empty}
    >
      {(items) => (
        <>
          <ol className={classes.events} aria-label={words.title}>
            {items.map((event) => (
              <ActivityItem key={`${event.record.recordId} ${event.sequence}`} event={event} />
            ))}
          </ol>
          <MoreButton paging={query} />
        </>
      )}
    </ItemsView>
  );
}
