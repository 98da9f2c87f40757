import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { itemsOf } from '../api/paging.ts';
import { type Undertaking, undertakingsQuery } from '../api/undertakings.ts';
import { useText } from '../text/text.tsx';
import { DocumentIcon } from '../ui/icons.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { GiveDialog } from './give-dialog.tsx';
import { isOpen, UndertakingItem } from './undertaking-item.tsx';
import classes from './undertakings.module.css';

/** What an exporter undertook: what stands or waits, and one click away what was before. */
export function UndertakingsSection() {
  const { undertakings: words } = useText();
  const query = useInfiniteQuery(undertakingsQuery());
  const [isGiving, setGiving] = useState(false);
  return (
    <Section
      title={words.title}
      actions={
        <Button size="xs" onClick={() => setGiving(true)}>
          {words.give}
        </Button>
      }
    >
      <p className={classes.lead}>{words.lead}</p>
      <QueryView query={query} lines={3}>
        {(data) => {
          const items = itemsOf(data);
          const current = items.filter((one) => isCurrent(one, items));
          const earlier = items.filter((one) => !current.includes(one));
          return (
            <>
              {current.length === 0 ? (
                <Empty icon={<DocumentIcon size={36} />} title={words.none.title}>
                  {words.none.lead}
                </Empty>
              ) : (
                <Items items={current} />
              )}
              {earlier.length > 0 && (
                <details className={classes.more}>
                  <summary>{words.earlier}</summary>
                  <Items items={earlier} />
                </details>
              )}
              <MoreButton paging={query} />
            </>
          );
        }}
      </QueryView>
      {isGiving && <GiveDialog onClose={() => setGiving(false)} />}
    </Section>
  );
}

/** What stands or waits, and a refusal that nothing was given after. @param all the latest first */
const isCurrent = (one: Undertaking, all: readonly Undertaking[]): boolean =>
  isOpen(one) ||
  (one.state === 'refused' && all.find(({ chamber }) => chamber.id === one.chamber.id) === one);

function Items({ items }: { readonly items: readonly Undertaking[] }) {
  return (
    <ul className={classes.items}>
      {items.map((undertaking) => (
        <UndertakingItem key={undertaking.id} undertaking={undertaking} />
      ))}
    </ul>
  );
}
