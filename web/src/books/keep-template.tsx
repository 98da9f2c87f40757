import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { keepEntry } from '../api/books.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';

interface KeepTemplateProps {
  readonly chamberId: string;
  /** The application as the form has it now. */
  readonly read: () => object;
}

/** Keeps the application that is being written under a name, to begin others from. */
export function KeepTemplate({ chamberId, read }: KeepTemplateProps) {
  const { books: words } = useText();
  const [isOpen, setOpen] = useState(false);
  const [name, setName] = useState('');
  const [isKept, setKept] = useState(false);
  const keeping = useAct(keepEntry, () => {
    setOpen(false);
    setKept(true);
  });
  const close = () => {
    setOpen(false);
    keeping.forget();
  };
  return (
    <>
      <Button variant="subtle" onClick={() => setOpen(true)}>
        {isKept ? words.kept : words.keepTemplate}
      </Button>
      <FormDialog
        title={words.keepTemplate}
        submit={words.keep}
        isOpen={isOpen}
        onClose={close}
        isActing={keeping.isActing}
        canSubmit={name.trim() !== ''}
        problem={keeping.problem}
        onSubmit={() =>
          keeping.act({ book: 'template', name: name.trim(), content: { chamberId, application: read() } })
        }
      >
        <TextInput
          label={words.nameOfTemplate}
          maxLength={100}
          autoComplete="off"
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      </FormDialog>
    </>
  );
}
