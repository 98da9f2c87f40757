import { Button } from '@mantine/core';
import { useFormat, useText } from '../text/text.tsx';
import { DropTarget } from '../ui/drop-target.tsx';
import { UploadIcon } from '../ui/icons.tsx';
import { useFileInput } from '../ui/use-file-input.tsx';
import classes from './evidence.module.css';

/** As the server has it (server/certificates/evidence/evidence.ts). */
const largest = 25_000_000;

interface DropAreaProps {
  readonly onFiles: (files: readonly File[]) => void;
  /** It takes one PDF. */
  readonly isSingle?: boolean;
}

/** Takes files by drop or by choosing. */
export function DropArea({ onFiles, isSingle = false }: DropAreaProps) {
  const { evidence: words } = useText();
  const format = useFormat();
  const label = isSingle ? words.choosePdf : words.choose;
  const { input, choose } = useFileInput({
    ...{ label, isSingle, onFiles },
    ...(isSingle && { accept: 'application/pdf' }),
  });
  return (
    <DropTarget
      className={classes.drop}
      onFiles={(files) => onFiles(files.slice(0, isSingle ? 1 : undefined))}
    >
      <UploadIcon size={26} />
      <div className={classes.dropWords}>
        <strong>{isSingle ? words.dropPdf : words.drop}</strong>
        <span>{words.limit(format.fileSize(largest))}</span>
      </div>
      <Button variant="default" size="sm" onClick={choose}>
        {label}
      </Button>
      {input}
    </DropTarget>
  );
}
