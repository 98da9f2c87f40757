import { ActionIcon, Button, Select, Textarea, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { FieldWish } from '../api/messages.ts';
import { useFormat, useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { shownValue } from './change-words.ts';
import classes from './changes-dialog.module.css';
import { onCtrlEnter } from './ctrl-enter.ts';
import { fieldName } from './field-name.ts';
import { fieldsOf } from './fields-of.ts';

interface ChangesDialogProps {
  readonly application: unknown;
  readonly onClose: () => void;
  readonly onRequest: (fields: readonly FieldWish[], text: string) => void;
}

const most = 50;

/** Names fields of an application, each with what is wished there. */
export function ChangesDialog({ application, onClose, onRequest }: ChangesDialogProps) {
  const text = useText();
  const format = useFormat();
  const words = text.desk.changes;
  const [wishes, setWishes] = useState<readonly FieldWish[]>([{ pointer: '', wish: '' }]);
  const [besides, setBesides] = useState('');
  const choices = useMemo(
    () =>
      fieldsOf(application).map(({ pointer, value }) => {
        const place = fieldName(pointer, text);
        const said = shownValue(pointer, value, text, format);
        return { value: pointer, label: said === '' ? place : `${place} (${said.slice(0, 60)})` };
      }),
    [application, text, format],
  );
  const given = wishes.filter(({ pointer, wish }) => pointer !== '' && wish.trim() !== '');
  const isComplete = given.length === wishes.length && given.length > 0;
  const taken = new Set(wishes.map(({ pointer }) => pointer));
  const send = (): void => {
    if (!isComplete) return;
    onRequest(
      given.map(({ pointer, wish }) => ({ pointer, wish: wish.trim() })),
      besides.trim(),
    );
  };
  const change = (at: number, part: Partial<FieldWish>): void =>
    setWishes(wishes.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <FormDialog
      title={words.title}
      submit={words.send}
      isOpen
      onClose={onClose}
      onSubmit={send}
      isActing={false}
      canSubmit={isComplete}
      problem={null}
    >
      <p className={classes.lead}>{words.lead}</p>
      {wishes.map(({ pointer, wish }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a wish is its place in the list
        <fieldset key={index} className={classes.wish}>
          <legend className="visually-hidden">{words.wishOf(index + 1)}</legend>
          <div className={classes.which}>
            <Select
              data-autofocus={index === wishes.length - 1 ? true : undefined}
              label={words.field}
              placeholder={words.chooseField}
              searchable
              nothingFoundMessage={words.noField}
              limit={400}
              data={choices.filter(({ value }) => value === pointer || !taken.has(value))}
              value={pointer === '' ? null : pointer}
              onChange={(value) => change(index, { pointer: value ?? '' })}
            />
            {wishes.length > 1 && (
              <ActionIcon
                variant="default"
                size={36}
                aria-label={words.remove(index + 1)}
                onClick={() => setWishes(wishes.filter((_, other) => other !== index))}
              >
                ×
              </ActionIcon>
            )}
          </div>
          <TextInput
            label={words.wish}
            maxLength={500}
            value={wish}
            onChange={(event) => change(index, { wish: event.currentTarget.value })}
            onKeyDown={onCtrlEnter(send)}
          />
        </fieldset>
      ))}
      <Button
        variant="default"
        size="xs"
        className={classes.add ?? ''}
        disabled={wishes.length >= most}
        onClick={() => setWishes([...wishes, { pointer: '', wish: '' }])}
      >
        {words.add}
      </Button>
      <Textarea
        label={words.besides}
        autosize
        minRows={2}
        maxLength={2_000}
        value={besides}
        onChange={(event) => setBesides(event.currentTarget.value)}
        onKeyDown={onCtrlEnter(send)}
      />
    </FormDialog>
  );
}
