import { Button, Checkbox, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { offerSeveral } from '../api/handovers.ts';
import { type Owned, ownedQuery } from '../api/owned.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { OrganisationSelect } from '../ui/organisation-select.tsx';
import { noTerms, OfferTerms, problemBesideTerms, sentTerms } from './offer-terms.tsx';
import { owners } from './owners.ts';

/** Offers several pouches and certificates at once. */
export function SeveralDialog() {
  const { handovers: words } = useText();
  const [isOpen, setOpen] = useState(false);
  const [to, setTo] = useState<string | null>(null);
  const [terms, setTerms] = useState(noTerms);
  const [chosen, setChosen] = useState<readonly Owned[]>([]);
  const [wanted, setWanted] = useState('');
  const [sought] = useDebouncedValue(wanted.trim(), 200);
  const { data } = useQuery({ ...ownedQuery(sought), enabled: isOpen });
  const offering = useAct(offerSeveral, () => {
    setOpen(false);
    setChosen([]);
    setTerms(noTerms);
  });
  const ids = chosen.map(({ recordId }) => recordId);
  // What was chosen stays in sight, whatever is looked for next.
  const shown = [...chosen, ...(data ?? []).filter(({ recordId }) => !ids.includes(recordId))];
  return (
    <>
      <Button variant="default" onClick={() => setOpen(true)}>
        {words.several.start}
      </Button>
      <FormDialog
        title={words.several.title}
        submit={words.offer}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isActing={offering.isActing}
        canSubmit={to !== null && chosen.length > 0}
        problem={problemBesideTerms(offering.problem)}
        onSubmit={() => to !== null && offering.act({ records: ids, to, ...sentTerms(terms) })}
      >
        <p style={{ margin: 0, color: 'var(--text-quiet)' }}>{words.several.lead}</p>
        {sought === '' && data?.length === 0 && <p style={{ margin: 0 }}>{words.several.none}</p>}
        <TextInput
          label={words.several.find}
          value={wanted}
          onChange={(event) => setWanted(event.currentTarget.value)}
        />
        <Checkbox.Group
          label={words.several.choose}
          description={words.several.chosen(chosen.length)}
          value={ids}
          onChange={(wished) => setChosen(shown.filter(({ recordId }) => wished.includes(recordId)))}
        >
          <Stack gap="xs" mt={6} style={{ maxBlockSize: '35vh', overflowY: 'auto' }}>
            {shown.map(({ recordId, name, kind }) => (
              <Checkbox key={recordId} value={recordId} label={name} description={words.kinds[kind]} />
            ))}
          </Stack>
        </Checkbox.Group>
        <OrganisationSelect label={words.handOverTo} roles={owners} value={to} onChange={setTo} />
        <OfferTerms terms={terms} onChange={setTerms} problem={offering.problem} />
      </FormDialog>
    </>
  );
}
