import { Textarea } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';

interface DeclineDialogProps {
  readonly isOpen: boolean;
  readonly isActing: boolean;
  readonly problem: Error | null;
  readonly onClose: () => void;
  readonly onDecline: (reason: string) => void;
}

/** Why one does not do what was asked. */
export function DeclineDialog({ isOpen, isActing, problem, onClose, onDecline }: DeclineDialogProps) {
  const { together: words } = useText();
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      title={words.declineTitle}
      submit={words.decline}
      canSubmit={reason.trim() !== ''}
      {...{ isOpen, isActing, problem, onClose }}
      onSubmit={() => onDecline(reason.trim())}
    >
      <Textarea
        label={words.reason}
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
