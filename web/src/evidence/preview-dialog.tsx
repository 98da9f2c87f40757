import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import type { Evidence } from '../api/evidence.ts';
import { useText } from '../text/text.tsx';
import classes from './evidence.module.css';
import { Preview } from './preview.tsx';

interface PreviewDialogProps {
  readonly certificateId: string;
  /** Null: closed. */
  readonly evidence: Evidence | null;
  readonly onClose: () => void;
}

/** A file over the page; over all of it on a phone. */
export function PreviewDialog({ certificateId, evidence, onClose }: PreviewDialogProps) {
  const { ui } = useText();
  const isNarrow = useMediaQuery('(max-width: 48em)');
  return (
    <Modal
      opened={evidence !== null}
      onClose={onClose}
      title={evidence?.name}
      size="56rem"
      fullScreen={isNarrow}
      closeButtonProps={{ 'aria-label': ui.close }}
    >
      <div className={classes.dialog}>
        {evidence !== null && <Preview certificateId={certificateId} evidence={evidence} />}
      </div>
    </Modal>
  );
}
