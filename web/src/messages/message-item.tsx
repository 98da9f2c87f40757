import { Anchor, Button } from '@mantine/core';
import { Link } from 'react-router';
import { attachmentAddress, type PouchMessage } from '../api/conversation.ts';
import type { Pouch } from '../api/pouches.ts';
import { useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import thread from '../ui/thread.module.css';
import { addressAbout } from './about.ts';
import classes from './messages.module.css';

interface MessageItemProps {
  readonly message: PouchMessage;
  readonly pouch: Pouch;
  readonly isNew: boolean;
  /** What it answers, where that is shown too. */
  readonly answered: PouchMessage | undefined;
  /** Undefined: one may not write. */
  readonly onAnswer: (() => void) | undefined;
}

/** Who wrote what, when, to whom, about which document. */
export function MessageItem({ message, pouch, isNew, answered, onAnswer }: MessageItemProps) {
  const { together: words } = useText();
  const format = useFormat();
  const { organisation } = useMe();
  const { by, to, mentions, documentId, attachments } = message;
  const who = by.person === null ? by.organisation.legalName : by.person.name;
  const names = (all: readonly { readonly legalName: string }[]) =>
    format.list(all.map(({ legalName }) => legalName));
  const mentioned = [
    ...mentions.organisations.map(({ legalName }) => legalName),
    ...mentions.people.map(({ name }) => name),
  ];
  return (
    <li className={thread.message} data-ours={by.organisation.id === organisation.id} data-new={isNew}>
      <p className={thread.who}>
        <strong>
          {isNew && <span className={classes.new}>{words.isUnread}</span>}
          {who}
        </strong>
        <time dateTime={message.at}>{format.dateTime(message.at)}</time>
      </p>
      {documentId !== null && <AboutDocument pouch={pouch} documentId={documentId} />}
      {message.answers !== null && (
        <p className={classes.small}>
          {answered === undefined
            ? words.answersOther
            : words.answersTo(answered.by.organisation.legalName, beginningOf(answered.text))}
        </p>
      )}
      <p className={thread.text}>{message.text}</p>
      {attachments.length > 0 && (
        <ul className={classes.files} aria-label={words.attached}>
          {attachments.map(({ id, name, size }) => (
            <li key={id}>
              <DownloadLink address={attachmentAddress(message.id, id)} label={words.download(name)}>
                {name}
              </DownloadLink>{' '}
              <span className={classes.quiet}>{format.fileSize(size)}</span>
            </li>
          ))}
        </ul>
      )}
      {to !== null && <p className={classes.small}>{words.onlyFor(names(to))}</p>}
      {mentioned.length > 0 && <p className={classes.small}>{words.mentioned(format.list(mentioned))}</p>}
      {onAnswer !== undefined && (
        <Button
          size="compact-xs"
          variant="subtle"
          className={classes.answer ?? ''}
          aria-label={words.answerTo(who)}
          onClick={onAnswer}
        >
          {words.answer}
        </Button>
      )}
    </li>
  );
}

function AboutDocument({ pouch, documentId }: { readonly pouch: Pouch; readonly documentId: string }) {
  const { together: words } = useText();
  const document = pouch.documents.find(({ id }) => id === documentId);
  return (
    <p className={classes.small}>
      {document === undefined ? (
        words.aboutGone
      ) : (
        <Anchor component={Link} to={addressAbout(documentId)} inherit preventScrollReset>
          {words.about(document.name)}
        </Anchor>
      )}
    </p>
  );
}

const beginningOf = (text: string): string => {
  const [line = ''] = text.split('\n');
  return line.length > 80 ? `${line.slice(0, 79)}…` : line;
};
