import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import { type Organisation, rotateIssuingKey } from '../api/organisations.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { EndAccreditationDialog } from './end-accreditation-dialog.tsx';

/** What the federation does with a chamber's key. */
export function KeyActs({ organisation }: { readonly organisation: Organisation }) {
  const words = useText().organisations;
  const [open, setOpen] = useState<'rotate' | 'end' | null>(null);
  const close = () => setOpen(null);
  const rotating = useAct(rotateIssuingKey, close);
  const { id, legalName, role } = organisation;
  return (
    <Group gap="sm" mt="lg">
      <Button variant="default" onClick={() => setOpen('rotate')}>
        {words.rotate}
      </Button>
      {role === 'chamber' && (
        <Button variant="default" onClick={() => setOpen('end')}>
          {words.end}
        </Button>
      )}
      <FormDialog
        title={words.rotateTitle}
        submit={words.rotate}
        isOpen={open === 'rotate'}
        onClose={close}
        onSubmit={() => rotating.act(id)}
        isActing={rotating.isActing}
        problem={rotating.problem}
      >
        <p style={{ margin: 0 }}>{words.rotateLead(legalName)}</p>
      </FormDialog>
      {open === 'end' && <EndAccreditationDialog id={id} legalName={legalName} onClose={close} />}
    </Group>
  );
}
