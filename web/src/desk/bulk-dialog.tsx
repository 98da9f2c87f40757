import { Button, Group, Modal, Progress } from '@mantine/core';
import { useState } from 'react';
import { Link } from 'react-router';
import type { CertificateSummary } from '../api/certificates.ts';
import { useText } from '../text/text.tsx';
import { SealedIcon, WrongIcon } from '../ui/icons.tsx';
import { problemWords } from '../ui/problem-words.ts';
import classes from './desk.module.css';
import { type BulkOutcome, useIssueMany } from './use-issue-many.ts';

interface BulkDialogProps {
  readonly chosen: readonly CertificateSummary[];
  readonly onClose: () => void;
  readonly onIssued: (ids: readonly string[]) => unknown;
}

/** Issues all that are selected: how far it is, then what became of each. */
export function BulkDialog({ chosen: atFirst, onClose, onIssued }: BulkDialogProps) {
  const text = useText();
  const words = text.desk.bulk;
  // Those that are issued leave the queue; here they stay.
  const [chosen] = useState(atFirst);
  const { outcomes, isRunning, start } = useIssueMany(onIssued);
  const done = outcomes?.length ?? 0;
  const isOver = outcomes !== undefined && !isRunning;
  return (
    <Modal
      opened
      onClose={isRunning ? () => undefined : onClose}
      withCloseButton={!isRunning}
      title={words.title(chosen.length)}
      closeButtonProps={{ 'aria-label': text.ui.close }}
      centered
    >
      {outcomes === undefined ? (
        <p className={classes.bulkLead}>{words.lead}</p>
      ) : (
        <>
          <p className={classes.bulkLead} role="status">
            {isOver
              ? words.done(outcomes.filter(({ ok }) => ok).length, chosen.length)
              : words.progress(done, chosen.length)}
          </p>
          <Progress
            value={(done / chosen.length) * 100}
            size="lg"
            transitionDuration={200}
            aria-label={words.progress(done, chosen.length)}
          />
          <Outcomes outcomes={outcomes} chosen={chosen} />
        </>
      )}
      <Group justify="flex-end" mt="lg" gap="sm">
        {!isOver && (
          <Button variant="default" onClick={onClose} disabled={isRunning}>
            {text.ui.cancel}
          </Button>
        )}
        {isOver ? (
          <Button onClick={onClose}>{text.ui.close}</Button>
        ) : (
          <Button data-autofocus loading={isRunning} onClick={() => void start(chosen.map(({ id }) => id))}>
            {text.certificates.issue}
          </Button>
        )}
      </Group>
    </Modal>
  );
}

interface OutcomesProps {
  readonly outcomes: readonly BulkOutcome[];
  readonly chosen: readonly CertificateSummary[];
}

function Outcomes({ outcomes, chosen }: OutcomesProps) {
  const text = useText();
  const { desk } = text;
  const nameOf = new Map(chosen.map(({ id, applicant }) => [id, applicant.legalName]));
  return (
    // Scrolls, so it must be reachable by keyboard (WCAG 2.1.1).
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region
    <section className={classes.outcomes} tabIndex={0} aria-label={desk.bulk.outcomes}>
      <ul>
        {outcomes.map((outcome) => (
          <li key={outcome.id} data-ok={outcome.ok}>
            {outcome.ok ? <SealedIcon size={16} /> : <WrongIcon size={16} />}
            <span>
              {outcome.ok ? (
                <Link to={`/certificates/${outcome.id}`}>{outcome.number}</Link>
              ) : outcome.why === null ? (
                desk.bulk.notTried
              ) : (
                problemWords(outcome.why, text)
              )}
              <small>{nameOf.get(outcome.id)}</small>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
