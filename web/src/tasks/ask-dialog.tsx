import { Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { OrganisationSummary } from '../api/organisations.ts';
import type { Pouch } from '../api/pouches.ts';
import { askTask } from '../api/tasks.ts';
import { useAct } from '../api/use-act.ts';
import { typesIn } from '../pouches/description-fields.tsx';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { PartyField, useOneOf } from '../ui/party-field.tsx';

interface AskDialogProps {
  readonly pouch: Pouch;
  /** Who may add documents. */
  readonly whom: readonly OrganisationSummary[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Which document, of whom, until when. */
export function AskDialog({ pouch, whom, isOpen, onClose }: AskDialogProps) {
  const { together: words, pouches } = useText();
  const [documentType, setType] = useState('271');
  const [note, setNote] = useState('');
  const [dueOn, setDueOn] = useState('');
  const [wantsByItself, setByItself] = useState(true);
  const asking = useAct(askTask, () => {
    setNote('');
    setDueOn('');
    onClose();
  });
  const asked = useOneOf(whom);
  const organisationId = asked.id;
  const byItself = wantsByItself && documentType !== 'other';
  return (
    <FormDialog
      title={words.ask}
      submit={words.ask}
      isOpen={isOpen}
      onClose={onClose}
      isActing={asking.isActing}
      canSubmit={organisationId !== undefined}
      problem={asking.problem}
      onSubmit={() => {
        if (organisationId === undefined) return;
        asking.act({
          ...{ pouchId: pouch.id, organisationId, documentType, byItself },
          ...(note.trim() !== '' && { note: note.trim() }),
          ...(dueOn !== '' && { dueOn }),
        });
      }}
    >
      {whom.length === 0 ? (
        <p style={{ margin: 0, color: 'var(--text-quiet)' }}>{words.nobodyToAsk}</p>
      ) : (
        <>
          <PartyField label={words.askOf} of={asked} />
          <NativeSelect
            label={pouches.documentType}
            data={typesIn(pouches)}
            value={documentType}
            onChange={(event) => setType(event.currentTarget.value)}
          />
          <Textarea
            label={words.note}
            autosize
            minRows={2}
            maxLength={1_000}
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
          />
          <TextInput
            type="date"
            label={words.due}
            value={dueOn}
            onChange={(event) => setDueOn(event.currentTarget.value)}
          />
          {documentType !== 'other' && (
            <Checkbox
              label={words.byItself}
              checked={wantsByItself}
              onChange={(event) => setByItself(event.currentTarget.checked)}
            />
          )}
        </>
      )}
    </FormDialog>
  );
}
