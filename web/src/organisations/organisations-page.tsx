import { Button, Group } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { organisationsQuery, type Role } from '../api/organisations.ts';
import { useMay } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { ChoiceFilter } from '../ui/filters.tsx';
import { OrganisationIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { Cell, type Column, LinkCell, List, Row } from '../ui/list.tsx';
import { Page } from '../ui/page.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Toolbar } from '../ui/toolbar.tsx';
import { useFilter } from '../ui/use-filter.ts';

const roles: readonly Role[] = ['federation', 'chamber', 'exporter', 'forwarder', 'importer', 'customs'];

/** The directory. */
export function OrganisationsPage() {
  const text = useText();
  const format = useFormat();
  const mayRegister = useMay('organisation:register');
  const [name, setName] = useFilter('name');
  const [roleFilter] = useFilter('role');
  const role = roles.find((it) => it === roleFilter);
  const query = useInfiniteQuery(organisationsQuery({ name, role }));
  const words = text.organisations;
  const columns: readonly Column[] = [
    { name: words.name },
    { name: words.role },
    { name: words.country, keep: 'tablet' },
  ];
  return (
    <Page
      title={words.title}
      lead={words.lead}
      actions={
        mayRegister && (
          <Group gap="xs">
            <Button component={Link} to="/organisations/unvouched" variant="default">
              {words.unvouched.title}
            </Button>
            <Button component={Link} to="/organisations/new">
              {words.register}
            </Button>
          </Group>
        )
      }
    >
      <Toolbar>
        <SearchField label={words.searchLabel} value={name ?? ''} onSearch={setName} />
        <ChoiceFilter
          name="role"
          label={words.role}
          any={words.allRoles}
          choices={roles.map((value) => ({ value, label: text.roles[value] }))}
        />
      </Toolbar>
      <ItemsView query={query} icon={<OrganisationIcon size={40} />} nothing={words.nothingFound}>
        {(items) => (
          <List label={words.title} columns={columns} paging={query}>
            {items.map((it) => (
              <Row key={it.id}>
                <LinkCell to={`/organisations/${it.id}`} small={format.country(it.country)}>
                  {it.legalName}
                </LinkCell>
                <Cell>{text.roles[it.role]}</Cell>
                <Cell keep="tablet">{format.country(it.country)}</Cell>
              </Row>
            ))}
          </List>
        )}
      </ItemsView>
    </Page>
  );
}
