import { Anchor } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { conversationQuery, type PouchRef } from '../api/conversation.ts';
import type { PouchDocument } from '../api/pouches.ts';
import { useText } from '../text/text.tsx';
import { addressAbout } from './about.ts';
import classes from './messages.module.css';

interface DocumentMessagesProps {
  readonly pouch: PouchRef;
  readonly document: Pick<PouchDocument, 'id' | 'name'>;
}

/** The way to what is written about a document, with what of it is new. */
export function DocumentMessages({ pouch, document: { id, name } }: DocumentMessagesProps) {
  const { together: words } = useText();
  const { data } = useQuery(conversationQuery(pouch));
  const thread = data?.threads.find(({ documentId }) => documentId === id);
  const { messages = 0, unread = 0 } = thread ?? {};
  return (
    <>
      <Anchor
        component={Link}
        to={addressAbout(id)}
        inherit
        preventScrollReset
        aria-label={words.messagesAbout(name, messages)}
        onClick={() => window.document.getElementById('messages')?.scrollIntoView()}
      >
        {words.messagesCount(messages)}
      </Anchor>
      {unread > 0 && <span className={classes.new}>{words.unread(unread)}</span>}
    </>
  );
}
