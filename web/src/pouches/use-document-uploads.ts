import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Destination, sendDocument } from '../api/documents.ts';
import { isChangedMeanwhile } from '../api/http.ts';
import type { PouchDocument } from '../api/pouches.ts';
import type { Upload } from '../evidence/use-uploads.ts';

/** A file on its way into a pouch. */
export interface DocumentUpload extends Upload {
  readonly to: Destination;
  /** Where it came in parts: it goes on there. */
  readonly uploadId: string | undefined;
}

/** The same file as the version after the one that came meanwhile: another request, begun anew. */
function afterAnother(
  { to, problem, ...upload }: DocumentUpload,
  documents: readonly PouchDocument[],
): DocumentUpload | undefined {
  if (!('documentId' in to && isChangedMeanwhile(problem))) return undefined;
  const document = documents.find(({ id }) => id === to.documentId);
  if (document === undefined) return undefined;
  const { revision } = document;
  return { ...upload, problem, key: crypto.randomUUID(), uploadId: undefined, to: { ...to, revision } };
}

/** Files are sent one after the other, each with its progress; one that failed can go on. */
export function useDocumentUploads() {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly DocumentUpload[]>([]);
  const last = useRef<Promise<void>>(Promise.resolve());
  const { mutateAsync } = useMutation({ mutationFn: (send: () => Promise<void>) => send() });

  const change = (key: string, changed: Partial<DocumentUpload>) =>
    setUploads((before) => before.map((one) => (one.key === key ? { ...one, ...changed } : one)));
  const drop = (key: string) => setUploads((before) => before.filter((one) => one.key !== key));

  const send = async ({ key, file, to, uploadId }: DocumentUpload): Promise<void> => {
    change(key, { sent: 0, problem: null });
    try {
      await mutateAsync(() =>
        sendDocument({
          ...{ file, to, uploadId, idempotencyKey: key },
          onBegun: (begun) => change(key, { uploadId: begun }),
          onProgress: (sent) => change(key, { sent }),
        }),
      );
      await client.invalidateQueries();
      drop(key);
    } catch (problem) {
      // Whoever tries again is to see what came meanwhile, and to add after it.
      if (isChangedMeanwhile(problem)) await client.invalidateQueries();
      change(key, { sent: undefined, problem: problem as Error });
    }
  };
  const enqueue = (upload: DocumentUpload) => {
    last.current = last.current.then(() => send(upload));
  };

  return {
    uploads,
    add(files: readonly { readonly file: File; readonly to: Destination }[]) {
      const added = files.map((one) => ({
        ...{ ...one, key: crypto.randomUUID(), sent: undefined },
        ...{ problem: null, uploadId: undefined },
      }));
      setUploads((before) => [...before, ...added]);
      for (const upload of added) enqueue(upload);
    },
    /** @param documents as they are now: whoever was told that another version came adds theirs after it */
    retry(key: string, documents: readonly PouchDocument[]) {
      const upload = uploads.find((one) => one.key === key);
      if (upload === undefined) return;
      const again = afterAnother(upload, documents) ?? upload;
      change(key, { ...again, problem: null });
      enqueue(again);
    },
    drop,
  };
}
