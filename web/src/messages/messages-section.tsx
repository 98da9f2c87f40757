import { Anchor, Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import {
  type Conversation,
  conversationQuery,
  type PouchMessage,
  pouchMessagesQuery,
} from '../api/conversation.ts';
import { itemsOf } from '../api/paging.ts';
import type { Pouch } from '../api/pouches.ts';
import { useText } from '../text/text.tsx';
import { Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import thread from '../ui/thread.module.css';
import { aboutParameter } from './about.ts';
import { Composer } from './composer.tsx';
import { MessageItem } from './message-item.tsx';
import classes from './messages.module.css';
import { useReadMarks } from './use-read-marks.ts';

/** What the parties to a pouch write to each other, about all of it or about the document that the address names. */
export function MessagesSection({ pouch }: { readonly pouch: Pouch }) {
  const { together: words } = useText();
  const [search] = useSearchParams();
  const about = pouch.documents.find(({ id }) => id === search.get(aboutParameter));
  const conversation = useQuery(conversationQuery(pouch));
  const unread = conversation.data?.threads.reduce((sum, thread) => sum + thread.unread, 0) ?? 0;
  return (
    <div id="messages" className={classes.section}>
      <Section
        title={words.messages}
        actions={unread > 0 && <span className={classes.count}>{words.unread(unread)}</span>}
      >
        {about !== undefined && (
          <p className={classes.filter}>
            <strong>{words.about(about.name)}</strong>
            <Anchor component={Link} to="?" size="sm" preventScrollReset>
              {words.showAll}
            </Anchor>
          </p>
        )}
        <QueryView query={conversation} lines={3}>
          {(found) => (
            <Thread key={about?.id ?? ''} pouch={pouch} conversation={found} documentId={about?.id} />
          )}
        </QueryView>
      </Section>
    </div>
  );
}

interface ThreadProps {
  readonly pouch: Pouch;
  readonly conversation: Conversation;
  readonly documentId: string | undefined;
}

function Thread({ pouch, conversation, documentId }: ThreadProps) {
  const { together: words } = useText();
  const query = useInfiniteQuery(pouchMessagesQuery(pouch, documentId));
  const [answering, setAnswering] = useState<PouchMessage | null>(null);
  const messages = query.data === undefined ? [] : itemsOf(query.data).toReversed();
  const { place, isNew } = useReadMarks(pouch.id, messages);
  return (
    <>
      {query.hasNextPage && (
        <Button
          size="xs"
          variant="subtle"
          loading={query.isFetchingNextPage}
          onClick={() => query.fetchNextPage()}
        >
          {words.earlier}
        </Button>
      )}
      <QueryView query={query} lines={3}>
        {() => (
          <div ref={place} role="log" aria-label={words.thread}>
            {messages.length === 0 ? (
              <p className={classes.quiet}>{words.none}</p>
            ) : (
              <ol className={thread.thread}>
                {messages.map((message) => (
                  <MessageItem
                    key={message.id}
                    {...{ message, pouch }}
                    isNew={isNew(message.id)}
                    answered={messages.find(({ id }) => id === message.answers)}
                    onAnswer={conversation.mayWrite ? () => setAnswering(message) : undefined}
                  />
                ))}
              </ol>
            )}
          </div>
        )}
      </QueryView>
      {conversation.mayWrite ? (
        <Composer {...{ pouch, conversation, documentId, answering }} onAnswered={() => setAnswering(null)} />
      ) : (
        <p className={classes.quiet}>{words.readOnly}</p>
      )}
    </>
  );
}
