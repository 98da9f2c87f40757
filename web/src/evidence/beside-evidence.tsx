import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { evidenceQuery } from '../api/evidence.ts';
import type { Submission } from '../api/submissions.ts';
import { useText } from '../text/text.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import classes from './evidence.module.css';
import { EvidenceViewer, firstToRead } from './evidence-viewer.tsx';
import { useEvidenceKey } from './use-evidence-key.ts';

interface BesideEvidenceProps {
  readonly certificateId: string;
  /** The latest and, where there is one, the one before it. */
  readonly submissions: readonly Submission[];
  /** Whether a single key leads to the evidence. */
  readonly single: boolean;
  /** SHA-256 of the file that is to be certified: the first to be read. */
  readonly certified?: string | undefined;
  /** The form. */
  readonly children: ReactNode;
}

type Part = 'application' | 'evidence';

/** Form and evidence side by side; on narrow screens one behind the other, chosen by tabs. */
export function BesideEvidence(props: BesideEvidenceProps) {
  const { certificateId, submissions, single, certified, children } = props;
  const { evidence: words } = useText();
  const { data: handedIn, error } = useQuery(evidenceQuery(certificateId));
  const isCertified = ({ sha256 }: { readonly sha256: string }) => sha256 === certified;
  const data = handedIn?.toSorted((a, b) => Number(isCertified(b)) - Number(isCertified(a)));
  const [part, setPart] = useState<Part>('application');
  const [chosen, setChosen] = useState<number>();
  const paper = useRef<HTMLElement>(null);
  const id = useId();
  const count = data?.length ?? 0;
  const at = Math.min(chosen ?? firstToRead(data ?? [], submissions), Math.max(0, count - 1));

  useEvidenceKey(single && count > 0, () => {
    // The first press leads there, each further one to the next file.
    if (paper.current?.contains(document.activeElement) === true) setChosen((at + 1) % count);
    setPart('evidence');
    requestAnimationFrame(() => paper.current?.focus());
  });
  const choose = (event: KeyboardEvent) => {
    if (event.key !== 'ArrowLeft' && event.key !== 'ArrowRight') return;
    event.preventDefault();
    const other = part === 'application' ? 'evidence' : 'application';
    setPart(other);
    document.getElementById(`${id}-tab-${other}`)?.focus();
  };

  const tab = (of: Part, name: string) => (
    <button
      type="button"
      role="tab"
      className={classes.tab}
      id={`${id}-tab-${of}`}
      aria-controls={`${id}-${of}`}
      aria-selected={part === of}
      tabIndex={part === of ? 0 : -1}
      onClick={() => setPart(of)}
      onKeyDown={choose}
    >
      {name}
    </button>
  );
  const panel = (of: Part, content: ReactNode) => (
    <div
      id={`${id}-${of}`}
      className={classes.panel}
      data-shown={part === of}
      data-side={of === 'evidence'}
      role="tabpanel"
      aria-labelledby={`${id}-tab-${of}`}
    >
      {content}
    </div>
  );
  return (
    <div className={classes.beside}>
      <div className={classes.tabs} role="tablist" aria-label={words.tabs.label}>
        {tab('application', words.tabs.application)}
        {tab('evidence', words.tabs.evidence(count))}
      </div>
      <div className={classes.panels}>
        {panel('application', children)}
        {panel(
          'evidence',
          <>
            <ProblemAlert problem={error} />
            {data !== undefined && (
              <EvidenceViewer
                certificateId={certificateId}
                evidence={data}
                certified={certified}
                submissions={submissions}
                at={at}
                onChoose={setChosen}
                paper={paper}
              />
            )}
          </>,
        )}
      </div>
    </div>
  );
}
