import { Button } from '@mantine/core';
import { type ReactNode, useRef } from 'react';

interface FileButtonProps {
  readonly label: string;
  /** Says to readers what the label alone leaves open. */
  readonly description?: string;
  readonly icon?: ReactNode;
  readonly subtle?: boolean;
  readonly onFile: (file: File) => void;
}

/** A button that lets a file be chosen; the same file may be chosen again. */
export function FileButton({ label, description, icon, subtle = false, onFile }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button
        size="xs"
        variant={subtle ? 'subtle' : 'default'}
        leftSection={icon}
        aria-label={description}
        onClick={() => input.current?.click()}
      >
        {label}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={description ?? label}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file !== undefined) onFile(file);
        }}
      />
    </>
  );
}
