import { useState } from 'react';
import { useFormat, useText } from '../text/text.tsx';
import { ChevronIcon } from '../ui/icons.tsx';
import { Mark } from '../ui/mark.tsx';
import { Section } from '../ui/page.tsx';
import { CertificateData } from './certificate-data.tsx';
import { headlineOf } from './headline.ts';
import type { Part } from './judge-archive.ts';
import { Checks } from './verdict-view.tsx';
import classes from './verification.module.css';

/** The files of an archive, each with its verdict; what it stands on opens below it. */
export function PartList({ parts }: { readonly parts: readonly Part[] }) {
  const { verdicts: words } = useText();
  if (parts.length === 0) return null;
  return (
    <Section title={words.parts}>
      <ol className={classes.parts}>
        {parts.map((part) => (
          <li key={part.path}>
            <PartItem {...part} />
          </li>
        ))}
      </ol>
    </Section>
  );
}

function PartItem({ path, verdict }: Part) {
  const text = useText();
  const format = useFormat();
  // A long list is quick when what nobody looks at is not there.
  const [isOpen, setOpen] = useState(false);
  const { tone, title, sentences } = headlineOf(verdict, text, format);
  const certificate = verdict.outcome === 'invalid' ? null : (verdict.facts?.certificate ?? null);
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className={classes.part}>
        <ChevronIcon size={14} />
        <bdi className={classes.partPath}>{path}</bdi>
        <Mark tone={tone}>{title}</Mark>
      </summary>
      {isOpen && (
        <div className={classes.partBody}>
          {sentences.map((sentence) => (
            <p key={sentence} className={classes.partWords}>
              {sentence}
            </p>
          ))}
          {certificate !== null && <CertificateData certificate={certificate} />}
          <Checks checks={verdict.checks} />
        </div>
      )}
    </details>
  );
}
