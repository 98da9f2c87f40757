import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type PouchDocument, versionAddress } from '../api/pouches.ts';
import classes from '../evidence/evidence.module.css';
import { FilePreview } from '../evidence/file-preview.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { kindName } from './description-fields.tsx';

interface DocumentPreviewProps {
  /** Null: closed. */
  readonly document: PouchDocument | null;
  readonly onClose: () => void;
}

/** The latest version of a document over the page; over all of it on a phone. */
export function DocumentPreview({ document, onClose }: DocumentPreviewProps) {
  const { pouches: words, ui } = useText();
  const format = useFormat();
  const isNarrow = useMediaQuery('(max-width: 48em)');
  return (
    <Modal
      opened={document !== null}
      onClose={onClose}
      title={document?.name}
      size="56rem"
      fullScreen={isNarrow}
      closeButtonProps={{ 'aria-label': ui.close }}
    >
      <div className={classes.dialog}>
        {document !== null && (
          <FilePreview
            file={{
              name: document.name,
              mediaType: document.latest.mediaType,
              address: versionAddress(document.id, document.latest.version),
            }}
            facts={[
              kindName(document, words),
              words.version(document.latest.version),
              format.fileSize(document.latest.size),
            ]}
          />
        )}
      </div>
    </Modal>
  );
}
