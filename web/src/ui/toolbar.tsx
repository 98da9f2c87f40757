import { Group } from '@mantine/core';
import type { ReactNode } from 'react';

/** Search and filters above a list. */
export function Toolbar({ children }: { readonly children: ReactNode }) {
  return (
    <Group role="search" gap="sm">
      {children}
    </Group>
  );
}
