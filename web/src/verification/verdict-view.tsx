import { Button } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import type { Check, Verdict } from '../../../core/verdict.ts';
import { useFormat, useText } from '../text/text.tsx';
import { Evidence, EvidenceValues } from '../ui/evidence.tsx';
import { SealedIcon, UnknownIcon, WrongIcon } from '../ui/icons.tsx';
import { Section } from '../ui/page.tsx';
import { CertificateData } from './certificate-data.tsx';
import { changesOf } from './changes.ts';
import { checkWords } from './check-words.ts';
import { type Circumstances, EvidenceSheet, KeepEvidence, useCheckedBy } from './evidence-sheet.tsx';
import { type Headline, headlineOf } from './headline.ts';
import classes from './verification.module.css';

interface VerdictViewProps {
  readonly verdict: Verdict;
  /** Where more was checked than the verdict is of: what is said of all, and the worst that was found. */
  readonly all?: { readonly headline: Headline; readonly decisive: Verdict };
  /** Where they are known, the verdict can be printed as evidence. */
  readonly circumstances?: Circumstances;
  /** Called with the verdict in words, for whoever listens rather than looks. */
  readonly onSay?: (words: string) => void;
  readonly onAskAgain?: () => void;
  /** Number of what took its place, where it is known. */
  readonly successor?: string | null;
  /** Between the verdict and its checks. */
  readonly children?: ReactNode;
}

/** The verdict in large words, what the certificate says beside it, and every check with its evidence. */
export function VerdictView(props: VerdictViewProps) {
  const { verdict, all, circumstances, successor = null, onSay, onAskAgain, children } = props;
  const text = useText();
  const format = useFormat();
  const { tone, title, sentences } = all?.headline ?? headlineOf(verdict, text, format);
  const [checkedBy, setCheckedBy] = useCheckedBy();
  const decisive = all?.decisive ?? verdict;
  const said = `${text.ui.sentence(title)} ${sentences.join(' ')}`;
  useEffect(() => onSay?.(said), [onSay, said]);
  const isInvalid = verdict.outcome === 'invalid';
  const certificate = isInvalid ? null : (verdict.facts?.certificate ?? null);
  return (
    <>
      {circumstances !== undefined && <EvidenceSheet {...{ verdict, checkedBy, circumstances }} />}
      <section
        className={classes.verdict}
        data-tone={tone}
        data-outcome={decisive.outcome}
        aria-label={title}
      >
        <span className={classes.verdictIcon}>
          {tone === 'good' ? (
            <SealedIcon size={44} />
          ) : tone === 'bad' ? (
            <WrongIcon size={44} />
          ) : (
            <UnknownIcon size={44} />
          )}
        </span>
        <div className={classes.verdictWords}>
          <h2>{title}</h2>
          {sentences.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
        {onAskAgain !== undefined && (
          <Button variant="default" size="sm" onClick={onAskAgain}>
            {text.verify.askAgain}
          </Button>
        )}
      </section>
      {children}
      {certificate !== null && (
        <div className={classes.data}>
          <p className={classes.quiet}>{text.verify.compare}</p>
          <CertificateData certificate={certificate} />
        </div>
      )}
      <Section title={text.verify.checks}>
        <Checks checks={verdict.checks} />
      </Section>
      <Changes verdict={decisive} successor={successor} />
      {circumstances !== undefined && <KeepEvidence checkedBy={checkedBy} onCheckedBy={setCheckedBy} />}
    </>
  );
}

function Changes({ verdict, successor }: { readonly verdict: Verdict; readonly successor: string | null }) {
  const text = useText();
  const format = useFormat();
  const changes = changesOf(verdict, text, format, successor);
  if (changes.length === 0) return null;
  return (
    <Section title={text.verdicts.changes}>
      <ul className={classes.changes}>
        {changes.map((change) => (
          <li key={change}>{change}</li>
        ))}
      </ul>
    </Section>
  );
}

/** Each check in words; what it stands on is one click away. */
export function Checks({ checks }: { readonly checks: readonly Check[] }) {
  const text = useText();
  return (
    <ol className={classes.checks}>
      {checks.map((check) => (
        <li key={check.code} data-status={check.status}>
          <span className={classes.checkIcon} role="img" aria-label={text.verify.checkStatus[check.status]}>
            {check.status === 'ok' ? (
              <SealedIcon />
            ) : check.status === 'failed' ? (
              <WrongIcon />
            ) : (
              <UnknownIcon />
            )}
          </span>
          <Evidence statement={checkWords(check, text)}>
            <EvidenceValues values={{ check: check.code, ...check.evidence }} />
          </Evidence>
        </li>
      ))}
    </ol>
  );
}
