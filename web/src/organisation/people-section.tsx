import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { endPerson, type Person, peopleQuery } from '../api/organisation.ts';
import { itemsOf } from '../api/paging.ts';
import { useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { Cell, type Column, List, Row } from '../ui/list.tsx';
import { Mark } from '../ui/mark.tsx';
import named from '../ui/named.module.css';
import { Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { AddPersonDialog } from './add-person-dialog.tsx';
import { EndDialog } from './end-dialog.tsx';
import classes from './organisation.module.css';

export function PeopleSection() {
  const { organisation: words } = useText();
  const query = useInfiniteQuery(peopleQuery);
  const [isAdding, setAdding] = useState(false);
  const [ending, setEnding] = useState<Person | null>(null);
  const columns: readonly Column[] = [
    { name: words.person },
    { name: words.since, keep: 'tablet' },
    { name: words.access },
  ];
  return (
    <Section
      title={words.people}
      actions={
        <Button size="xs" onClick={() => setAdding(true)}>
          {words.add}
        </Button>
      }
    >
      <QueryView query={query} lines={4}>
        {(data) => (
          <List label={words.people} columns={columns} paging={query}>
            {itemsOf(data).map((person) => (
              <PersonRow key={person.id} person={person} onEnd={() => setEnding(person)} />
            ))}
          </List>
        )}
      </QueryView>
      <AddPersonDialog isOpen={isAdding} onClose={() => setAdding(false)} />
      <EndDialog it={ending} lead={words.endPersonLead} end={endPerson} onClose={() => setEnding(null)} />
    </Section>
  );
}

function PersonRow({ person, onEnd }: { readonly person: Person; readonly onEnd: () => void }) {
  const { organisation: words } = useText();
  const format = useFormat();
  const me = useMe();
  const { id, name, email, administrator, createdAt } = person;
  return (
    <Row>
      <Cell>
        <span className={classes.person}>
          <span className={named.name}>{name}</span>
          {administrator && <Mark tone="ink">{words.administrator}</Mark>}
        </span>
        <span className={named.small}>{email}</span>
      </Cell>
      <Cell keep="tablet" quiet>
        {format.date(createdAt)}
      </Cell>
      <Cell>
        {id === me.id ? (
          <span className={named.small}>{words.you}</span>
        ) : (
          <Button size="compact-sm" variant="default" aria-label={words.endOf(name)} onClick={onEnd}>
            {words.end}
          </Button>
        )}
      </Cell>
    </Row>
  );
}
