import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { assignmentsQuery } from '../api/desk.ts';
import { useFormat, useText } from '../text/text.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './case-line.module.css';

/** Who gave an application to whom, and when; asked for when somebody wants to know. */
export function AssignmentHistory({ id }: { readonly id: string }) {
  const { desk: words } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <details className={classes.history} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{words.history}</summary>
      {isOpen && <Assignments id={id} />}
    </details>
  );
}

function Assignments({ id }: { readonly id: string }) {
  const { desk: words } = useText();
  const format = useFormat();
  const query = useQuery(assignmentsQuery(id));
  return (
    <QueryView query={query} lines={1}>
      {({ items }) =>
        items.length === 0 ? (
          <p>{words.neverTaken}</p>
        ) : (
          <ol>
            {items.map(({ officer, by, at }) => (
              <li key={at}>
                <time dateTime={at}>{format.dateTime(at)}</time> {words.assigned(by, officer?.name ?? null)}
              </li>
            ))}
          </ol>
        )
      }
    </QueryView>
  );
}
