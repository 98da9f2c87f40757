import { CloseButton } from '@mantine/core';
import { UploadList } from '../evidence/upload-list.tsx';
import { useFormat, useText } from '../text/text.tsx';
import classes from './messages.module.css';
import type { AttachedFile } from './use-attachments.ts';

interface AttachmentListProps {
  readonly files: readonly AttachedFile[];
  readonly onRetry: (file: Pick<AttachedFile, 'key' | 'file'>) => void;
  readonly onDrop: (key: string) => void;
}

/** Files that go with the message: those that have arrived can be taken out again. */
export function AttachmentList({ files, onRetry, onDrop }: AttachmentListProps) {
  const { together: words } = useText();
  const format = useFormat();
  const arrived = files.filter(({ id }) => id !== null);
  return (
    <>
      {arrived.length > 0 && (
        <ul className={classes.files} aria-label={words.attached}>
          {arrived.map(({ key, file }) => (
            <li key={key}>
              <span>{file.name}</span> <span className={classes.quiet}>{format.fileSize(file.size)}</span>
              <CloseButton size="sm" aria-label={words.remove(file.name)} onClick={() => onDrop(key)} />
            </li>
          ))}
        </ul>
      )}
      <UploadList uploads={files.filter(({ id }) => id === null)} onRetry={onRetry} onDrop={onDrop} />
    </>
  );
}
