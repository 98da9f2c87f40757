import { Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { offerHandover } from '../api/handovers.ts';
import type { Pouch } from '../api/pouches.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { OrganisationSelect } from '../ui/organisation-select.tsx';
import { noTerms, OfferTerms, problemBesideTerms, sentTerms } from './offer-terms.tsx';
import { owners } from './owners.ts';

/** For the owner of a pouch: offers what it chooses of it. */
export function PartDialog({ pouch }: { readonly pouch: Pouch }) {
  const { handovers: words } = useText();
  const [isOpen, setOpen] = useState(false);
  const [to, setTo] = useState<string | null>(null);
  const [title, setTitle] = useState('');
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [withCover, setWithCover] = useState(true);
  const [terms, setTerms] = useState(noTerms);
  const offering = useAct(offerHandover, () => {
    setOpen(false);
    setTerms(noTerms);
  });
  // A certificate that went on by itself is its own owner's.
  const certificates = pouch.certificates.filter(({ owner }) => owner.id === pouch.owner.id);
  const things = [
    ...pouch.documents.map(({ id, name }) => ({ id, name })),
    ...certificates.map(({ id, number }) => ({ id, name: number })),
  ];
  if (things.length < 2) return null;
  const picked = (all: readonly { id: string }[]) =>
    all.map(({ id }) => id).filter((id) => chosen.includes(id));
  const isReady = to !== null && title.trim() !== '' && chosen.length > 0;
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {words.part.start}
      </Button>
      <FormDialog
        title={words.part.title}
        submit={words.offer}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isActing={offering.isActing}
        canSubmit={isReady}
        problem={problemBesideTerms(offering.problem)}
        onSubmit={() => {
          if (to === null || !isReady) return;
          const part = {
            title: title.trim(),
            documents: picked(pouch.documents),
            certificates: picked(certificates),
            ...(withCover && { cover: pouch.cover }),
          };
          offering.act({ recordId: pouch.recordId, to, part, ...sentTerms(terms) });
        }}
      >
        <p style={{ margin: 0, color: 'var(--text-quiet)' }}>{words.part.lead}</p>
        <Checkbox.Group label={words.part.choose} value={[...chosen]} onChange={setChosen}>
          <Stack gap="xs" mt={6} style={{ maxBlockSize: '40vh', overflowY: 'auto' }}>
            {things.map(({ id, name }) => (
              <Checkbox key={id} value={id} label={name} />
            ))}
          </Stack>
        </Checkbox.Group>
        <OrganisationSelect label={words.handOverTo} roles={owners} value={to} onChange={setTo} />
        <TextInput
          label={words.part.name}
          maxLength={200}
          required
          value={title}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <Checkbox
          label={words.part.withCover}
          checked={withCover}
          onChange={(event) => setWithCover(event.currentTarget.checked)}
        />
        <OfferTerms terms={terms} onChange={setTerms} problem={offering.problem} />
      </FormDialog>
    </>
  );
}
