import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import {
  approveErasure,
  askErasure,
  type Retention,
  retentionSettingsQuery,
  withdrawErasure,
} from '../api/retention.ts';
import { useAct } from '../api/use-act.ts';
import { useFormat, useText } from '../text/text.tsx';
import { FormDialog } from '../ui/form-dialog.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { today } from './kept-words.ts';

/** For administrators of the owner. */
export function ErasureActs({ retention }: { readonly retention: Retention }) {
  const { archive: words } = useText();
  const format = useFormat();
  const approving = useAct(approveErasure);
  const withdrawing = useAct(withdrawErasure);
  const { recordId, may, erasure, holds, kept } = retention;
  if (!may.erase) return null;
  if (erasure !== null) {
    return (
      <>
        {erasure.state === 'asked' && (
          <Button size="xs" loading={approving.isActing} onClick={() => approving.act(recordId)}>
            {words.approve}
          </Button>
        )}
        <Button
          size="xs"
          variant="default"
          loading={withdrawing.isActing}
          onClick={() => withdrawing.act(recordId)}
        >
          {words.withdraw}
        </Button>
        <ProblemAlert problem={approving.problem ?? withdrawing.problem} />
      </>
    );
  }
  if (holds.length > 0) return <p>{words.notWhileHeld}</p>;
  if (kept !== null && kept.until >= today()) {
    const next = Date.parse(`${kept.until}T12:00:00Z`) + 24 * 3_600_000;
    return <p>{words.notBefore(format.date(next))}</p>;
  }
  return <AskErasure recordId={recordId} />;
}

function AskErasure({ recordId }: { readonly recordId: string }) {
  const { archive: words } = useText();
  const [isOpen, setOpen] = useState(false);
  const asking = useAct(askErasure, () => setOpen(false));
  const { data } = useQuery({ ...retentionSettingsQuery, enabled: isOpen });
  return (
    <>
      <Button size="xs" variant="default" onClick={() => setOpen(true)}>
        {words.erase}
      </Button>
      <FormDialog
        title={words.eraseTitle}
        submit={words.erase}
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        isActing={asking.isActing}
        canSubmit={data !== undefined}
        problem={asking.problem}
        onSubmit={() => asking.act(recordId)}
      >
        {data !== undefined && <Notice tone="wait">{words.eraseLead(data.settings.waitingDays)}</Notice>}
        {data?.settings.fourEyes === true && <p style={{ margin: 0 }}>{words.eraseFourEyes}</p>}
        <p style={{ margin: 0 }}>{words.eraseCertificates}</p>
      </FormDialog>
    </>
  );
}
