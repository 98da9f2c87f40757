import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { custodyQuery } from '../api/custody.ts';
import { useText } from '../text/text.tsx';
import { Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';

/** In the organisation's settings: who holds its keys, and where that is changed. */
export function KeysSection() {
  const { keys: words } = useText();
  const query = useQuery(custodyQuery);
  return (
    <Section title={words.title}>
      <QueryView query={query} lines={1}>
        {({ selfCustody }) => (
          <>
            <p style={{ margin: '0 0 8px' }}>{selfCustody ? words.summaryOurs : words.summaryServer}</p>
            <Anchor component={Link} to="/organisation/keys">
              {words.more}
            </Anchor>
          </>
        )}
      </QueryView>
    </Section>
  );
}
