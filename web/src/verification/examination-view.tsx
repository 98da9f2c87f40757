import { useFormat, useText } from '../text/text.tsx';
import { headlineOfAll } from './headline.ts';
import { LineList } from './line-list.tsx';
import { PartList } from './part-list.tsx';
import { decisiveOf, type Examination } from './run.ts';
import { VerdictView } from './verdict-view.tsx';

interface ExaminationViewProps {
  readonly examination: Examination;
  /** Called with the verdict in words, for whoever listens rather than looks. */
  readonly onSay: (words: string) => void;
  readonly onAskAgain: () => void;
}

/** What was found of the files that somebody gave. */
export function ExaminationView({ examination, onSay, onAskAgain }: ExaminationViewProps) {
  const text = useText();
  const format = useFormat();
  const { verdict, parts, lines } = examination;
  return (
    <VerdictView
      verdict={verdict}
      all={{ headline: headlineOfAll(examination, text, format), decisive: decisiveOf(examination) }}
      circumstances={examination}
      onSay={onSay}
      onAskAgain={onAskAgain}
    >
      {parts !== null && <PartList parts={parts} />}
      <LineList lines={lines} />
    </VerdictView>
  );
}
