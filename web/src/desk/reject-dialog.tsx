import { Textarea } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';

interface RejectDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onReject: (reason: string) => void;
}

/** Why it is not issued. The decision is sent behind the officer's back, so the dialog closes at once. */
export function RejectDialog({ isOpen, onClose, onReject }: RejectDialogProps) {
  const { desk, certificates: words } = useText();
  const [reason, setReason] = useState('');
  const given = reason.trim();
  const send = (): void => {
    if (given === '') return;
    setReason('');
    onReject(given);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    send();
  };
  return (
    <FormDialog
      title={words.rejectTitle}
      submit={words.reject}
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={send}
      isActing={false}
      canSubmit={given !== ''}
      problem={null}
    >
      <Textarea
        data-autofocus
        label={words.rejectReason}
        description={desk.reasonLead}
        required
        withAsterisk={false}
        autosize
        minRows={3}
        maxLength={2_000}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
    </FormDialog>
  );
}
