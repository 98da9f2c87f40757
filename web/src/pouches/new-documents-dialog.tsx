import { Stack } from '@mantine/core';
import { useState } from 'react';
import { type Described, largestDocument } from '../api/documents.ts';
import { likelyTypeOf } from '../evidence/file-kind.ts';
import { useFormat, useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { FolderField, KindFields, type Said, toSend } from './description-fields.tsx';
import classes from './pouch.module.css';

export interface NewDocument {
  readonly file: File;
  readonly described: Described;
}

interface NewDocumentsDialogProps {
  /** None: closed. */
  readonly files: readonly File[];
  readonly folders: readonly string[];
  readonly onClose: () => void;
  readonly onSubmit: (documents: readonly NewDocument[]) => void;
}

/** Files were chosen: what kind of document is each, and under which label do they lie? */
export function NewDocumentsDialog({ files, ...rest }: NewDocumentsDialogProps) {
  const { pouches: words } = useText();
  if (files.length === 0)
    return (
      <FormDialog
        {...{ title: words.upload, submit: words.add, isOpen: false, isActing: false, problem: null }}
        onClose={rest.onClose}
        onSubmit={rest.onClose}
      >
        {null}
      </FormDialog>
    );
  return (
    <Asking
      key={files.map(({ name, lastModified }) => `${name} ${lastModified}`).join()}
      files={files}
      {...rest}
    />
  );
}

function Asking({ files, folders, onClose, onSubmit }: NewDocumentsDialogProps) {
  const { pouches: words } = useText();
  const format = useFormat();
  const [documents, setDocuments] = useState<readonly { readonly file: File; readonly described: Said }[]>(
    () => files.map((file) => ({ file, described: { name: file.name, type: likelyTypeOf(file.name) } })),
  );
  const [folder, setFolder] = useState('');
  const tooLarge = files.filter(({ size }) => size > largestDocument);
  const say = (of: File, said: Partial<Said>) =>
    setDocuments((before) =>
      before.map((one) => (one.file === of ? { ...one, described: { ...one.described, ...said } } : one)),
    );
  return (
    <FormDialog
      title={words.upload}
      submit={words.add}
      isOpen
      onClose={onClose}
      isActing={false}
      canSubmit={tooLarge.length === 0}
      problem={null}
      onSubmit={() =>
        onSubmit(
          documents.map(({ file, described }) => ({ file, described: toSend({ ...described, folder }) })),
        )
      }
    >
      {tooLarge.length > 0 && (
        <Notice tone="wait">
          {words.tooLarge(format.list(tooLarge.map(({ name }) => name)), format.fileSize(largestDocument))}
        </Notice>
      )}
      {documents.map(({ file, described }) => (
        <Stack key={`${file.name} ${file.size}`} gap="xs" className={classes.newDocument}>
          <p className={classes.fileLine}>
            <strong>{file.name}</strong> {format.fileSize(file.size)}
          </p>
          <KindFields said={described} onSay={(said) => say(file, said)} />
        </Stack>
      ))}
      <FolderField value={folder} folders={folders} onChange={setFolder} />
    </FormDialog>
  );
}
