import { Button, MultiSelect, Radio, Stack, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import { type Conversation, mostAttachments, type PouchMessage, writeMessage } from '../api/conversation.ts';
import type { Pouch } from '../api/pouches.ts';
import { useAct } from '../api/use-act.ts';
import { useMe } from '../app/session.tsx';
import { onCtrlEnter } from '../desk/ctrl-enter.ts';
import { useFormat, useText } from '../text/text.tsx';
import { FileButton } from '../ui/file-button.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { AttachmentList } from './attachment-list.tsx';
import classes from './messages.module.css';
import { useAttachments } from './use-attachments.ts';

interface ComposerProps {
  readonly pouch: Pouch;
  readonly conversation: Conversation;
  readonly documentId: string | undefined;
  readonly answering: PouchMessage | null;
  /** It was sent, or is no answer any more. */
  readonly onAnswered: () => void;
}

/** Where one writes: what, to whom, with which files. */
export function Composer({ pouch, conversation, documentId, answering, onAnswered }: ComposerProps) {
  const { together: words } = useText();
  const [text, setText] = useState('');
  // Null: everyone who sees the pouch.
  const [to, setTo] = useState<readonly string[] | null>(null);
  const [mentioned, setMentioned] = useState<readonly string[]>([]);
  const files = useAttachments(pouch.id);
  const input = useRef<HTMLTextAreaElement>(null);
  const sending = useAct(writeMessage, () => {
    setText('');
    setMentioned([]);
    files.clear();
    onAnswered();
  });
  useEffect(() => {
    if (answering === null) return;
    input.current?.focus();
    // Who answers what was written to few writes to the same.
    setTo(answering.to?.map(({ id }) => id) ?? null);
  }, [answering]);

  const { organisation } = useMe();
  const others = conversation.readers.filter(({ id }) => id !== organisation.id);
  const named = to?.filter((id) => others.some((one) => one.id === id)) ?? null;
  const mayBeMentioned = others.filter(({ id }) => named === null || named.includes(id));
  const isReady = text.trim() !== '' && !files.isUnderWay && (named === null || named.length > 0);
  const send = (): void => {
    if (!isReady || sending.isActing) return;
    sending.act({
      ...{ pouchId: pouch.id, text: text.trim() },
      ...(documentId !== undefined && { documentId }),
      ...(named !== null && { to: named }),
      mentions: {
        organisations: mayBeMentioned.map(({ id }) => id).filter((id) => mentioned.includes(id)),
        people: conversation.colleagues.map(({ id }) => id).filter((id) => mentioned.includes(id)),
      },
      ...(answering !== null && { answers: answering.id }),
      attachments: files.sent,
    });
  };
  return (
    <form
      className={classes.composer}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {answering !== null && (
        <p className={classes.filter}>
          <span>{words.answering(answering.by.person?.name ?? answering.by.organisation.legalName)}</span>
          <Button size="compact-xs" variant="subtle" onClick={onAnswered}>
            {words.stopAnswering}
          </Button>
        </p>
      )}
      <Textarea
        ref={input}
        label={words.write}
        autosize
        minRows={2}
        maxLength={4_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onCtrlEnter(send)}
      />
      {text !== '' && (
        <Addressees
          {...{ conversation, others, mayBeMentioned, mentioned }}
          to={named}
          onTo={setTo}
          onMention={setMentioned}
        />
      )}
      <AttachmentList files={files.files} onRetry={files.retry} onDrop={files.drop} />
      <ProblemAlert problem={sending.problem} />
      <div className={classes.acts}>
        <Button type="submit" size="sm" loading={sending.isActing} disabled={!isReady}>
          {words.send}
        </Button>
        {files.files.length < mostAttachments && (
          <FileButton
            label={words.attach}
            subtle
            onFiles={([file]) => file !== undefined && files.add(file)}
          />
        )}
      </div>
    </form>
  );
}

interface AddresseesProps {
  readonly conversation: Conversation;
  readonly others: Conversation['readers'];
  readonly mayBeMentioned: Conversation['readers'];
  readonly mentioned: readonly string[];
  readonly to: readonly string[] | null;
  readonly onTo: (to: readonly string[] | null) => void;
  readonly onMention: (mentioned: readonly string[]) => void;
}

function Addressees({
  conversation,
  others,
  mayBeMentioned,
  mentioned,
  to,
  onTo,
  onMention,
}: AddresseesProps) {
  const { together: words } = useText();
  const format = useFormat();
  const names = format.list(others.map(({ legalName }) => legalName));
  const options = (
    all: readonly { readonly id: string; readonly legalName?: string; readonly name?: string }[],
  ) => all.map(({ id, legalName, name }) => ({ value: id, label: legalName ?? name ?? id }));
  return (
    <Stack gap="sm">
      <Radio.Group
        label={words.whoReads}
        value={to === null ? 'all' : 'some'}
        onChange={(value) => onTo(value === 'all' ? null : [])}
      >
        <Stack gap={6} mt={6}>
          <Radio value="all" label={others.length === 0 ? words.nobodyElse : words.everyone(names)} />
          {others.length > 0 && <Radio value="some" label={words.some} />}
        </Stack>
      </Radio.Group>
      {to !== null && (
        <MultiSelect
          label={words.choose}
          data={options(others)}
          value={[...to]}
          onChange={onTo}
          searchable
          hidePickedOptions
        />
      )}
      {mayBeMentioned.length + conversation.colleagues.length > 0 && (
        <MultiSelect
          label={words.mention}
          description={words.mentionLead}
          data={[
            { group: words.organisations, items: options(mayBeMentioned) },
            { group: words.colleagues, items: options(conversation.colleagues) },
          ].filter(({ items }) => items.length > 0)}
          value={mentioned.filter((id) =>
            [...mayBeMentioned, ...conversation.colleagues].some((one) => one.id === id),
          )}
          onChange={onMention}
          searchable
          hidePickedOptions
        />
      )}
    </Stack>
  );
}
