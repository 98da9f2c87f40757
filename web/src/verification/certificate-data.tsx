import { hiddenFields } from '../../../core/disclosure.ts';
import type { CertificateFact } from '../../../core/verdict.ts';
import { textAt } from '../certificates/read-goods.ts';
import { KindSheet } from '../certified/kind-sheet.tsx';
import { fieldName } from '../disclosure/field-names.ts';
import { useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';

type Shown = Pick<CertificateFact, 'subject' | 'issuer' | 'hiddenCount' | 'hiddenIn'>;

/** A certificate as its reader sees it: what of it is shown, and what is hidden. */
export function CertificateData({ certificate }: { readonly certificate: Shown }) {
  const { subject, issuer, hiddenCount, hiddenIn } = certificate;
  const hidden = hiddenFields(subject, hiddenIn);
  return (
    <>
      {hiddenCount > 0 && <HiddenNote hiddenCount={hiddenCount} hiddenIn={hiddenIn} named={hidden.named} />}
      <KindSheet
        goods={subject}
        number={textAt(subject, 'certificateNumber') ?? null}
        hidden={hidden}
        certification={{
          chamber: issuer.name,
          place: textAt(subject, 'issue.place'),
          date: textAt(subject, 'issue.date'),
          officer: textAt(subject, 'issue.officer'),
        }}
      />
    </>
  );
}

interface HiddenNoteProps {
  readonly hiddenCount: number;
  readonly hiddenIn: CertificateFact['hiddenIn'];
  readonly named: ReadonlySet<string>;
}

function HiddenNote({ hiddenCount, hiddenIn, named }: HiddenNoteProps) {
  const text = useText();
  const words = text.disclosure;
  const isInItem = (path: string) => path.startsWith('items.');
  const inItems = hiddenIn.reduce((sum, { within, count }) => (isInItem(within) ? sum + count : sum), 0);
  const names = [...named].filter((path) => !isInItem(path)).map((path) => fieldName(path, text));
  const further = hiddenCount - inItems - names.length;
  const sentences = [
    words.note(hiddenCount),
    ...(names.length > 0 ? [words.noteNamed(names.join('; '))] : []),
    ...(inItems > 0 ? [words.noteItems(inItems)] : []),
    ...(further > 0 ? [words.noteFurther(further)] : []),
    words.noteSigned,
  ];
  return <Notice tone="still">{sentences.join(' ')}</Notice>;
}
