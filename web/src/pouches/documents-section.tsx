import { useState } from 'react';
import {
  addDocument,
  addVersion,
  type Pouch,
  type PouchDocument,
  versionAddress,
  versionProofAddress,
} from '../api/pouches.ts';
import { useAct } from '../api/use-act.ts';
import { type Text, useFormat, useText } from '../text/text.tsx';
import { DownloadLink } from '../ui/download-link.tsx';
import { FileButton } from '../ui/file-button.tsx';
import { DocumentIcon, UploadIcon } from '../ui/icons.tsx';
import { Empty, Notice } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { DocumentTypeDialog } from './document-type-dialog.tsx';
import classes from './pouch.module.css';

/** The documents of a pouch with all their versions, and adding one. */
export function DocumentsSection({ pouch }: { readonly pouch: Pouch }) {
  const { pouches: words } = useText();
  const [chosen, setChosen] = useState<File | null>(null);
  const adding = useAct(addDocument, () => setChosen(null));
  const mayAdd = pouch.state === 'active' && pouch.access.rights.includes('add');
  return (
    <Section
      title={words.documents}
      actions={
        mayAdd && (
          <FileButton
            label={words.upload}
            icon={<UploadIcon size={16} />}
            onFile={(file) => {
              adding.forget();
              setChosen(file);
            }}
          />
        )
      }
    >
      {pouch.documents.length === 0 ? (
        <Empty icon={<DocumentIcon size={36} />} title={words.noDocuments.title}>
          {words.noDocuments.lead}
        </Empty>
      ) : (
        <ul className={classes.items}>
          {pouch.documents.map((document) => (
            <DocumentItem
              key={document.id}
              document={document}
              mayAdd={mayAdd}
              mayDownload={pouch.access.rights.includes('download')}
            />
          ))}
        </ul>
      )}
      <DocumentTypeDialog
        file={chosen}
        isActing={adding.isActing}
        problem={adding.problem}
        onClose={() => setChosen(null)}
        onSubmit={(file, type) => adding.act({ pouchId: pouch.id, file, type })}
      />
    </Section>
  );
}

interface DocumentItemProps {
  readonly document: PouchDocument;
  readonly mayAdd: boolean;
  readonly mayDownload: boolean;
}

function DocumentItem({ document, mayAdd, mayDownload }: DocumentItemProps) {
  const { pouches: words } = useText();
  const format = useFormat();
  const adding = useAct(addVersion);
  const { id, name, type, latest } = document;
  return (
    <li className={classes.item}>
      <span className={classes.itemIcon}>
        <DocumentIcon size={22} />
      </span>
      <div className={classes.itemWords}>
        <p className={classes.itemName}>
          {mayDownload ? (
            <DownloadLink address={versionAddress(id, latest.version)} label={words.downloadFile(name)}>
              {name}
            </DownloadLink>
          ) : (
            name
          )}
        </p>
        <p className={classes.quiet}>
          {[typeName(type, words), format.fileSize(latest.size), words.version(latest.version)].join(' · ')}
        </p>
        <p className={classes.quiet}>
          {words.addedBy(latest.addedBy.legalName, format.dateTime(latest.addedAt))}
        </p>
        {adding.isActing && <Notice tone="still">{words.uploading(name)}</Notice>}
        <ProblemAlert problem={adding.problem} />
        {latest.version > 1 && mayDownload && (
          <details className={classes.versions}>
            <summary>{words.versions}</summary>
            <ul>
              {earlier(latest.version).map((version) => (
                <li key={version}>
                  <DownloadLink address={versionAddress(id, version)}>{words.version(version)}</DownloadLink>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
      <div className={classes.itemActs}>
        {mayDownload && (
          <DownloadLink address={versionProofAddress(id, latest.version)} label={words.downloadProof(name)}>
            {words.proof}
          </DownloadLink>
        )}
        {mayAdd && (
          <FileButton
            label={words.newVersion}
            description={words.newVersionOf(name)}
            subtle
            onFile={(file) => adding.act({ documentId: id, file })}
          />
        )}
      </div>
    </li>
  );
}

const typeName = (type: string, words: Text['pouches']): string => words.documentTypes[type] ?? type;

const earlier = (latest: number): number[] =>
  Array.from({ length: latest - 1 }, (_, index) => latest - 1 - index);
