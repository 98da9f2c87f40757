import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Organisation, vouchFor } from '../api/organisations.ts';
import { useAct } from '../api/use-act.ts';
import { useMay, useMe } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';

/** Of a company that came by an invitation: the federation, or a chamber of its country, says that it knows it. */
export function Vouching({ organisation }: { readonly organisation: Organisation }) {
  const words = useText().organisations;
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  const vouching = useAct(vouchFor, close);
  const mayRegister = useMay('organisation:register');
  const us = useMe().organisation;
  const { id, legalName, country, role, vouchedBy } = organisation;
  const isNear = us.role === 'federation' || us.country === country;
  if (vouchedBy !== null || role === 'federation' || !mayRegister || !isNear) return null;
  return (
    <>
      <Button mt="lg" onClick={() => setOpen(true)}>
        {words.vouch}
      </Button>
      <FormDialog
        title={words.vouch}
        submit={words.vouch}
        isOpen={isOpen}
        onClose={close}
        onSubmit={() => vouching.act(id)}
        isActing={vouching.isActing}
        problem={vouching.problem}
      >
        <p style={{ margin: 0 }}>{words.vouchLead(legalName)}</p>
      </FormDialog>
    </>
  );
}
