import { useInfiniteQuery } from '@tanstack/react-query';
import { organisationsQuery } from '../api/organisations.ts';
import { itemsOf } from '../api/paging.ts';
import { useFormat, useText } from '../text/text.tsx';
import { Cell, type Column, List, Row } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';

/** The directory. */
export function OrganisationsPage() {
  const text = useText();
  const format = useFormat();
  const query = useInfiniteQuery(organisationsQuery());
  const words = text.organisations;
  const columns: readonly Column[] = [
    { name: words.name },
    { name: words.role },
    { name: words.country, keep: 'tablet' },
  ];
  return (
    <Page title={words.title} lead={words.lead}>
      <QueryView query={query}>
        {(data) => (
          <List label={words.title} columns={columns} paging={query}>
            {itemsOf(data).map(({ id, legalName, role, country }) => (
              <Row key={id}>
                <Cell>
                  <strong style={{ fontWeight: 500 }}>{legalName}</strong>
                </Cell>
                <Cell>{text.roles[role]}</Cell>
                <Cell keep="tablet">{format.country(country)}</Cell>
              </Row>
            ))}
          </List>
        )}
      </QueryView>
    </Page>
  );
}
