import { useQuery } from '@tanstack/react-query';
import { pouchQuery } from '../api/pouches.ts';
import { recordQuery } from '../api/records.ts';
import { withCode } from '../disclosure/choice.ts';
import { readCopy, wholeQuery } from '../disclosure/proof.ts';
import { useText } from '../text/text.tsx';
import { CertificateData } from '../verification/certificate-data.tsx';
import type { ShareWish } from './share-wish.ts';
import classes from './sharing.module.css';

interface SharePreviewProps {
  readonly recordId: string;
  readonly wish: ShareWish;
}

/** What the other side will see, before it is confirmed. */
export function SharePreview({ recordId, wish }: SharePreviewProps) {
  const { sharing: words } = useText();
  const { data: record } = useQuery(recordQuery(recordId));
  if (record === undefined) return null;
  const whole = wish.way === 'link' ? words.previewLink : words.previewWhole;
  const isOver = record.kind === 'pouch' && record.status !== 'active';
  const said = wish.part === 'documents' ? words.previewDocuments : whole[record.kind];
  return (
    <section className={classes.preview} aria-label={words.preview}>
      <p className={classes.name}>{words.preview}</p>
      {wish.part === 'hidden' ? (
        <HiddenPreview recordId={recordId} hide={wish.hide} />
      ) : (
        <>
          <p className={classes.quiet}>{isOver ? words.previewOver : said}</p>
          {record.kind === 'pouch' && record.subject !== null && (
            <PouchPreview id={record.subject.id} wish={wish} />
          )}
        </>
      )}
    </section>
  );
}

function PouchPreview({ id, wish }: { readonly id: string; readonly wish: ShareWish }) {
  const { sharing: words } = useText();
  const { data: pouch } = useQuery(pouchQuery(id));
  if (pouch === undefined) return null;
  const isWhole = wish.part === 'whole';
  const names = [
    ...(isWhole ? [pouch.title] : []),
    ...pouch.documents
      .filter((document) => isWhole || wish.documentIds.includes(document.id))
      .map(({ name }) => name),
    ...(isWhole ? pouch.certificates.map(({ number }) => words.certificateNumber(number)) : []),
  ];
  if (names.length === 0) return <p className={classes.quiet}>{words.previewNothing}</p>;
  return (
    <ul className={classes.quiet}>
      {names.map((name, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two documents may have the same name, and none of them moves.
        <li key={index}>{name}</li>
      ))}
    </ul>
  );
}

function HiddenPreview({ recordId, hide }: { readonly recordId: string; readonly hide: readonly string[] }) {
  const { sharing: words } = useText();
  const { data: whole } = useQuery(wholeQuery(recordId, undefined));
  if (whole === undefined) return null;
  if (hide.length === 0) return <p className={classes.quiet}>{words.previewNothing}</p>;
  return (
    <CertificateData certificate={readCopy(whole, withCode(new Set(hide), new Set(whole.read.disclosed)))} />
  );
}
