import { useInfiniteQuery } from '@tanstack/react-query';
import { organisationActsQuery } from '../api/organisation.ts';
import { useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { ActivityIcon } from '../ui/icons.tsx';
import { ItemsView } from '../ui/items-view.tsx';
import { Cell, type Column, List, Row } from '../ui/list.tsx';
import { Section } from '../ui/page.tsx';
import classes from './organisation.module.css';

/** What was done to the organisation itself, which is in no record's trail: the latest first. */
export function ActsSection() {
  const { organisation: words } = useText();
  const { organisation: ours } = useMe();
  const format = useFormat();
  const query = useInfiniteQuery(organisationActsQuery);
  const columns: readonly Column[] = [
    { name: words.act },
    { name: words.actBy, keep: 'tablet' },
    { name: words.actTime },
  ];
  return (
    <Section title={words.acts}>
      <p className={classes.lead}>{words.actsLead}</p>
      <ItemsView query={query} lines={5} icon={<ActivityIcon size={36} />} nothing={words.noActs}>
        {(acts) => (
          <List label={words.acts} columns={columns} paging={query}>
            {acts.map(({ id, type, about, organisation, by, time }) => {
              // What we did to another says to whom.
              const whom = organisation.id === ours.id ? null : organisation.legalName;
              return (
                <Row key={id}>
                  <Cell>
                    <span className={classes.name}>{words.actWords[type]}</span>
                    <span className={classes.small}>
                      {[...new Set([about, whom])].filter((name) => name !== null).join(' · ')}
                    </span>
                  </Cell>
                  <Cell keep="tablet" quiet>
                    {by.name ?? by.organisation?.legalName ?? words.bySystem}
                  </Cell>
                  <Cell quiet>{format.dateTime(time)}</Cell>
                </Row>
              );
            })}
          </List>
        )}
      </ItemsView>
    </Section>
  );
}
