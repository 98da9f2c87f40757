import { Anchor, Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import {
  acceptHandover,
  type Box,
  type Handover,
  rejectHandover,
  withdrawHandover,
} from '../api/handovers.ts';
import { useAct } from '../api/use-act.ts';
import { type Text, useFormat, useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sealing } from '../ui/sealing.tsx';
import classes from './handovers.module.css';

const tones: Readonly<Record<Handover['state'], Tone>> = {
  offered: 'ink',
  accepted: 'good',
  rejected: 'bad',
  withdrawn: 'still',
  expired: 'still',
  void: 'still',
};

interface HandoverItemProps {
  readonly handover: Handover;
  readonly box: Box;
}

/** One handover with what this side can do about it. */
export function HandoverItem({ handover, box }: HandoverItemProps) {
  const { handovers: words } = useText();
  const format = useFormat();
  const { state, subject, from, to, message, reason, chain } = handover;
  const party = box === 'incoming' ? words.from(from.legalName) : words.to(to.legalName);
  const until = state === 'offered' ? `, ${words.expiresOn(format.dateTime(handover.expiresAt))}` : '';
  return (
    <li className={classes.item}>
      <div className={classes.words}>
        <p className={classes.name}>
          {subject === null ? (
            words.unseen
          ) : (
            <Anchor component={Link} to={addressOf(subject)} inherit c="inherit">
              {subject.name}
            </Anchor>
          )}
          <Mark tone={tones[state]}>{words.states[state]}</Mark>
        </p>
        <p>
          {party}, {words.offeredOn(format.dateTime(handover.createdAt))}
          {until}
        </p>
        <p className={classes.quiet}>{kindWords(handover, words)}</p>
        {message !== '' && <blockquote className={classes.message}>{message}</blockquote>}
        {reason !== '' && (
          <p className={classes.quiet}>
            {words.reason}: {reason}
          </p>
        )}
        {chain !== null && <Sealing sealing={chain} />}
      </div>
      {state === 'offered' &&
        (box === 'incoming' ? <Answer id={handover.id} /> : <Withdrawal id={handover.id} />)}
    </li>
  );
}

function kindWords({ subject, contents }: Handover, words: Text['handovers']): string {
  const kind = subject === null ? undefined : words.kinds[subject.kind];
  // A pouch is one of its contents.
  const inside = contents.length - 1;
  return [kind, inside > 0 ? words.withCertificates(inside) : undefined].filter(Boolean).join(' ');
}

const addressOf = ({ kind, id }: NonNullable<Handover['subject']>): string =>
  kind === 'pouch' ? `/pouches/${id}` : `/certificates/${id}`;

function Answer({ id }: { readonly id: string }) {
  const { handovers: words } = useText();
  const [isRejecting, setRejecting] = useState(false);
  const [reason, setReason] = useState('');
  const accepting = useAct(acceptHandover);
  const rejecting = useAct(rejectHandover, () => setRejecting(false));
  return (
    <div className={classes.acts}>
      <Button size="sm" loading={accepting.isActing} onClick={() => accepting.act(id)}>
        {words.accept}
      </Button>
      <Button size="sm" variant="default" disabled={accepting.isActing} onClick={() => setRejecting(true)}>
        {words.reject}
      </Button>
      <ProblemAlert problem={accepting.problem} />
      <FormDialog
        title={words.rejectTitle}
        submit={words.reject}
        isOpen={isRejecting}
        onClose={() => setRejecting(false)}
        isActing={rejecting.isActing}
        problem={rejecting.problem}
        onSubmit={() => rejecting.act({ id, reason: reason.trim() })}
      >
        <TextInput
          label={words.reason}
          description={words.reasonLead}
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
      </FormDialog>
    </div>
  );
}

function Withdrawal({ id }: { readonly id: string }) {
  const { handovers: words } = useText();
  const withdrawing = useAct(withdrawHandover);
  return (
    <div className={classes.acts}>
      <Button size="sm" variant="default" loading={withdrawing.isActing} onClick={() => withdrawing.act(id)}>
        {words.withdraw}
      </Button>
      <ProblemAlert problem={withdrawing.problem} />
    </div>
  );
}
