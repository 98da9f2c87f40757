import { Anchor, Button, Checkbox, TextInput } from '@mantine/core';
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
import { useMe } from '../app/session.tsx';
import { type Text, useFormat, useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Mark, type Tone } from '../ui/mark.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { Sealing } from '../ui/sealing.tsx';
import classes from './handovers.module.css';
import { SignButton } from './sign-button.tsx';

const tones: Readonly<Record<Handover['state'], Tone>> = {
  offered: 'ink',
  agreed: 'ink',
  accepted: 'good',
  rejected: 'bad',
  withdrawn: 'still',
  expired: 'still',
  void: 'still',
};

interface HandoverItemProps {
  readonly handover: Handover;
  readonly box: Box;
  /** To answer several at once. */
  readonly choice?: { readonly isChosen: boolean; readonly choose: (chosen: boolean) => void };
}

/** One handover with what this side can do about it. */
export function HandoverItem({ handover, box, choice }: HandoverItemProps) {
  const { handovers: words, ui } = useText();
  const format = useFormat();
  const { state, subject, subjects, from, to, message, reason, chain } = handover;
  const { organisation } = useMe();
  // Who acts for the owner offers and withdraws; it does not sign.
  const isOurs = from.id === organisation.id;
  const isOurTurn = state === 'agreed' && isOurs;
  const parties = [!isOurs && words.from(from.legalName), box === 'outgoing' && words.to(to.legalName)];
  const until =
    (state === 'offered' || state === 'agreed') && words.expiresOn(format.dateTime(handover.expiresAt));
  return (
    <li className={classes.item}>
      {choice !== undefined && state === 'offered' && (
        <Checkbox
          aria-label={words.several.select(nameOf(handover, words))}
          checked={choice.isChosen}
          onChange={(event) => choice.choose(event.currentTarget.checked)}
        />
      )}
      <div className={classes.words}>
        <p className={classes.name}>
          {subject === null ? (
            (handover.part?.title ?? words.unseen)
          ) : (
            <Anchor component={Link} to={addressOf(subject)} inherit c="inherit">
              {nameOf(handover, words)}
            </Anchor>
          )}
          <Mark tone={tones[state]}>{words.states[state]}</Mark>
        </p>
        <p>{format.inLine([...parties, words.offeredOn(format.dateTime(handover.createdAt)), until])}</p>
        <p className={classes.quiet}>{kindWords(handover, words)}</p>
        {state === 'agreed' && <AgreedNote handover={handover} isOwner={box === 'outgoing'} />}
        {handover.part !== null && state === 'offered' && (
          <ul className={classes.quiet}>
            {[
              ...handover.part.documents.map(({ id, name }) => ({ id, name })),
              ...handover.part.certificates.map(({ id, number }) => ({ id, name: number })),
            ].map(({ id, name }) => (
              <li key={id}>{name}</li>
            ))}
          </ul>
        )}
        {subjects.length > 1 && (
          <ul className={`${classes.quiet} ${classes.named}`}>
            {subjects.map((one) => (
              <li key={one.id}>
                <Anchor component={Link} to={addressOf(one)} inherit>
                  {one.name}
                </Anchor>
              </li>
            ))}
          </ul>
        )}
        {message !== '' && <blockquote className={classes.message}>{message}</blockquote>}
        {reason !== '' && <p className={classes.quiet}>{ui.labelled(words.reason, reason)}</p>}
        {chain !== null && <Sealing sealing={chain} />}
      </div>
      {isOurTurn && (
        <div className={classes.acts}>
          <SignButton id={handover.id} />
          <Withdrawal id={handover.id} />
        </div>
      )}
      {state === 'offered' &&
        (box === 'incoming' ? <Answer id={handover.id} /> : <Withdrawal id={handover.id} />)}
    </li>
  );
}

/** What comes next, where somebody keeps their keys themselves. */
function AgreedNote({ handover, isOwner }: { readonly handover: Handover; readonly isOwner: boolean }) {
  const words = useText().keys.handover;
  const { part, from, to } = handover;
  if (isOwner) return <p>{(part === null ? words.agreed : words.agreedPart)(to.legalName)}</p>;
  return part === null ? null : <p>{words.acceptedPart(from.legalName)}</p>;
}

/** The first of several, and how many more; of a part what its pouch is to be called. */
function nameOf({ subject, subjects, part, state }: Handover, words: Text['handovers']): string {
  const name = (state === 'accepted' ? undefined : part?.title) ?? subject?.name ?? '';
  return subjects.length > 1 ? words.several.and(name, subjects.length - 1) : name;
}

function kindWords({ subject, subjects, contents, part }: Handover, words: Text['handovers']): string {
  if (part !== null)
    return `${words.part.isPart}: ${words.part.contents(part.documents.length, part.certificates.length)}`;
  const kind = subject === null ? undefined : words.kinds[subject.kind];
  // A pouch is one of its contents; of several all that are named are.
  const inside = contents.length - Math.max(1, subjects.length);
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
