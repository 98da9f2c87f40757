import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';

interface DocumentTypeDialogProps {
  /** Null: closed. */
  readonly file: File | null;
  readonly isActing: boolean;
  readonly problem: Error | null;
  readonly onClose: () => void;
  readonly onSubmit: (file: File, type: string) => void;
}

/** A file was chosen: what kind of document is it (UNCL 1001)? */
export function DocumentTypeDialog({ file, isActing, problem, onClose, onSubmit }: DocumentTypeDialogProps) {
  const { pouches: words } = useText();
  const format = useFormat();
  const [type, setType] = useState('other');
  // Codes look like numbers, which an object would put before `other` whatever the order of writing.
  const types = Object.entries(words.documentTypes).map(([value, label]) => ({ value, label }));
  return (
    <FormDialog
      title={words.upload}
      submit={words.add}
      isOpen={file !== null}
      onClose={onClose}
      isActing={isActing}
      problem={problem}
      onSubmit={() => file !== null && onSubmit(file, type)}
    >
      <p style={{ margin: 0, overflowWrap: 'anywhere' }}>
        <strong>{file?.name}</strong> {file === null ? '' : format.fileSize(file.size)}
      </p>
      <NativeSelect
        label={words.documentType}
        value={type}
        onChange={(event) => setType(event.currentTarget.value)}
        data={types}
      />
    </FormDialog>
  );
}
