import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answer, type Message, messagesQuery } from '../api/messages.ts';
import { useAct } from '../api/use-act.ts';
import { useMe } from '../app/session.tsx';
import { onCtrlEnter } from '../desk/ctrl-enter.ts';
import { fieldName } from '../desk/field-name.ts';
import { useFormat, useText } from '../text/text.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import thread from '../ui/thread.module.css';
import classes from './conversation.module.css';

/** What chamber and applicant said to each other, the oldest first. Nothing where nothing was said. */
export function Conversation({ id }: { readonly id: string }) {
  const { correspondence: words } = useText();
  const format = useFormat();
  const { organisation } = useMe();
  const { data } = useQuery(messagesQuery(id));
  if (data === undefined || data.items.length === 0) return null;
  return (
    <ol className={thread.thread} aria-label={words.title}>
      {data.items.map((message) => (
        <li
          key={message.id}
          className={thread.message}
          data-ours={message.by.organisationId === organisation.id}
        >
          <p className={thread.who}>
            <strong>{words.said[message.kind](message.by.name)}</strong>
            <time dateTime={message.at}>{format.dateTime(message.at)}</time>
          </p>
          {message.text !== '' && <p className={thread.text}>{message.text}</p>}
          <Wishes fields={message.fields} />
        </li>
      ))}
    </ol>
  );
}

/** Fields that are to be changed, each with what is wished. */
export function Wishes({ fields }: Pick<Message, 'fields'>) {
  const text = useText();
  if (fields.length === 0) return null;
  return (
    <dl className={classes.wishes}>
      {fields.map(({ pointer, wish }) => (
        <div key={pointer}>
          <dt>{fieldName(pointer, text)}</dt>
          <dd>{wish}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Where the applicant answers the chamber. */
export function AnswerForm({ id }: { readonly id: string }) {
  const { correspondence: words } = useText();
  const [text, setText] = useState('');
  const { act, isActing, problem } = useAct(answer, () => setText(''));
  const given = text.trim();
  const send = (): void => {
    if (given !== '') act({ id, text: given });
  };
  return (
    <form
      className={classes.answer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <Textarea
        label={words.answer}
        autosize
        minRows={2}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onCtrlEnter(send)}
      />
      <ProblemAlert problem={problem} />
      <Button type="submit" size="sm" loading={isActing} disabled={given === ''}>
        {words.send}
      </Button>
    </form>
  );
}
