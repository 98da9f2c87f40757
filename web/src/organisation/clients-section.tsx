import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type ApiClient, clientsQuery, endClient } from '../api/organisation.ts';
import { useFormat, useText } from '../text/text.tsx';
import { ActivityIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { Cell, type Column, List, Row } from '../ui/list.tsx';
import named from '../ui/named.module.css';
import { Section } from '../ui/page.tsx';
import { EndDialog } from './end-dialog.tsx';
import { MakeClientDialog } from './make-client-dialog.tsx';
import classes from './organisation.module.css';

export function ClientsSection() {
  const { organisation: words } = useText();
  const format = useFormat();
  const query = useInfiniteQuery(clientsQuery);
  const [isMaking, setMaking] = useState(false);
  const [ending, setEnding] = useState<ApiClient | null>(null);
  const columns: readonly Column[] = [
    { name: words.client },
    { name: words.since, keep: 'tablet' },
    { name: words.access },
  ];
  return (
    <Section
      title={words.clients}
      actions={
        <Button size="xs" onClick={() => setMaking(true)}>
          {words.make}
        </Button>
      }
    >
      <p className={classes.lead}>{words.clientsLead}</p>
      <ItemsView query={query} lines={5} icon={<ActivityIcon size={36} />} nothing={words.noClients}>
        {(clients) => (
          <List label={words.clients} columns={columns} paging={query}>
            {clients.map((client) => (
              <Row key={client.id}>
                <Cell>
                  <span className={named.name}>{client.name}</span>
                  <span className={named.small}>
                    {client.scopes.map((scope) => words.scopeWords[scope]).join(' · ')}
                  </span>
                </Cell>
                <Cell keep="tablet" quiet>
                  {format.date(client.createdAt)}
                </Cell>
                <Cell>
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={words.endOf(client.name)}
                    onClick={() => setEnding(client)}
                  >
                    {words.end}
                  </Button>
                </Cell>
              </Row>
            ))}
          </List>
        )}
      </ItemsView>
      {isMaking && <MakeClientDialog onClose={() => setMaking(false)} />}
      <EndDialog it={ending} lead={words.endClientLead} end={endClient} onClose={() => setEnding(null)} />
    </Section>
  );
}
