import { Button, Group, Modal, Stack } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useText } from '../text/text.tsx';
import { ProblemAlert } from './problem-alert.tsx';

interface FormDialogProps {
  readonly title: string;
  /** Word on the button that does it. */
  readonly submit: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onSubmit: () => void;
  readonly isActing: boolean;
  readonly canSubmit?: boolean;
  readonly problem: Error | null;
  readonly children: ReactNode;
}

/** A short form over the page: Enter does it, Escape leaves it. */
export function FormDialog(props: FormDialogProps) {
  const text = useText();
  const { title, submit, isOpen, onClose, onSubmit, isActing, canSubmit = true, problem, children } = props;
  const send = (event: FormEvent) => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={title}
      closeButtonProps={{ 'aria-label': text.ui.close }}
      centered
    >
      <form onSubmit={send}>
        <Stack gap="md">
          {children}
          <ProblemAlert problem={problem} />
          <Group justify="flex-end" gap="sm">
            <Button variant="default" onClick={onClose}>
              {text.ui.cancel}
            </Button>
            <Button type="submit" loading={isActing} disabled={!canSubmit}>
              {submit}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
