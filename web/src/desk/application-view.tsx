import { Anchor, Button, Kbd } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { certificateQuery } from '../api/certificates.ts';
import type { DeskItem } from '../api/desk.ts';
import { messagesQuery } from '../api/messages.ts';
import { submissionsQuery } from '../api/submissions.ts';
import { ApplicationDetails } from '../certificates/application-details.tsx';
import { DeclarationNote } from '../certificates/declaration-note.tsx';
import { textAt } from '../certificates/read-goods.ts';
import { WarningsList } from '../certificates/warnings-list.tsx';
import { KindSheet } from '../certified/kind-sheet.tsx';
import { Conversation } from '../correspondence/conversation.tsx';
import { BesideEvidence } from '../evidence/beside-evidence.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { CaseLine } from './case-line.tsx';
import { boxOf } from './change-words.ts';
import classes from './desk.module.css';
import { Differences } from './differences.tsx';
import type { NextStep } from './next-step.ts';

interface ApplicationViewProps {
  readonly summary: DeskItem;
  readonly problem: Error | null;
  /** Whether the buttons name their keys. */
  readonly showKeys: boolean;
  /** What this officer does next with one that is in order. */
  readonly step: NextStep;
  readonly onIssue: () => void;
  readonly onRecommend: () => void;
  readonly onReject: () => void;
  readonly onAsk: () => void;
  readonly onRequestChanges: () => void;
}

/** The application as the certificate that it would become, and what can be decided on it. */
export function ApplicationView(props: ApplicationViewProps) {
  const { summary, problem, showKeys, step } = props;
  const { desk: words, certificates, certified } = useText();
  const format = useFormat();
  const query = useQuery(certificateQuery(summary.id));
  const sent = useQuery(submissionsQuery(summary.id));
  const said = useQuery(messagesQuery(summary.id));
  const isOpen = summary.state === 'submitted';
  const submissions = sent.data;
  const latest = submissions?.items[0];
  const changed = latest?.changes.map(({ pointer }) => boxOf(pointer));
  const keyOf = (key: string) =>
    showKeys ? { rightSection: <Kbd size="xs">{key}</Kbd>, 'aria-keyshortcuts': key.toLowerCase() } : {};
  return (
    <section className={classes.application} aria-label={summary.applicant.legalName}>
      <header className={classes.applicationHead}>
        <div>
          <h2 className={classes.applicant}>{summary.applicant.legalName}</h2>
          <p className={classes.quiet}>
            {summary.submittedAt !== null && words.submittedOn(format.dateTime(summary.submittedAt))}{' '}
            <Anchor component={Link} to={`/certificates/${summary.id}`} inherit underline="always">
              {words.open}
            </Anchor>
          </p>
          {isOpen && step === 'leave' && <p className={classes.quiet}>{words.leaveToOther}</p>}
        </div>
        <div className={classes.decide}>
          {isOpen && (
            <>
              <Button variant="subtle" onClick={props.onAsk} {...keyOf('Q')}>
                {words.ask}
              </Button>
              <Button variant="subtle" onClick={props.onRequestChanges} {...keyOf('C')}>
                {words.requestChanges}
              </Button>
            </>
          )}
          <Button variant="default" onClick={props.onReject} {...keyOf('R')}>
            {certificates.reject}
          </Button>
          {isOpen && step === 'recommend' && (
            <Button onClick={props.onRecommend} {...keyOf('M')}>
              {words.recommend}
            </Button>
          )}
          {isOpen && step === 'issue' && (
            <Button onClick={props.onIssue} {...keyOf('I')}>
              {summary.kind === 'document' ? certified.certify : certificates.issue}
            </Button>
          )}
        </div>
      </header>
      <CaseLine id={summary.id} desk={summary.desk} showKeys={showKeys} />
      <ProblemAlert problem={problem} />
      {/* Both at once, so that the sheet does not jump down when the differences come. */}
      <QueryView query={sent.isPending || said.isPending ? { ...query, data: undefined } : query} lines={16}>
        {({ application, warnings }) => (
          <>
            <WarningsList warnings={warnings} />
            <Conversation id={summary.id} />
            <Differences submissions={submissions?.items ?? []} />
            <BesideEvidence
              certificateId={summary.id}
              submissions={submissions?.items ?? []}
              single={showKeys}
              certified={textAt(application, 'document.digest')}
            >
              <KindSheet
                goods={application}
                number={null}
                certification={null}
                changedBoxes={new Set(changed)}
              />
              {summary.kind === 'origin' && <ApplicationDetails goods={application} />}
              {latest !== undefined && <DeclarationNote submission={latest} />}
            </BesideEvidence>
          </>
        )}
      </QueryView>
    </section>
  );
}
