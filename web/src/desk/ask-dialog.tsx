import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { onCtrlEnter } from './ctrl-enter.ts';

interface AskDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onAsk: (text: string) => void;
}

/** A question to the applicant. It is sent behind the officer's back, so the dialog closes at once. */
export function AskDialog({ isOpen, onClose, onAsk }: AskDialogProps) {
  const { desk: words } = useText();
  const [text, setText] = useState('');
  const given = text.trim();
  const send = (): void => {
    if (given === '') return;
    setText('');
    onAsk(given);
  };
  return (
    <FormDialog
      title={words.askTitle}
      submit={words.ask}
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={send}
      isActing={false}
      canSubmit={given !== ''}
      problem={null}
    >
      <Textarea
        data-autofocus
        label={words.question}
        description={words.askLead}
        autosize
        minRows={3}
        maxLength={2_000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onCtrlEnter(send)}
      />
    </FormDialog>
  );
}
