import { Checkbox } from '@mantine/core';
import type { Ref } from 'react';
import type { DeskItem } from '../api/desk.ts';
import { useFormat, useText } from '../text/text.tsx';
import classes from './desk.module.css';

interface QueueListProps {
  readonly items: readonly DeskItem[];
  readonly currentId: string | undefined;
  readonly selected: ReadonlySet<string>;
  readonly problems: ReadonlyMap<string, Error>;
  readonly onChoose: (id: string) => void;
  readonly onSelect: (id: string) => void;
  readonly ref: Ref<HTMLOListElement>;
}

const isOverdue = ({ dueAt }: DeskItem['desk']): boolean => dueAt !== null && Date.parse(dueAt) < Date.now();

/** Id of the button that shows an application, to move the focus to. */
export const rowId = (id: string): string => `application-${id}`;

/** What waits, the oldest first. The one shown is the current one; any can be selected. */
export function QueueList(props: QueueListProps) {
  const { items, currentId, selected, problems, onChoose, onSelect, ref } = props;
  const { desk: words, certificates, certified } = useText();
  const format = useFormat();
  return (
    <ol ref={ref} className={classes.list} aria-label={words.queue}>
      {items.map(({ id, applicant, consignee, destinationCountry, document, submittedAt, desk }) => (
        <li key={id} className={classes.item} data-current={id === currentId} data-failed={problems.has(id)}>
          <Checkbox
            size="sm"
            aria-label={words.select(
              format.inLine([applicant.legalName, consignee ?? certificates.noNumber]),
            )}
            checked={selected.has(id)}
            onChange={() => onSelect(id)}
          />
          <button
            type="button"
            id={rowId(id)}
            className={classes.choose}
            aria-current={id === currentId ? 'true' : undefined}
            onClick={() => onChoose(id)}
          >
            <strong>{applicant.legalName}</strong>
            {document !== null && (
              <span className={classes.kindMark}>{certified.named(document.title, document.number)}</span>
            )}
            <span>
              {format.inLine([
                consignee === null ? undefined : words.to(consignee),
                destinationCountry === null ? undefined : format.country(destinationCountry),
              ])}
            </span>
            {submittedAt !== null && <small>{format.dateTime(submittedAt)}</small>}
            {(desk.assignee !== null || isOverdue(desk)) && (
              <small>
                {format.inLine(
                  [desk.assignee?.name, isOverdue(desk) ? words.views.names.overdue : undefined],
                  ' · ',
                )}
              </small>
            )}
          </button>
        </li>
      ))}
    </ol>
  );
}
