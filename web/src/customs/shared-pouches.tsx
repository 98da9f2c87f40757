import { useInfiniteQuery } from '@tanstack/react-query';
import { pouchesQuery } from '../api/pouches.ts';
import { PouchStateMark } from '../pouches/pouch-state.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { PouchIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { Cell, type Column, LinkCell, List, Row } from '../ui/list.tsx';
import { VerifyLink } from './verify-link.tsx';

export function SharedPouches({ q }: { readonly q: string | undefined }) {
  const text = useText();
  const format = useFormat();
  const words = text.pouches;
  const query = useInfiniteQuery(pouchesQuery({ q }));
  const columns: readonly Column[] = [
    { name: words.name },
    { name: words.owner, keep: 'tablet' },
    { name: words.contents, keep: 'lesser' },
    { name: words.state, keep: 'tablet' },
    { name: text.customs.verify },
  ];
  return (
    <ItemsView
      query={query}
      icon={<PouchIcon size={40} />}
      nothing={q === undefined ? text.customs.emptyPouches : words.nothingFound}
    >
      {(items) => (
        <List label={words.title} columns={columns} paging={query}>
          {items.map(({ id, recordId, title, owner, counts, state }) => (
            <Row key={id}>
              <LinkCell to={`/pouches/${id}`} small={format.inLine([owner.legalName, words.states[state]])}>
                {title}
              </LinkCell>
              <Cell keep="tablet">{owner.legalName}</Cell>
              <Cell keep="lesser">{words.counts(counts.certificates, counts.documents)}</Cell>
              <Cell keep="tablet">
                <PouchStateMark state={state} />
              </Cell>
              <Cell>
                <VerifyLink recordId={recordId} name={title} />
              </Cell>
            </Row>
          ))}
        </List>
      )}
    </ItemsView>
  );
}
