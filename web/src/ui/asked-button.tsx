import { Button, type ButtonProps } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from './form-dialog.tsx';

interface AskedButtonProps<Given> extends Pick<ButtonProps, 'size' | 'variant' | 'mt'> {
  /** Word on the button, and on the one in the dialog. */
  readonly name: string;
  /** Of the dialog. */
  readonly title: string;
  /** What it is about, where many such buttons stand below each other. */
  readonly about?: string | undefined;
  readonly work: (given: Given, idempotencyKey: string) => Promise<unknown>;
  readonly given: Given;
  /** What it means. */
  readonly children: ReactNode;
}

/** A button that says what it means before it does it. */
export function AskedButton<Given>(props: AskedButtonProps<Given>) {
  const { name, title, about, work, given, children, ...looks } = props;
  const { ui } = useText();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const { act, isActing, problem } = useAct(work, close);
  return (
    <>
      <Button
        {...looks}
        {...(about !== undefined && { 'aria-label': ui.labelled(name, about) })}
        onClick={() => setOpen(true)}
      >
        {name}
      </Button>
      <FormDialog
        title={title}
        submit={name}
        isOpen={isOpen}
        onClose={close}
        onSubmit={() => act(given)}
        isActing={isActing}
        problem={problem}
      >
        <p style={{ margin: 0 }}>{children}</p>
      </FormDialog>
    </>
  );
}
