import type { RefObject } from 'react';
import type { Evidence } from '../api/evidence.ts';
import type { Submission } from '../api/submissions.ts';
import { useFormat, useText } from '../text/text.tsx';
import { DocumentIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/notice.tsx';
import classes from './evidence.module.css';
import { Preview } from './preview.tsx';

interface EvidenceViewerProps {
  readonly certificateId: string;
  readonly evidence: readonly Evidence[];
  readonly submissions: readonly Submission[];
  /** SHA-256 of the file that is to be certified. */
  readonly certified?: string | undefined;
  /** Place of the one that is shown. */
  readonly at: number;
  readonly onChoose: (at: number) => void;
  readonly paper: RefObject<HTMLElement | null>;
}

/** What came with the submission before, where the chamber saw one. */
const earlierEvidence = ([latest, before]: readonly Submission[]) =>
  latest?.comparedWith == null ? undefined : before?.evidence;

const isNewSince =
  (earlier: Submission['evidence'] | undefined) =>
  ({ id }: Pick<Evidence, 'id'>): boolean =>
    earlier !== undefined && !earlier.some((one) => one.id === id);

/** Place of the file to begin with: what is new since the last time, else the first. */
export const firstToRead = (evidence: readonly Evidence[], submissions: readonly Submission[]): number =>
  Math.max(0, evidence.findIndex(isNewSince(earlierEvidence(submissions))));

/** The files by name, those that are new marked, and one of them open. */
export function EvidenceViewer(props: EvidenceViewerProps) {
  const { certificateId, evidence, submissions, certified, at, onChoose, paper } = props;
  const { evidence: words } = useText();
  const format = useFormat();
  const shown = evidence[at];
  const earlier = earlierEvidence(submissions);
  const isNew = isNewSince(earlier);
  const gone = (earlier ?? []).filter(({ id }) => !evidence.some((one) => one.id === id));
  return (
    <section className={classes.viewer} aria-label={words.title}>
      {gone.length > 0 && (
        <p className={classes.quiet}>{words.takenOut(format.list(gone.map(({ name }) => name)))}</p>
      )}
      {shown === undefined ? (
        <Empty icon={<DocumentIcon size={32} />} title={words.none} />
      ) : (
        <>
          <ul className={classes.choices} aria-label={words.list}>
            {evidence.map((one, index) => (
              <li key={one.id}>
                <button
                  type="button"
                  className={classes.choice}
                  aria-pressed={index === at}
                  onClick={() => onChoose(index)}
                >
                  {one.name}
                  {one.sha256 === certified && <span className={classes.new}>{words.toCertify}</span>}
                  {isNew(one) && <span className={classes.new}>{words.isNew}</span>}
                </button>
              </li>
            ))}
          </ul>
          <Preview
            key={shown.id}
            certificateId={certificateId}
            evidence={shown}
            ref={paper}
            hasItems={certified === undefined}
          />
        </>
      )}
    </section>
  );
}
