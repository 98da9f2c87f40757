import { Checkbox, Stack } from '@mantine/core';
import { useState } from 'react';
import { type Right, share } from '../api/records.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { OrganisationSelect } from '../ui/organisation-select.tsx';

/** Beyond seeing, which every share allows. */
const choices: readonly Right[] = ['download', 'add', 'share'];
const isRight = (value: string): value is Right => choices.some((right) => right === value);

interface ShareDialogProps {
  readonly recordId: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

export function ShareDialog({ recordId, isOpen, onClose }: ShareDialogProps) {
  const { access: words } = useText();
  const [organisationId, setOrganisation] = useState<string | null>(null);
  const [rights, setRights] = useState<readonly Right[]>(['download']);
  const sharing = useAct(share, () => {
    setOrganisation(null);
    onClose();
  });
  const submit = () => {
    if (organisationId !== null) sharing.act({ recordId, organisationId, rights: ['view', ...rights] });
  };
  return (
    <FormDialog
      title={words.shareTitle}
      submit={words.share}
      isOpen={isOpen}
      onClose={onClose}
      isActing={sharing.isActing}
      canSubmit={organisationId !== null}
      problem={sharing.problem}
      onSubmit={submit}
    >
      <p style={{ margin: 0, color: 'var(--text-quiet)' }}>{words.shareLead}</p>
      <OrganisationSelect label={words.shareWith} value={organisationId} onChange={setOrganisation} />
      <Checkbox.Group
        label={words.rightsLabel}
        value={[...rights]}
        onChange={(values) => setRights(values.filter(isRight))}
      >
        <Stack gap="xs" mt={6}>
          <Checkbox label={words.choices.view} checked disabled readOnly />
          {choices.map((right) => (
            <Checkbox key={right} value={right} label={words.choices[right]} />
          ))}
        </Stack>
      </Checkbox.Group>
    </FormDialog>
  );
}
