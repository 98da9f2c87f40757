import { Anchor, Button, Kbd } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type CertificateSummary, certificateQuery } from '../api/certificates.ts';
import { submissionsQuery } from '../api/submissions.ts';
import { CertificateSheet } from '../certificates/certificate-sheet.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { boxOf } from './change-words.ts';
import classes from './desk.module.css';
import { Differences } from './differences.tsx';

interface ApplicationViewProps {
  readonly summary: CertificateSummary;
  readonly problem: Error | null;
  /** Whether the buttons name their keys. */
  readonly showKeys: boolean;
  readonly onIssue: () => void;
  readonly onReject: () => void;
}

/** The application as the certificate that it would become, and what can be decided on it. */
export function ApplicationView({ summary, problem, showKeys, onIssue, onReject }: ApplicationViewProps) {
  const { desk: words, certificates } = useText();
  const format = useFormat();
  const query = useQuery(certificateQuery(summary.id));
  const sent = useQuery(submissionsQuery(summary.id));
  const submissions = sent.data;
  const changed = submissions?.items[0]?.changes.map(({ pointer }) => boxOf(pointer));
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
        </div>
        <div className={classes.decide}>
          <Button variant="default" onClick={onReject} {...keyOf('R')}>
            {certificates.reject}
          </Button>
          <Button onClick={onIssue} {...keyOf('I')}>
            {certificates.issue}
          </Button>
        </div>
      </header>
      <ProblemAlert problem={problem} />
      {/* Both at once, so that the sheet does not jump down when the differences come. */}
      <QueryView query={sent.isPending ? { ...query, data: undefined } : query} lines={16}>
        {({ application }) => (
          <>
            <Differences submissions={submissions?.items ?? []} />
            <CertificateSheet
              goods={application}
              number={null}
              certification={null}
              changedBoxes={new Set(changed)}
            />
          </>
        )}
      </QueryView>
    </section>
  );
}
