import { Modal } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { type PouchDocument, versionAddress } from '../api/pouches.ts';
import classes from '../evidence/evidence.module.css';
import { FilePreview } from '../evidence/file-preview.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { kindName } from './description-fields.tsx';

/** Which version of which document somebody wants to look at. */
export interface Shown {
  readonly document: PouchDocument;
  readonly version: Pick<PouchDocument['latest'], 'version' | 'mediaType' | 'size'>;
}

interface DocumentPreviewProps {
  /** Null: closed. */
  readonly shown: Shown | null;
  readonly onClose: () => void;
}

/** A version of a document over the page; over all of it on a phone. */
export function DocumentPreview({ shown, onClose }: DocumentPreviewProps) {
  const { pouches: words, ui } = useText();
  const format = useFormat();
  const isNarrow = useMediaQuery('(max-width: 48em)');
  return (
    <Modal
      opened={shown !== null}
      onClose={onClose}
      title={shown?.document.name}
      size="56rem"
      fullScreen={isNarrow}
      closeButtonProps={{ 'aria-label': ui.close }}
    >
      <div className={classes.dialog}>
        {shown !== null && (
          <FilePreview
            file={{
              name: shown.document.name,
              mediaType: shown.version.mediaType,
              address: versionAddress(shown.document.id, shown.version.version),
            }}
            facts={[
              kindName(shown.document, words),
              words.version(shown.version.version),
              format.fileSize(shown.version.size),
            ]}
          />
        )}
      </div>
    </Modal>
  );
}
