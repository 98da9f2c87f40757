import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { custodyQuery } from '../api/custody.ts';
import { makePouch, type Pouch } from '../api/pouches.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';

/** For the owner of a pouch whose key is lost: a new one with its title and cover, which names it. */
export function ReplacementDialog({ pouch }: { readonly pouch: Pouch }) {
  const { replacement: words } = useText().pouches;
  const navigate = useNavigate();
  const [isOpen, setOpen] = useState(false);
  const making = useAct(makePouch, ({ id }) => void navigate(`/pouches/${id}`));
  const { data: custody } = useQuery(custodyQuery);
  const { recordId, title, cover } = pouch;
  // Keys that the server holds are not lost: only who held some itself can be without one.
  if (custody === undefined || custody.holders.length === 0) return null;
  return (
    <>
      <Button size="xs" variant="subtle" onClick={() => setOpen(true)}>
        {words.start}
      </Button>
      <FormDialog
        title={words.title}
        submit={words.make}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isActing={making.isActing}
        problem={making.problem}
        onSubmit={() => making.act({ title, cover, replaces: recordId })}
      >
        <p style={{ margin: 0 }}>{words.lead}</p>
      </FormDialog>
    </>
  );
}
