import { useState } from 'react';
import type { Pouch, PouchDocument } from '../api/pouches.ts';
import { UploadList } from '../evidence/upload-list.tsx';
import { useText } from '../text/text.tsx';
import { FileButton } from '../ui/file-button.tsx';
import { DocumentIcon, UploadIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { TakenEarly } from '../ui/taken-early.tsx';
import { foldersOf } from './description-fields.tsx';
import { DocumentItem } from './document-item.tsx';
import { DocumentPreview, type Shown } from './document-preview.tsx';
import { NewDocumentsDialog } from './new-documents-dialog.tsx';
import classes from './pouch.module.css';
import { useDocumentUploads } from './use-document-uploads.ts';

/** The documents of a pouch by their labels, and those that are on their way into it. */
export function DocumentsSection({ pouch }: { readonly pouch: Pouch }) {
  const { pouches: words } = useText();
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const [shown, setShown] = useState<Shown | null>(null);
  const { uploads, add, retry, drop } = useDocumentUploads();
  const mayAdd = pouch.state === 'active' && pouch.access.rights.includes('add');
  const mayDownload = pouch.access.rights.includes('download');
  const folders = foldersOf(pouch.documents);
  const item = (document: PouchDocument) => (
    <DocumentItem
      key={document.id}
      {...{ document, folders, mayAdd, mayDownload, recordId: pouch.recordId }}
      onShow={(version) => setShown({ document, version })}
      onVersion={(file) => add([{ file, to: { documentId: document.id, revision: document.revision } }])}
    />
  );
  const groups = [null, ...folders].map((folder) => ({
    folder,
    documents: pouch.documents.filter((document) => document.folder === folder),
  }));
  return (
    <Section
      title={words.documents}
      actions={
        mayAdd && (
          <FileButton label={words.upload} icon={<UploadIcon size={16} />} isSeveral onFiles={setChosen} />
        )
      }
    >
      {uploads.length > 0 && (
        <div className={classes.uploads}>
          <UploadList uploads={uploads} onRetry={({ key }) => retry(key, pouch.documents)} onDrop={drop} />
        </div>
      )}
      {pouch.documents.length > 0 && mayDownload && <TakenEarly sealing={pouch.sealing} />}
      {pouch.documents.length > 0 && !mayDownload && (
        <p className={classes.quiet}>{words.onlySeen(pouch.owner.legalName)}</p>
      )}
      {pouch.documents.length === 0 ? (
        <Empty icon={<DocumentIcon size={36} />} title={words.noDocuments.title}>
          {words.noDocuments.lead}
        </Empty>
      ) : (
        groups.map(
          ({ folder, documents }) =>
            documents.length > 0 && (
              <section key={folder ?? ''} aria-label={folder ?? words.noFolder}>
                {folder !== null && <h3 className={classes.folder}>{folder}</h3>}
                <ul className={classes.items}>{documents.map(item)}</ul>
              </section>
            ),
        )
      )}
      <NewDocumentsDialog
        files={chosen}
        folders={folders}
        onClose={() => setChosen([])}
        onSubmit={(documents) => {
          setChosen([]);
          add(documents.map(({ file, described }) => ({ file, to: { pouchId: pouch.id, described } })));
        }}
      />
      <DocumentPreview shown={shown} onClose={() => setShown(null)} />
    </Section>
  );
}
