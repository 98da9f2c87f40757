import { Anchor, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { Link, useLocation, useNavigate, useParams } from 'react-router';
import { type Record, recordQuery } from '../api/records.ts';
import { useAct } from '../api/use-act.ts';
import { type RecordedVerdict, verifyAsParty } from '../api/verification.ts';
import { useFormat, useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { Sealing } from '../ui/sealing.tsx';
import { VerdictView } from '../verification/verdict-view.tsx';
import classes from './customs.module.css';

/** A party verifies a record that it may see; the verdict in words, with the certificate's data. */
export function VerificationPage() {
  const { recordId = '' } = useParams();
  const query = useQuery(recordQuery(recordId));
  return (
    <QueryView query={query} lines={8} isPage>
      {(record) => <Verification key={record.recordId} record={record} />}
    </QueryView>
  );
}

function Verification({ record }: { readonly record: Record }) {
  const text = useText();
  const words = text.customs;
  const { recordId, kind, subject, sealing } = record;
  const [verdict, setVerdict] = useState<RecordedVerdict>();
  const verifying = useAct(verifyAsParty, setVerdict);
  useBeginning(() => verifying.act(recordId));
  const isCertificate = kind === 'certificate';
  const name = subject?.name ?? (isCertificate ? text.certificates.one : text.pouches.name);
  const page =
    subject === null
      ? '/archive?view=erased'
      : isCertificate
        ? `/certificates/${subject.id}`
        : `/pouches/${subject.id}`;
  return (
    <Page
      title={words.verificationOf(name)}
      lead={<Sealing sealing={sealing} />}
      parent={{ to: page, name }}
      actions={
        <Button loading={verifying.isActing} onClick={() => verifying.act(recordId)}>
          {verdict === undefined ? words.verifyNow : words.verifyAgain}
        </Button>
      }
    >
      <div aria-live="polite" className={classes.verdict}>
        <ProblemAlert problem={verifying.problem} />
        {verdict === undefined ? (
          verifying.problem === null && (
            <Notice tone="still">{verifying.isActing ? words.verifying : words.verificationLead}</Notice>
          )
        ) : (
          <>
            <Recorded at={verdict.verifiedAt} page={page} />
            <VerdictView verdict={verdict} />
          </>
        )}
      </div>
    </Page>
  );
}

function Recorded({ at, page }: { readonly at: string; readonly page: string }) {
  const { customs: words } = useText();
  const format = useFormat();
  return (
    <p className={classes.recorded}>
      {words.verifiedOn(format.dateTime(at))}
      <Anchor component={Link} to={page} inherit>
        {words.seeTrail}
      </Anchor>
    </p>
  );
}

/** Begins once when a click on "Verify" led here; reload and back only show the page, and record nothing. */
function useBeginning(begin: () => void): void {
  const { state, pathname } = useLocation();
  const navigate = useNavigate();
  const hasBegun = useRef(false);
  const isAsked = (state as { begin?: boolean } | null)?.begin === true;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, and with what there was at that time
  useEffect(() => {
    if (!isAsked || hasBegun.current) return;
    hasBegun.current = true;
    begin();
    void navigate(pathname, { replace: true, state: null });
  }, [isAsked]);
}
