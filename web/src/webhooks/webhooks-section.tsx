import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { webhooksQuery } from '../api/webhooks.ts';
import { useFormat, useText } from '../text/text.tsx';
import { ActivityIcon } from '../ui/icons.tsx';
import { Cell, type Column, LinkCell, List, Row } from '../ui/list.tsx';
import { Empty } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { MakeWebhookDialog } from './make-webhook-dialog.tsx';
import { WebhookMark } from './state-mark.tsx';
import classes from './webhooks.module.css';

/** The addresses of one's own systems that are told what happens. */
export function WebhooksSection() {
  const { webhooks: words } = useText();
  const format = useFormat();
  const query = useQuery(webhooksQuery);
  const [isMaking, setMaking] = useState(false);
  const columns: readonly Column[] = [
    { name: words.address },
    { name: words.types, keep: 'tablet' },
    { name: words.state },
  ];
  return (
    <Section
      title={words.title}
      actions={
        <Button size="xs" onClick={() => setMaking(true)}>
          {words.make}
        </Button>
      }
    >
      <p className={classes.lead}>{words.lead}</p>
      <QueryView query={query} lines={3}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={<ActivityIcon size={36} />} title={words.none.title}>
              {words.none.lead}
            </Empty>
          ) : (
            <List label={words.title} columns={columns}>
              {items.map((webhook) => (
                <Row key={webhook.id}>
                  <LinkCell
                    to={`/organisation/webhooks/${webhook.id}`}
                    small={webhook.description === '' ? undefined : webhook.url}
                  >
                    {webhook.description === '' ? webhook.url : webhook.description}
                  </LinkCell>
                  <Cell keep="tablet" quiet>
                    {webhook.types.length === 0
                      ? words.everything
                      : format.list(webhook.types.map((type) => words.typeWords[type] ?? type))}
                  </Cell>
                  <Cell>
                    <WebhookMark state={webhook.state} />
                  </Cell>
                </Row>
              ))}
            </List>
          )
        }
      </QueryView>
      {isMaking && <MakeWebhookDialog onClose={() => setMaking(false)} />}
    </Section>
  );
}
