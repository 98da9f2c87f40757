import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { attachFile } from '../api/conversation.ts';
import type { Upload } from '../evidence/use-uploads.ts';

/** A file for a message that is being written. */
export interface AttachedFile extends Upload {
  /** Once it has arrived. */
  readonly id: string | null;
}

/** Each is sent as it is chosen; the message names those that have arrived. */
export function useAttachments(pouchId: string) {
  const [files, setFiles] = useState<readonly AttachedFile[]>([]);
  const { mutateAsync } = useMutation({ mutationFn: (send: () => Promise<{ id: string }>) => send() });
  const change = (key: string, changed: Partial<AttachedFile>) =>
    setFiles((before) => before.map((one) => (one.key === key ? { ...one, ...changed } : one)));
  const send = async (key: string, file: File): Promise<void> => {
    change(key, { sent: 0, problem: null });
    try {
      const { id } = await mutateAsync(() =>
        attachFile({ pouchId, file }, key, (sent) => change(key, { sent })),
      );
      change(key, { id });
    } catch (problem) {
      change(key, { sent: undefined, problem: problem as Error });
    }
  };
  return {
    files,
    isUnderWay: files.some(({ id }) => id === null),
    sent: files.flatMap(({ id }) => id ?? []),
    add(file: File) {
      const key = crypto.randomUUID();
      setFiles((before) => [...before, { key, file, sent: undefined, problem: null, id: null }]);
      void send(key, file);
    },
    retry: ({ key, file }: Pick<Upload, 'key' | 'file'>) => void send(key, file),
    drop: (key: string) => setFiles((before) => before.filter((one) => one.key !== key)),
    clear: () => setFiles([]),
  };
}
