import { Button, Kbd, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { assign, type DeskCase, officersQuery } from '../api/desk.ts';
import { useAct } from '../api/use-act.ts';
import { useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { Mark } from '../ui/mark.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { AssignmentHistory } from './assignment-history.tsx';
import classes from './case-line.module.css';

interface CaseLineProps {
  readonly id: string;
  readonly desk: DeskCase;
  /** Whether the buttons name their keys. */
  readonly showKeys: boolean;
}

/** Who has an application, and until when it is to be decided. */
export function CaseLine({ id, desk, showKeys }: CaseLineProps) {
  const { desk: words } = useText();
  const format = useFormat();
  const me = useMe();
  const { data: officers } = useQuery(officersQuery);
  const { act, isActing, problem } = useAct(assign);
  const { assignee, recommended, waitingSince } = desk;
  const isMine = assignee?.id === me.id;
  const known = officers?.items ?? [];
  const key = showKeys ? { rightSection: <Kbd size="xs">T</Kbd>, 'aria-keyshortcuts': 't' } : {};
  return (
    <div className={classes.line}>
      <div className={classes.marks}>
        {waitingSince === null ? (
          <DueMark dueAt={desk.dueAt} />
        ) : (
          <Mark tone="still">{words.waitingSince(format.dateTime(waitingSince))}</Mark>
        )}
        {recommended !== null && <Mark tone="good">{words.recommendedBy(recommended.name)}</Mark>}
      </div>
      <div className={classes.who}>
        <NativeSelect
          size="xs"
          aria-label={words.assignee}
          value={assignee?.id ?? ''}
          disabled={isActing}
          data={[
            { value: '', label: words.nobody },
            ...(assignee === null || known.some((one) => one.id === assignee.id)
              ? []
              : [{ value: assignee.id, label: assignee.name }]),
            ...known.map((one) => ({
              value: one.id,
              label: one.id === me.id ? words.you(one.name) : one.name,
            })),
          ]}
          onChange={(event) => act({ id, officerId: event.currentTarget.value || null })}
        />
        {me.kind === 'user' && (
          <Button
            size="xs"
            variant="default"
            loading={isActing}
            onClick={() => act({ id, officerId: isMine ? null : me.id })}
            {...key}
          >
            {isMine ? words.putBack : words.take}
          </Button>
        )}
      </div>
      <AssignmentHistory id={id} />
      <ProblemAlert problem={problem} />
    </div>
  );
}

/** When it is to be decided; said louder when that is over. */
export function DueMark({ dueAt }: { readonly dueAt: string | null }) {
  const { desk: words } = useText();
  const format = useFormat();
  if (dueAt === null) return null;
  // The end of a day is the beginning of the next.
  const day = format.date(Date.parse(dueAt) - 1);
  return Date.parse(dueAt) < Date.now() ? (
    <Mark tone="bad">{words.overdueSince(day)}</Mark>
  ) : (
    <Mark tone="still">{words.dueOn(day)}</Mark>
  );
}
