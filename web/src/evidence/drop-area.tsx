import { Button } from '@mantine/core';
import { type DragEvent, useEffect, useRef, useState } from 'react';
import { useFormat, useText } from '../text/text.tsx';
import { UploadIcon } from '../ui/icons.tsx';
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
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);

  // A file that misses the area would take the place of the page, and of the form on it.
  useEffect(() => {
    const stay = (event: Event) => event.preventDefault();
    for (const kind of ['dragover', 'drop']) window.addEventListener(kind, stay);
    return () => {
      for (const kind of ['dragover', 'drop']) window.removeEventListener(kind, stay);
    };
  }, []);

  return (
    // Dropping is a shortcut; the button inside does the same by keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={classes.drop}
      data-over={isOver}
      onDragOver={(event: DragEvent) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event: DragEvent) => {
        event.preventDefault();
        setOver(false);
        onFiles([...event.dataTransfer.files].slice(0, isSingle ? 1 : undefined));
      }}
    >
      <UploadIcon size={26} />
      <div className={classes.dropWords}>
        <strong>{isSingle ? words.dropPdf : words.drop}</strong>
        <span>{words.limit(format.fileSize(largest))}</span>
      </div>
      <Button variant="default" size="sm" onClick={() => input.current?.click()}>
        {isSingle ? words.choosePdf : words.choose}
      </Button>
      <input
        ref={input}
        type="file"
        multiple={!isSingle}
        accept={isSingle ? 'application/pdf' : undefined}
        hidden
        aria-label={isSingle ? words.choosePdf : words.choose}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          onFiles(files);
        }}
      />
    </div>
  );
}
