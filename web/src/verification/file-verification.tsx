import { Loader, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../text/text.tsx';
import { later } from '../ui/later.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { isCredential, numberIn } from './credential-file.ts';
import { DropZone } from './drop-zone.tsx';
import { addFiles, type Exhibit } from './exhibit.ts';
import { ExhibitFiles } from './exhibit-files.tsx';
import { codeIn, codeInPdf } from './qr-code.ts';
import type { Examination } from './run.ts';
import type { useTrustSettings } from './trust-settings.ts';
import classes from './verification.module.css';

interface FileVerificationProps {
  readonly trust: ReturnType<typeof useTrustSettings>;
  /** What a QR code in a picture says. */
  readonly onText: (text: string) => void;
  /** What a credential by itself leads to. */
  readonly onNumber: (asked: { readonly number: string; readonly code: string }) => void;
  readonly onScan: () => void;
}

/** What shows a verdict comes with the first one. */
const ExaminationView = later(async () => (await import('./examination-view.tsx')).ExaminationView);
const nothing: Exhibit = { document: null, bundle: null };

/** Verifies in the page; the query below runs on this computer and asks nobody but the chain. */
export function FileVerification({ trust, onText, onNumber, onScan }: FileVerificationProps) {
  const { verify: words, scan, verdicts } = useText();
  const { settings } = trust;
  const [exhibit, setExhibit] = useState(nothing);
  const [parts, setParts] = useState(0);
  const [note, setNote] = useState<string>();
  const [said, setSaid] = useState('');
  const { document, bundle } = exhibit;
  const hasFiles = document !== null || bundle !== null;
  const examination = useQuery({
    queryKey: ['verdict', nameOf(document), nameOf(bundle), settings],
    queryFn: async ({ signal }) => {
      setParts(0);
      setSaid('');
      const { examine } = await import('./run.ts');
      const using = settings ?? { trust: { deployments: [] }, rpcUrls: [], operator: null };
      const found = await examine(exhibit, using, { signal, onPart: setParts });
      // A scan of a print is a PDF without a proof: its code says which certificate it wants to be.
      const scanned =
        document !== null && isUnproven(found, bundle) && (await isPdf(document)) ? document : null;
      const code = scanned === null ? null : await codeInPdf(scanned);
      if (code !== null && !signal.aborted) onText(code);
      return found;
    },
    enabled: hasFiles && settings !== undefined,
    // Whether it still holds is a question of now.
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
    // What needs no chain is judged without a net too, and what does says so itself.
    networkMode: 'always',
  });

  const add = async (files: readonly File[]) => {
    trust.want();
    const next = await addFiles(exhibit, files);
    setNote(undefined);
    setExhibit(next);
    // By itself it proves nothing; with the number and code that it shows the certificate behind it is found.
    const alone = next.bundle === null ? next.document : null;
    if (alone?.type.startsWith('image/') === true) {
      setNote(scan.looking);
      const found = await codeIn(alone);
      setNote(scan.notFound(alone.name));
      if (found !== null) onText(found);
    } else if (alone !== null && (await isCredential(alone))) {
      const asked = await numberIn(alone);
      if (asked === null) setNote(scan.credentialAlone);
      else onNumber(asked);
    }
  };

  const found = examination.isFetching ? undefined : examination.data;
  const needsProof = found !== undefined && isUnproven(found, bundle);
  return (
    <div className={classes.verification}>
      <div className="screen-only">
        <DropZone isSmall={hasFiles} onFiles={(files) => void add(files)} onScan={onScan} />
      </div>
      {hasFiles && <ExhibitFiles exhibit={exhibit} onChange={setExhibit} />}
      <VisuallyHidden role="status">{said}</VisuallyHidden>
      {examination.isFetching && (
        <p role="status" className={classes.checking}>
          <Loader size={16} /> {parts === 0 ? words.checking : verdicts.checkingParts(parts)}
        </p>
      )}
      <ProblemAlert problem={examination.error} />
      <div role="status">{needsProof && <Notice tone="wait">{note ?? words.needsBundle}</Notice>}</div>
      {found !== undefined && !needsProof && (
        <ExaminationView examination={found} onSay={setSaid} onAskAgain={() => void examination.refetch()} />
      )}
    </div>
  );
}

/** Nothing to judge was found in the file, and none is beside it. */
function isUnproven({ verdict }: Examination, bundle: File | null): boolean {
  const [first] = verdict.checks;
  // A proof of a later format is one, though this page cannot read it.
  const isNone = first?.code === 'proof.readable' && first.evidence['format'] === undefined;
  return isNone && bundle === null && verdict.facts === null && verdict.outcome === 'indeterminate';
}

const isPdf = async (file: File): Promise<boolean> => (await file.slice(0, 5).text()) === '%PDF-';

/** Tells one file from another without reading it. */
const nameOf = (file: File | null): string | null =>
  file === null ? null : `${file.name} ${file.size} ${file.lastModified}`;
