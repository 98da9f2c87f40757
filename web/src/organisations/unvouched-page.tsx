import { useInfiniteQuery } from '@tanstack/react-query';
import { notVouchedQuery } from '../api/organisations.ts';
import { useFormat, useText } from '../text/text.tsx';
import { OrganisationIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { Cell, type Column, LinkCell, List, Row } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import classes from './organisations.module.css';
import { VouchButton } from './vouching.tsx';

/** For who may vouch: companies that came by an invitation, and what it means that nobody does yet. */
export function UnvouchedPage() {
  const text = useText();
  const words = text.organisations;
  const format = useFormat();
  const query = useInfiniteQuery(notVouchedQuery);
  const columns: readonly Column[] = [
    { name: words.name },
    { name: words.role, keep: 'tablet' },
    { name: words.unvouched.act },
  ];
  return (
    <Page
      title={words.unvouched.title}
      lead={words.unvouched.lead}
      parent={{ to: '/organisations', name: words.title }}
    >
      <ul className={classes.meanwhile}>
        {words.unvouched.meanwhile.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
      <ItemsView query={query} icon={<OrganisationIcon size={40} />} nothing={words.unvouched.none}>
        {(items) => (
          <List label={words.unvouched.title} columns={columns} paging={query}>
            {items.map((it) => (
              <Row key={it.id}>
                <LinkCell to={`/organisations/${it.id}`} small={format.country(it.country)}>
                  {it.legalName}
                </LinkCell>
                <Cell keep="tablet">{text.roles[it.role]}</Cell>
                <Cell>
                  <VouchButton organisation={it} about={it.legalName} size="compact-sm" />
                </Cell>
              </Row>
            ))}
          </List>
        )}
      </ItemsView>
    </Page>
  );
}
