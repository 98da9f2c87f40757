import { Anchor } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Notice, readNotices } from '../api/notices.ts';
import { useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { sentenceFor, wayFrom } from './notice-words.ts';
import classes from './notices.module.css';

/** What happened, about what, when; it counts as read with the click that leads there. */
export function NoticeItem({ notice }: { readonly notice: Notice }) {
  const text = useText();
  const format = useFormat();
  const { organisation } = useMe();
  const client = useQueryClient();
  const reading = useMutation({
    mutationFn: () => readNotices({ ids: [notice.id] }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notices'] }),
  });
  const way = wayFrom(notice, organisation.role === 'chamber', text);
  const { name: person } = notice.actor;
  return (
    <li className={classes.notice} data-unread={!notice.isRead}>
      <span className={classes.dot}>
        {!notice.isRead && <span className={classes.hidden}>{text.notices.isUnread}</span>}
      </span>
      <div className={classes.words}>
        <p className={classes.sentence}>{sentenceFor(notice, organisation.legalName, text)}</p>
        <p className={classes.about}>
          {way === undefined ? (
            <span>{text.notices.goneThing}</span>
          ) : (
            <Anchor
              component={Link}
              to={way.to}
              inherit
              onClick={() => {
                if (!notice.isRead) reading.mutate();
              }}
            >
              {way.name}
            </Anchor>
          )}
          {person !== null && person !== notice.actor.organisation?.legalName && <span>{person}</span>}
        </p>
      </div>
      <time className={classes.time} dateTime={notice.time}>
        {format.dateTime(notice.time)}
      </time>
    </li>
  );
}
