import { Button, SegmentedControl } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type Delivery, type DeliveryState, deliveriesQuery } from '../api/webhooks.ts';
import { type Format, type Text, useFormat, useText } from '../text/text.tsx';
import { ActivityIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { Cell, type Column, List, Row } from '../ui/list.tsx';
import { Section } from '../ui/page.tsx';
import { useFilter } from '../ui/use-filter.ts';
import { attemptWords } from './attempt-words.ts';
import { DeliveryDialog } from './delivery-dialog.tsx';
import { ReplayDialog } from './replay-dialog.tsx';
import { DeliveryMark } from './state-mark.tsx';
import classes from './webhooks.module.css';

const states = ['waiting', 'delivered', 'failed', 'missed'] as const satisfies readonly DeliveryState[];

interface DeliveriesSectionProps {
  readonly id: string;
  /** What is off is sent nothing again. */
  readonly isOn: boolean;
}

/** What became of each event, and what was missed sent again. */
export function DeliveriesSection({ id, isOn }: DeliveriesSectionProps) {
  const text = useText();
  const { webhooks: words } = text;
  const format = useFormat();
  const [chosen, setChosen] = useFilter('shown');
  const state = states.find((one) => one === chosen);
  const query = useInfiniteQuery(deliveriesQuery(id, state));
  const [shown, setShown] = useState<string | null>(null);
  const [isReplaying, setReplaying] = useState(false);
  const columns: readonly Column[] = [
    { name: words.event },
    { name: words.outcome, keep: 'tablet' },
    { name: words.when, keep: 'lesser' },
    { name: words.details },
  ];
  return (
    <Section
      title={words.log}
      actions={
        isOn && (
          <Button size="xs" variant="default" onClick={() => setReplaying(true)}>
            {words.replayAll}
          </Button>
        )
      }
    >
      <p className={classes.lead}>{words.logLead}</p>
      <SegmentedControl
        aria-label={words.filter}
        value={state ?? 'all'}
        onChange={(value) => setChosen(value === 'all' ? undefined : value)}
        data={[
          { value: 'all', label: words.all },
          ...states.map((value) => ({ value, label: words.deliveryStates[value] })),
        ]}
        className={classes.filter ?? ''}
      />
      <ItemsView query={query} lines={6} icon={<ActivityIcon size={36} />} nothing={words.noDeliveries}>
        {(deliveries) => (
          <List label={words.log} columns={columns} paging={query}>
            {deliveries.map((delivery) => (
              <Row key={delivery.id}>
                <Cell>
                  <span className={classes.type}>{shortType(delivery)}</span>
                  <DeliveryMark state={delivery.state} />
                </Cell>
                <Cell keep="tablet" quiet>
                  {outcomeOf(delivery, text, format)}
                </Cell>
                <Cell keep="lesser" quiet>
                  {format.dateTime(delivery.createdAt)}
                </Cell>
                <Cell>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={words.detailsOf(shortType(delivery), format.dateTime(delivery.createdAt))}
                    onClick={() => setShown(delivery.id)}
                  >
                    {words.details}
                  </Button>
                </Cell>
              </Row>
            ))}
          </List>
        )}
      </ItemsView>
      {shown !== null && (
        <DeliveryDialog id={id} deliveryId={shown} isOn={isOn} onClose={() => setShown(null)} />
      )}
      {isReplaying && <ReplayDialog id={id} onClose={() => setReplaying(false)} />}
    </Section>
  );
}

const shortType = ({ type }: Pick<Delivery, 'type'>): string => type.replace('org.openpouch.', '');

function outcomeOf({ lastAttempt, nextAt }: Delivery, text: Text, format: Format): string {
  const { webhooks: words } = text;
  if (lastAttempt === null) return '';
  const came = attemptWords(lastAttempt, text);
  return nextAt === null ? came : format.inLine([came, words.again(format.dateTime(nextAt))]);
}
