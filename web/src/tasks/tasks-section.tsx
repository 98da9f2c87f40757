import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Pouch } from '../api/pouches.ts';
import { sharesQuery } from '../api/records.ts';
import { pouchTasksQuery } from '../api/tasks.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { AskDialog } from './ask-dialog.tsx';
import { TaskItem } from './task-item.tsx';
import classes from './tasks.module.css';

/** Documents that the parties to a pouch ask of each other: open ones first, and what became of the others. */
export function TasksSection({ pouch }: { readonly pouch: Pouch }) {
  const { together: words } = useText();
  const { organisation } = useMe();
  const [isOpen, setOpen] = useState(false);
  const mayConverse = useMay('pouch:converse');
  const seesShares = useMay('record:share');
  const mayAsk = mayConverse && pouch.state === 'active' && pouch.access.seenUntil === null;
  const query = useQuery(pouchTasksQuery(pouch));
  const shares = useQuery({ ...sharesQuery(pouch.recordId), enabled: mayAsk && seesShares });
  // An authority does not learn who else may add what: it asks the owner.
  const adding = seesShares
    ? (shares.data?.items ?? []).filter((one) => one.rights.includes('add')).map((one) => one.organisation)
    : [pouch.owner];
  const whom = new Map(adding.filter(({ id }) => id !== organisation.id).map((one) => [one.id, one]));
  return (
    <Section
      title={words.tasks}
      actions={
        mayAsk && (
          <Button size="xs" variant="default" onClick={() => setOpen(true)}>
            {words.ask}
          </Button>
        )
      }
    >
      <QueryView query={query} lines={2}>
        {({ items }) => {
          const open = items.filter(({ state }) => state === 'open');
          const ended = items.filter(({ state }) => state !== 'open').toReversed();
          return (
            <>
              {open.length === 0 && <p className={classes.quiet}>{words.noTasks}</p>}
              <ul className={classes.tasks}>
                {open.map((task) => (
                  <TaskItem key={task.id} task={task} />
                ))}
              </ul>
              {ended.length > 0 && (
                <details className={classes.ended}>
                  <summary>{words.ended(ended.length)}</summary>
                  <ul className={classes.tasks}>
                    {ended.map((task) => (
                      <TaskItem key={task.id} task={task} />
                    ))}
                  </ul>
                </details>
              )}
            </>
          );
        }}
      </QueryView>
      <AskDialog pouch={pouch} whom={[...whom.values()]} isOpen={isOpen} onClose={() => setOpen(false)} />
    </Section>
  );
}
