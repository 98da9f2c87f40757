import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { type Evidence, evidenceQuery, handInEvidence } from '../api/evidence.ts';
import { likelyTypeOf } from './file-kind.ts';

/** A file on its way; one that arrived is on the list instead. */
export interface Upload {
  /** Its Idempotency-Key too: trying again hands nothing in twice. */
  readonly key: string;
  readonly file: File;
  /** Bytes; undefined while others go before it. */
  readonly sent: number | undefined;
  readonly problem: Error | null;
}

/**
 * Files are sent one after the other, each with its progress; what fails can be tried again.
 * @param onHandedIn called for each file that has arrived, once it is on the list
 */
export function useUploads(certificateId: string, onHandedIn?: (evidence: Evidence) => void) {
  const client = useQueryClient();
  const [uploads, setUploads] = useState<readonly Upload[]>([]);
  const last = useRef<Promise<void>>(Promise.resolve());
  const { mutateAsync } = useMutation({ mutationFn: (send: () => Promise<Evidence>) => send() });

  const change = (key: string, changed: Partial<Upload>) =>
    setUploads((before) => before.map((one) => (one.key === key ? { ...one, ...changed } : one)));
  const drop = (key: string) => setUploads((before) => before.filter((one) => one.key !== key));

  const send = async (key: string, file: File): Promise<void> => {
    change(key, { sent: 0, problem: null });
    const handedIn = { id: certificateId, file, type: likelyTypeOf(file.name), idempotencyKey: key };
    try {
      const evidence = await mutateAsync(() => handInEvidence(handedIn, (sent) => change(key, { sent })));
      await client.invalidateQueries({ queryKey: evidenceQuery(certificateId).queryKey });
      drop(key);
      onHandedIn?.(evidence);
    } catch (problem) {
      change(key, { sent: undefined, problem: problem as Error });
    }
  };
  const enqueue = (key: string, file: File) => {
    last.current = last.current.then(() => send(key, file));
  };

  return {
    uploads,
    add(files: readonly File[]) {
      const added = files.map((file) => ({
        ...{ key: crypto.randomUUID(), file },
        ...{ sent: undefined, problem: null },
      }));
      setUploads((before) => [...before, ...added]);
      for (const { key, file } of added) enqueue(key, file);
    },
    retry({ key, file }: Upload) {
      change(key, { problem: null });
      enqueue(key, file);
    },
    drop,
  };
}
