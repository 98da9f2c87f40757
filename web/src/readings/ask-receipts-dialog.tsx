import type { OrganisationSummary } from '../api/organisations.ts';
import { askReceipts } from '../api/readings.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { PartyField, useOneOf } from '../ui/party-field.tsx';

interface AskReceiptsDialogProps {
  readonly pouchId: string;
  readonly readers: readonly OrganisationSummary[];
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

/** Of whom one would like to know what they open. */
export function AskReceiptsDialog({ pouchId, readers, isOpen, onClose }: AskReceiptsDialogProps) {
  const { together: words } = useText();
  const asking = useAct(askReceipts, onClose);
  const reader = useOneOf(readers);
  const organisationId = reader.id;
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
      <PartyField label={words.reader} of={reader} />
    </FormDialog>
  );
}
