import { type ReactNode, useRef } from 'react';

interface FileInputProps {
  /** What readers are told that it is for. */
  readonly label: string;
  readonly isSingle?: boolean;
  /** As of an `input`: media types or endings. */
  readonly accept?: string;
  readonly onFiles: (files: readonly File[]) => void;
}

/** Lets files be chosen: `input` goes somewhere into the page, unseen; `choose` opens it. The same file may be chosen again. */
export function useFileInput({ label, isSingle = false, accept, onFiles }: FileInputProps): {
  readonly input: ReactNode;
  readonly choose: () => void;
} {
  const element = useRef<HTMLInputElement>(null);
  const input = (
    <input
      ref={element}
      type="file"
      multiple={!isSingle}
      accept={accept}
      hidden
      aria-label={label}
      onChange={(event) => {
        const files = [...(event.currentTarget.files ?? [])];
        event.currentTarget.value = '';
        onFiles(files);
      }}
    />
  );
  return { input, choose: () => element.current?.click() };
}
