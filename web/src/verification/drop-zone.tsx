import { Button } from '@mantine/core';
import { type DragEvent, useRef, useState } from 'react';
import { useText } from '../text/text.tsx';
import { CameraIcon, VerifyIcon } from '../ui/icons.tsx';
import classes from './verification.module.css';

interface DropZoneProps {
  readonly isSmall: boolean;
  readonly onFiles: (files: readonly File[]) => void;
  /** Asks for the camera instead. */
  readonly onScan: () => void;
}

/** Takes files by drop or by choosing. */
export function DropZone({ isSmall, onFiles, onScan }: DropZoneProps) {
  const { verify: words, scan } = useText();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const over = (event: DragEvent) => {
    event.preventDefault();
    setOver(true);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    onFiles([...event.dataTransfer.files]);
  };
  return (
    // Dropping is a shortcut; the button inside does the same by keyboard.
    // biome-ignore lint/a11y/noStaticElementInteractions: see above
    <div
      className={classes.drop}
      data-over={isOver}
      data-small={isSmall}
      onDragOver={over}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className={classes.dropIcon}>
        <VerifyIcon size={isSmall ? 28 : 44} />
      </span>
      <div className={classes.dropWords}>
        <p className={classes.dropTitle}>{words.drop}</p>
        <p>{words.dropLead}</p>
        <p>{words.private}</p>
      </div>
      <div className={classes.dropWays}>
        <Button variant={isSmall ? 'default' : 'filled'} onClick={() => input.current?.click()}>
          {words.choose}
        </Button>
        <Button variant="default" leftSection={<CameraIcon />} onClick={onScan}>
          {scan.open}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={words.choose}
        onChange={(event) => {
          const files = [...(event.currentTarget.files ?? [])];
          event.currentTarget.value = '';
          onFiles(files);
        }}
      />
    </div>
  );
}
