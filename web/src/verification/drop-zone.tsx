import { Button } from '@mantine/core';
import { useText } from '../text/text.tsx';
import { DropTarget } from '../ui/drop-target.tsx';
import { CameraIcon, VerifyIcon } from '../ui/icons.tsx';
import { useFileInput } from '../ui/use-file-input.tsx';
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
  const { input, choose } = useFileInput({ label: words.choose, onFiles });
  return (
    <DropTarget className={classes.drop} isSmall={isSmall} onFiles={onFiles}>
      <span className={classes.dropIcon}>
        <VerifyIcon size={isSmall ? 28 : 44} />
      </span>
      <div className={classes.dropWords}>
        <p className={classes.dropTitle}>{words.drop}</p>
        <p>{words.dropLead}</p>
        <p>{words.private}</p>
      </div>
      <div className={classes.dropWays}>
        <Button variant={isSmall ? 'default' : 'filled'} onClick={choose}>
          {words.choose}
        </Button>
        <Button variant="default" leftSection={<CameraIcon />} onClick={onScan}>
          {scan.open}
        </Button>
      </div>
      {input}
    </DropTarget>
  );
}
