import { Anchor, Button } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import { completeTask, declineTask, type Task, withdrawTask } from '../api/tasks.ts';
import { useAct } from '../api/use-act.ts';
import { useMe } from '../app/session.tsx';
import { kindName } from '../pouches/description-fields.tsx';
import { type Text, useFormat, useText } from '../text/text.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { DeclineDialog } from './decline-dialog.tsx';
import classes from './tasks.module.css';

const tones: Readonly<Record<Task['state'], Tone>> = {
  open: 'wait',
  done: 'good',
  declined: 'bad',
  withdrawn: 'still',
};

interface TaskItemProps {
  readonly task: Task;
  /** In a list of several pouches: which one it is about. */
  readonly withPouch?: boolean;
  /** Beside its own. */
  readonly className?: string | undefined;
}

/** Who asks whom for what until when, what became of it, and what one can do about it. */
export function TaskItem({ task, withPouch = false, className = '' }: TaskItemProps) {
  const { together: words, pouches } = useText();
  const format = useFormat();
  const { organisation } = useMe();
  const [isDeclining, setDeclining] = useState(false);
  const completing = useAct(completeTask);
  const withdrawing = useAct(withdrawTask);
  const declining = useAct(declineTask, () => setDeclining(false));
  const { id, pouch, note, state, reason, endedBy, endedAt, may } = task;
  const what = kindName({ type: task.documentType, typeName: null }, pouches);
  const isLate = state === 'open' && task.dueOn !== null && task.dueOn < new Date().toLocaleDateString('sv');
  // At noon it is the same day wherever one reads it.
  const day = task.dueOn === null ? null : format.date(`${task.dueOn}T12:00`);
  const due = day !== null && (isLate ? words.overdue(day) : words.dueOn(day));
  return (
    <li className={`${classes.task} ${className}`}>
      <p className={classes.what}>
        <strong>{what}</strong>
        <Mark tone={isLate ? 'bad' : tones[state]}>{words.states[state]}</Mark>
      </p>
      <p className={classes.quiet}>
        {format.inLine([whoAsksWhom(task, organisation.id, words), due], ' · ')}
      </p>
      {withPouch && (
        <p className={classes.quiet}>
          <Anchor component={Link} to={`/pouches/${pouch.id}`} inherit>
            {pouch.title}
          </Anchor>
        </p>
      )}
      {note !== null && <p className={classes.note}>{note}</p>}
      {reason !== null && <p className={classes.note}>{reason}</p>}
      {endedBy !== null && endedAt !== null && (
        <p className={classes.quiet}>{words.endedOn(endedBy.legalName, format.dateTime(endedAt))}</p>
      )}
      <ProblemAlert problem={completing.problem ?? withdrawing.problem} />
      {may.length > 0 && (
        <div className={classes.acts}>
          {may.includes('complete') && (
            <Act
              name={words.complete}
              what={what}
              isActing={completing.isActing}
              onClick={() => completing.act(id)}
            />
          )}
          {may.includes('decline') && (
            <Act name={words.decline} what={what} isActing={false} onClick={() => setDeclining(true)} />
          )}
          {may.includes('withdraw') && (
            <Act
              name={words.withdraw}
              what={what}
              isActing={withdrawing.isActing}
              onClick={() => withdrawing.act(id)}
            />
          )}
        </div>
      )}
      <DeclineDialog
        isOpen={isDeclining}
        isActing={declining.isActing}
        problem={declining.problem}
        onClose={() => setDeclining(false)}
        onDecline={(why) => declining.act({ id, reason: why })}
      />
    </li>
  );
}

interface ActProps {
  readonly name: string;
  readonly what: string;
  readonly isActing: boolean;
  readonly onClick: () => void;
}

function Act({ name, what, isActing, onClick }: ActProps) {
  const { together: words } = useText();
  return (
    <Button
      size="xs"
      variant="default"
      aria-label={words.actOn(name, what)}
      loading={isActing}
      onClick={onClick}
    >
      {name}
    </Button>
  );
}

export function whoAsksWhom({ asker, asked }: Task, ourId: string, words: Text['together']): string {
  if (asked.id === ourId) return words.asksYou(asker.legalName);
  return asker.id === ourId ? words.youAsk(asked.legalName) : words.asks(asker.legalName, asked.legalName);
}
