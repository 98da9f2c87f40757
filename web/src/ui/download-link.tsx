import { Anchor } from '@mantine/core';
import type { ReactNode } from 'react';

interface DownloadLinkProps {
  readonly address: string;
  readonly label?: string;
  readonly children: ReactNode;
}

/** A link that the browser saves, so that a large file goes to the disk and not through the page's memory. */
export function DownloadLink({ address, label, children }: DownloadLinkProps) {
  return (
    <Anchor href={address} download inherit aria-label={label}>
      {children}
    </Anchor>
  );
}
