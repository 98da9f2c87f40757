import { Button } from '@mantine/core';
import type { Check, Verdict } from '../../../core/verdict.ts';
import { useFormat, useText } from '../text/text.tsx';
import { Evidence, EvidenceValues } from '../ui/evidence.tsx';
import { SealedIcon, UnknownIcon, WrongIcon } from '../ui/icons.tsx';
import { Section } from '../ui/page.tsx';
import { CertificateData } from './certificate-data.tsx';
import { checkWords } from './check-words.ts';
import { headlineOf } from './headline.ts';
import classes from './verification.module.css';

interface VerdictViewProps {
  readonly verdict: Verdict;
  readonly onAskAgain?: () => void;
}

/** The verdict in large words, what the certificate says beside it, and every check with its evidence. */
export function VerdictView({ verdict, onAskAgain }: VerdictViewProps) {
  const text = useText();
  const format = useFormat();
  const { tone, title, sentences } = headlineOf(verdict, text, format);
  const { facts, outcome } = verdict;
  const certificate = outcome === 'invalid' ? null : (facts?.certificate ?? null);
  return (
    <>
      <section className={classes.verdict} data-tone={tone} data-outcome={outcome} aria-label={title}>
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
      {certificate !== null && (
        <div className={classes.data}>
          <p className={classes.quiet}>{text.verify.compare}</p>
          <CertificateData certificate={certificate} />
        </div>
      )}
      <Section title={text.verify.checks}>
        <Checks checks={verdict.checks} />
      </Section>
    </>
  );
}

function Checks({ checks }: { readonly checks: readonly Check[] }) {
  const text = useText();
  return (
    <ul className={classes.checks}>
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
    </ul>
  );
}
