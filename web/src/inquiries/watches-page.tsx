import { Anchor, Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { endWatch, type Watch, watchesQuery } from '../api/inquiries.ts';
import { useAct } from '../api/use-act.ts';
import { useMay } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { BellIcon, UnknownIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { Cell, type Column, List, Row } from '../ui/list.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Toolbar } from '../ui/toolbar.tsx';
import { useFilter } from '../ui/use-filter.ts';
import classes from './inquiries.module.css';

const tones: Readonly<Record<Watch['status'], Tone>> = {
  active: 'good',
  verified: 'good',
  disputed: 'wait',
  refused: 'bad',
  acquitted: 'still',
  expired: 'wait',
  closed: 'still',
  superseded: 'bad',
  revoked: 'bad',
};

/** Certificates that we checked, and want to be told of when they change. */
export function WatchesPage() {
  const text = useText();
  const words = text.inquiries;
  const maySee = useMay('record:read');
  const [show, setShow] = useFilter('show');
  const query = useInfiniteQuery(watchesQuery(show === 'changed'));
  const ending = useAct(endWatch);
  if (!maySee) {
    return (
      <Empty icon={<UnknownIcon size={36} />} title={text.ui.notPermitted.title} isPage>
        {text.ui.notPermitted.lead}
      </Empty>
    );
  }
  return (
    <Page
      title={words.watches}
      lead={words.watchesLead}
      actions={
        <Anchor component={Link} to="/verifications">
          {words.title}
        </Anchor>
      }
    >
      <Toolbar>
        <SegmentedControl
          aria-label={words.which}
          value={show === 'changed' ? show : 'all'}
          onChange={(value) => setShow(value === 'changed' ? value : undefined)}
          data={[
            { value: 'all', label: words.all },
            { value: 'changed', label: words.changed },
          ]}
        />
      </Toolbar>
      <ProblemAlert problem={ending.problem} />
      <ItemsView
        query={query}
        icon={<BellIcon size={40} />}
        nothing={show === 'changed' ? words.nothingChanged : words.noWatches}
      >
        {(items) => <Watches items={items} paging={query} onEnd={ending.act} endingId={ending.given} />}
      </ItemsView>
    </Page>
  );
}

interface WatchesProps {
  readonly items: readonly Watch[];
  readonly paging: Parameters<typeof List>[0]['paging'];
  readonly onEnd: (id: string) => void;
  readonly endingId: string | undefined;
}

function Watches({ items, paging, onEnd, endingId }: WatchesProps) {
  const text = useText();
  const format = useFormat();
  const words = text.inquiries;
  const columns: readonly Column[] = [
    { name: words.what },
    { name: words.state },
    { name: words.until, keep: 'tablet' },
    { name: words.end },
  ];
  return (
    <List label={words.watches} columns={columns} {...(paging !== undefined && { paging })}>
      {items.map(({ id, number, reference, status, reason, changedAt, createdBy, endsAt }) => {
        const name = number ?? reference ?? words.record;
        return (
          <Row key={id}>
            <Cell>
              {name}
              {reference !== null && reference !== name && <p className={classes.quiet}>{reference}</p>}
            </Cell>
            <Cell>
              <Mark tone={tones[status]}>{words.standings[status]}</Mark>
              {changedAt !== null && (
                <p className={classes.quiet}>
                  {format.inLine([
                    format.dateTime(changedAt),
                    reason === null ? '' : (text.reasons[reason] ?? reason),
                  ])}
                </p>
              )}
            </Cell>
            <Cell keep="tablet" quiet>
              {words.untilBy(format.date(endsAt), createdBy)}
            </Cell>
            <Cell>
              <Button
                variant="default"
                size="xs"
                loading={endingId === id}
                aria-description={name}
                onClick={() => onEnd(id)}
              >
                {words.end}
              </Button>
            </Cell>
          </Row>
        );
      })}
    </List>
  );
}
