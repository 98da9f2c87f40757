import { NativeSelect } from '@mantine/core';
import { useState } from 'react';
import type { OrganisationSummary } from '../api/organisations.ts';
import { askReceipts } from '../api/readings.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';

interface AskReceiptsDialogProps {
  readonly pouchId: string;
  readonly readers: readonly OrganisationSummary[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Of whom one would like to know what they open. */
export function AskReceiptsDialog({ pouchId, readers, isOpen, onClose }: AskReceiptsDialogProps) {
  const { together: words } = useText();
  const [chosen, setChosen] = useState<string>();
  const asking = useAct(askReceipts, onClose);
  const organisationId = readers.find(({ id }) => id === chosen)?.id ?? readers[0]?.id;
  return (
    <FormDialog
      title={words.askReceiptsTitle}
      submit={words.askReceipts}
      isOpen={isOpen}
      onClose={onClose}
      isActing={asking.isActing}
      canSubmit={organisationId !== undefined}
      problem={asking.problem}
      onSubmit={() => {
        if (organisationId !== undefined) asking.act({ pouchId, organisationId });
      }}
    >
      <p style={{ margin: 0, color: 'var(--text-quiet)' }}>{words.askReceiptsLead}</p>
      <NativeSelect
        label={words.reader}
        data={readers.map(({ id, legalName }) => ({ value: id, label: legalName }))}
        value={organisationId}
        onChange={(event) => setChosen(event.currentTarget.value)}
      />
    </FormDialog>
  );
}
