import { useInfiniteQuery } from '@tanstack/react-query';
import { receivedQuery } from '../api/sharing.ts';
import { useFormat, useText } from '../text/text.tsx';
import { DocumentIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { Cell, LinkCell, List, Row } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';

/** Documents by themselves, and certificates with fields hidden, that partners shared with us. */
export function ReceivedPage() {
  const { sharing: words } = useText();
  const format = useFormat();
  const query = useInfiniteQuery(receivedQuery());
  return (
    <Page title={words.receivedTitle} lead={words.receivedLead}>
      <ItemsView query={query} lines={6} icon={<DocumentIcon size={36} />} nothing={words.receivedEmpty}>
        {(items) => (
          <List
            label={words.receivedTitle}
            columns={[{ name: words.what }, { name: words.from }, { name: words.since, keep: 'lesser' }]}
            paging={query}
          >
            {items.map(({ id, number, documents, from, createdAt }) => (
              <Row key={id}>
                <LinkCell to={`/received/${id}`}>
                  {number === null ? words.documentsOf(documents) : words.certificateNumber(number)}
                </LinkCell>
                <Cell>{from.legalName}</Cell>
                <Cell keep="lesser" quiet>
                  {format.date(createdAt)}
                </Cell>
              </Row>
            ))}
          </List>
        )}
      </ItemsView>
    </Page>
  );
}
