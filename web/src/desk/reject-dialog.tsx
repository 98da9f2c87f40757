import { NativeSelect, Textarea } from '@mantine/core';
import { useState } from 'react';
import { type RejectionCode, rejectionCodes } from '../../../core/certificate-states.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { onCtrlEnter } from './ctrl-enter.ts';

interface RejectDialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onReject: (code: RejectionCode, reason: string) => void;
  /** Where the answer is waited for. */
  readonly isActing?: boolean;
  readonly problem?: Error | null;
}

const isCode = (value: string): value is RejectionCode => rejectionCodes.some((code) => code === value);

/** Why it is not issued: one of the usual reasons, and the chamber's own words. */
export function RejectDialog({
  isOpen,
  onClose,
  onReject,
  isActing = false,
  problem = null,
}: RejectDialogProps) {
  const { desk, certificates: words } = useText();
  const [code, setCode] = useState<RejectionCode>('other');
  const [reason, setReason] = useState('');
  const given = reason.trim();
  const send = (): void => {
    if (given === '') return;
    setReason('');
    onReject(code, given);
  };
  return (
    <FormDialog
      title={words.rejectTitle}
      submit={words.reject}
      isOpen={isOpen}
      onClose={onClose}
      onSubmit={send}
      isActing={isActing}
      canSubmit={given !== ''}
      problem={problem}
    >
      <NativeSelect
        label={desk.rejectionCode}
        value={code}
        data={rejectionCodes.map((value) => ({ value, label: desk.rejectionCodes[value] }))}
        onChange={({ currentTarget: { value } }) => isCode(value) && setCode(value)}
      />
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
        onKeyDown={onCtrlEnter(send)}
      />
    </FormDialog>
  );
}
