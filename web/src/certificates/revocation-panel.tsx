import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../text/text.tsx';
import { Section } from '../ui/page.tsx';
import { RevocationDialog } from './revocation-dialog.tsx';

/** For the chamber that issued it. */
export function RevocationPanel({ id }: { readonly id: string }) {
  const { revocation: words } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title={words.title}>
      <p style={{ margin: '0 0 12px', color: 'var(--text-quiet)' }}>{words.lead}</p>
      <Button variant="default" onClick={() => setOpen(true)}>
        {words.start}
      </Button>
      <RevocationDialog id={id} isOpen={isOpen} onClose={() => setOpen(false)} />
    </Section>
  );
}
