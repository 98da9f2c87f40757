import { Button } from '@mantine/core';
import { type Agreement, agreeToReceipts, refuseReceipts } from '../api/readings.ts';
import { useAct } from '../api/use-act.ts';
import { useMay } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import classes from './readings.module.css';

/** Who shares would like to be told what we open: for this pouch, for all, or not. */
export function WishedReceipts({ agreement: { id, asker } }: { readonly agreement: Agreement }) {
  const { together: words } = useText();
  const mayAnswer = useMay('pouch:write');
  const agreeing = useAct(agreeToReceipts);
  const refusing = useAct(refuseReceipts);
  const isActing = agreeing.isActing || refusing.isActing;
  return (
    <Notice tone="wait">
      <p className={classes.wish}>{words.wants(asker.legalName)}</p>
      <ProblemAlert problem={agreeing.problem ?? refusing.problem} />
      {mayAnswer && (
        <div className={classes.acts}>
          <Button size="xs" disabled={isActing} onClick={() => agreeing.act({ id, scope: 'pouch' })}>
            {words.agreePouch}
          </Button>
          <Button
            size="xs"
            variant="default"
            disabled={isActing}
            onClick={() => agreeing.act({ id, scope: 'organisation' })}
          >
            {words.agreeAll(asker.legalName)}
          </Button>
          <Button size="xs" variant="subtle" disabled={isActing} onClick={() => refusing.act(id)}>
            {words.refuse}
          </Button>
        </div>
      )}
    </Notice>
  );
}
