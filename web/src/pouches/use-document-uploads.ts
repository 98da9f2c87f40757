import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Destination, sendDocument } from '../api/documents.ts';
import type { Upload } from '../evidence/use-uploads.ts';

/** A file on its way into a pouch. */
export interface DocumentUpload extends Upload {
  readonly to: Destination;
  /** Where it came in parts: it goes on there. */
  readonly uploadId: string | undefined;
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
    retry({ key }: Pick<Upload, 'key'>) {
      const upload = uploads.find((one) => one.key === key);
      if (upload === undefined) return;
      change(key, { problem: null });
      enqueue(upload);
    },
    drop,
  };
}
