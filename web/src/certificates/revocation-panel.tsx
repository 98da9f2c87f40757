import { Button } from '@mantine/core';
import { useState } from 'react';
import { useText } from '../text/text.tsx';
import { Section } from '../ui/page.tsx';
import classes from './panels.module.css';
import { RevocationDialog } from './revocation-dialog.tsx';

/** For the chamber that issued it. */
export function RevocationPanel({ id }: { readonly id: string }) {
  const { revocation: words } = useText();
  const [isOpen, setOpen] = useState(false);
  return (
    <Section title={words.title}>
      <p className={classes.lead}>{words.lead}</p>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {words.start}
      </Button>
      <RevocationDialog id={id} isOpen={isOpen} onClose={() => setOpen(false)} />
    </Section>
  );
}
