import { type PouchDocument, versionAddress, versionProofAddress } from '../api/pouches.ts';
import { kindOf } from '../evidence/file-kind.ts';
import { DocumentMessages } from '../messages/document-messages.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { FileButton } from '../ui/file-button.tsx';
import { DocumentIcon, DownloadIcon } from '../ui/icons.tsx';
import { DescriptionButton } from './description-dialog.tsx';
import { kindName } from './description-fields.tsx';
import { DocumentHistory } from './document-history.tsx';
import type { Shown } from './document-preview.tsx';
import classes from './pouch.module.css';

interface DocumentItemProps {
  readonly document: PouchDocument;
  readonly recordId: string;
  readonly folders: readonly string[];
  readonly mayAdd: boolean;
  readonly mayDownload: boolean;
  readonly onShow: (version: Shown['version']) => void;
  readonly onVersion: (file: File) => void;
}

/** One document of a pouch: look at it, get it, add the next version, say what it is. */
export function DocumentItem(props: DocumentItemProps) {
  const { document, recordId, folders, mayAdd, mayDownload, onShow, onVersion } = props;
  const { pouches: words, evidence } = useText();
  const format = useFormat();
  const { id, name, latest } = document;
  const isShown = mayDownload && kindOf({ name, mediaType: latest.mediaType }) !== 'other';
  return (
    <li className={`${classes.item} ${classes.document}`}>
      <span className={classes.itemIcon}>
        <DocumentIcon size={22} />
      </span>
      <div className={classes.itemWords}>
        <p className={classes.itemName}>
          {isShown ? (
            <button type="button" aria-label={evidence.show(name)} onClick={() => onShow(latest)}>
              {name}
            </button>
          ) : (
            name
          )}
        </p>
        <p className={classes.quiet}>
          {[kindName(document, words), format.fileSize(latest.size), words.version(latest.version)].join(
            ' · ',
          )}
        </p>
        <p className={classes.quiet}>
          {words.addedBy(latest.addedBy.legalName, format.dateTime(latest.addedAt))}
        </p>
        <DocumentHistory document={document} {...{ recordId, mayDownload, onShow }} />
      </div>
      <div className={classes.itemActs}>
        {mayDownload && (
          <>
            <DownloadLink address={versionAddress(id, latest.version)} label={words.downloadFile(name)}>
              <DownloadIcon size={18} />
            </DownloadLink>
            <DownloadLink address={versionProofAddress(id, latest.version)} label={words.downloadProof(name)}>
              {words.proof}
            </DownloadLink>
          </>
        )}
        {mayAdd && (
          <>
            <DescriptionButton document={document} folders={folders} />
            <FileButton
              label={words.newVersion}
              description={words.newVersionOf(name)}
              subtle
              onFiles={([file]) => file !== undefined && onVersion(file)}
            />
          </>
        )}
        <DocumentMessages pouch={{ id: document.pouchId, recordId }} document={document} />
      </div>
    </li>
  );
}
