import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useAct } from '../api/use-act.ts';
import { replayMissed } from '../api/webhooks.ts';
import { useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Notice } from '../ui/notice.tsx';

const dayMs = 86_400_000;

/** Everything since a day that did not arrive is sent again. */
export function ReplayDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { webhooks: words } = useText();
  const [since, setSince] = useState(() => new Date(Date.now() - 7 * dayMs).toISOString().slice(0, 10));
  const [replayed, setReplayed] = useState<number | null>(null);
  const replaying = useAct(replayMissed, (done) => setReplayed(done.replayed));
  return (
    <FormDialog
      title={words.replayAll}
      submit={words.replay}
      isOpen
      onClose={onClose}
      onSubmit={() => replaying.act({ id, since: new Date(`${since}T00:00`).toISOString() })}
      isActing={replaying.isActing}
      canSubmit={since !== ''}
      problem={replaying.problem}
    >
      <TextInput
        data-autofocus
        type="date"
        label={words.since}
        description={words.replayAllLead}
        value={since}
        onChange={(event) => setSince(event.currentTarget.value)}
      />
      <div role="status">{replayed !== null && <Notice tone="good">{words.replayed(replayed)}</Notice>}</div>
    </FormDialog>
  );
}
