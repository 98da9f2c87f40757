import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ActivityFilter, activityQuery } from '../api/activity.ts';
import { itemsOf } from '../api/paging.ts';
import { useText } from '../text/text.tsx';
import { WaitingIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { useFilter } from '../ui/use-filter.ts';
import classes from './activity.module.css';
import { ActivityItem } from './activity-item.tsx';
import { OrganisationFilter } from './organisation-filter.tsx';
import { periodOf } from './period.ts';

const kinds = ['certificate', 'pouch', 'document', 'share', 'handover', 'record'] as const;
type Kind = (typeof kinds)[number];
const isKind = (value: string | undefined): value is Kind => kinds.some((kind) => kind === value);
const isId = (value: string | undefined): boolean =>
  /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(value ?? '');

/** The organisation's audit trail over all its records, the latest first; its filters stand in the address. */
export function ActivityPage() {
  const { activity: words } = useText();
  const [from, setFrom] = useFilter('from');
  const [to, setTo] = useFilter('to');
  const [typed, setKind] = useFilter('type');
  const [who, setOrganisation] = useFilter('organisation');
  const kind = isKind(typed) ? typed : undefined;
  const organisation = isId(who) ? who : undefined;
  return (
    <Page title={words.title} lead={words.lead}>
      <search className={classes.filters}>
        <TextInput
          type="date"
          label={words.from}
          value={from ?? ''}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput
          type="date"
          label={words.to}
          value={to ?? ''}
          onChange={(event) => setTo(event.currentTarget.value)}
        />
        <NativeSelect
          label={words.kind}
          value={kind ?? ''}
          onChange={(event) => setKind(event.currentTarget.value)}
          data={[
            { value: '', label: words.anything },
            ...kinds.map((value) => ({ value, label: words.kinds[value] })),
          ]}
        />
        <OrganisationFilter value={organisation} onChange={setOrganisation} />
      </search>
      <Events filter={{ organisation, type: kind, ...periodOf(from, to) }} />
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
            {query.hasNextPage && (
              <Button
                variant="subtle"
                size="sm"
                loading={query.isFetchingNextPage}
                onClick={() => void query.fetchNextPage()}
              >
                {text.ui.showMore}
              </Button>
            )}
          </>
        );
      }}
    </QueryView>
  );
}
