import { Anchor } from '@mantine/core';
import { Link } from 'react-router';
import type { Activity } from '../api/activity.ts';
import { useFormat, useText } from '../text/text.tsx';
import { sentenceOf, useAbout } from '../trail/event-words.ts';
import { stepHash } from '../trail/step-address.ts';
import { CertificateIcon, PouchIcon } from '../ui/icons.tsx';
import { Sealing } from '../ui/sealing.tsx';
import classes from './activity.module.css';

/** What happened, to which record, by whom and when, and the way to its proof. */
export function ActivityItem({ event }: { readonly event: Activity }) {
  const text = useText();
  const format = useFormat();
  const { record, actor, time, sealing, data, sequence, type } = event;
  const who = actor.organisation?.legalName ?? text.trail.bySystem;
  const person = actor.organisation === null || actor.name === who ? null : actor.name;
  const about = useAbout(data);
  const isCertificate = record.kind === 'certificate';
  const Icon = isCertificate ? CertificateIcon : PouchIcon;
  const { subject } = record;
  const name = subject?.name ?? text.handovers.kinds[record.kind];
  const page =
    subject === null
      ? '/archive?view=erased'
      : `${isCertificate ? '/certificates' : '/pouches'}/${subject.id}`;
  const sentence = sentenceOf(type, who, about, text);
  return (
    <li className={classes.event}>
      <span className={classes.icon}>
        <Icon size={20} />
      </span>
      <div className={classes.words}>
        <p className={classes.sentence}>{sentence}</p>
        <p className={classes.record}>
          <Anchor component={Link} to={page} inherit>
            {name}
          </Anchor>
          {person !== null && <span>{person}</span>}
          {event.for !== null && <span>{text.trail.forOwner(event.for.legalName)}</span>}
        </p>
      </div>
      <div className={classes.when}>
        <time dateTime={time}>{format.dateTime(time)}</time>
        <Sealing sealing={sealing} />
        <Anchor
          component={Link}
          to={subject === null ? page : { pathname: page, hash: stepHash(sequence) }}
          inherit
          aria-label={text.activity.proofOf(sentence, name)}
        >
          {text.journey.proof}
        </Anchor>
      </div>
    </li>
  );
}
