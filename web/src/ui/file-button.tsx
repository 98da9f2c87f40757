import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useFileInput } from './use-file-input.tsx';

interface FileButtonProps {
  readonly label: string;
  /** Says to readers what the label alone leaves open. */
  readonly description?: string;
  readonly icon?: ReactNode;
  readonly subtle?: boolean;
  /** Several may be chosen at once. */
  readonly isSeveral?: boolean;
  readonly onFiles: (files: readonly File[]) => void;
}

/** A button that lets files be chosen. */
export function FileButton({
  label,
  description,
  icon,
  subtle = false,
  isSeveral = false,
  onFiles,
}: FileButtonProps) {
  const { input, choose } = useFileInput({ label: description ?? label, isSingle: !isSeveral, onFiles });
  return (
    <>
      <Button
        size="xs"
        variant={subtle ? 'subtle' : 'default'}
        leftSection={icon}
        aria-label={description}
        onClick={choose}
      >
        {label}
      </Button>
      {input}
    </>
  );
}
