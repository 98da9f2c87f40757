import { Loader, VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useFormat, useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { isCredential, numberIn } from './credential-file.ts';
import { DropZone } from './drop-zone.tsx';
import { ExhibitFiles } from './exhibit-files.tsx';
import { headlineOfAll } from './headline.ts';
import { PartList } from './part-list.tsx';
import { codeIn } from './qr-code.ts';
import { addFiles, type Exhibit, examine, outcomeOf } from './run.ts';
import type { TrustSettings } from './trust-settings.ts';
import { VerdictView } from './verdict-view.tsx';
import classes from './verification.module.css';

interface FileVerificationProps {
  readonly settings: TrustSettings | undefined;
  /** What a QR code in a picture says. */
  readonly onText: (text: string) => void;
  /** What a credential by itself leads to. */
  readonly onNumber: (asked: { readonly number: string; readonly code: string }) => void;
  readonly onScan: () => void;
}

const nothing: Exhibit = { document: null, bundle: null };

/** Verifies in the page; the query below runs on this computer and asks nobody but the chain. */
export function FileVerification({ settings, onText, onNumber, onScan }: FileVerificationProps) {
  const text = useText();
  const { verify: words, scan, verdicts } = text;
  const format = useFormat();
  const [exhibit, setExhibit] = useState(nothing);
  const [parts, setParts] = useState(0);
  const [note, setNote] = useState<string>();
  const { document, bundle } = exhibit;
  const hasFiles = document !== null || bundle !== null;
  const examination = useQuery({
    queryKey: ['verdict', nameOf(document), nameOf(bundle), settings],
    queryFn: ({ signal }) => {
      setParts(0);
      const using = settings ?? { trust: { deployments: [] }, rpcUrls: [], operator: null };
      return examine(exhibit, using, { signal, onPart: setParts });
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
  const isUnproven =
    found?.verdict.facts === null && bundle === null && found.verdict.outcome === 'indeterminate';
  const headline = found === undefined || isUnproven ? null : headlineOfAll(found, text, format);
  return (
    <div className={classes.verification}>
      <div className="screen-only">
        <DropZone isSmall={hasFiles} onFiles={(files) => void add(files)} onScan={onScan} />
      </div>
      {hasFiles && <ExhibitFiles exhibit={exhibit} onChange={setExhibit} />}
      <VisuallyHidden role="status">
        {headline !== null && `${text.ui.sentence(headline.title)} ${headline.sentences.join(' ')}`}
      </VisuallyHidden>
      {examination.isFetching && (
        <p role="status" className={classes.checking}>
          <Loader size={16} /> {parts === 0 ? words.checking : verdicts.checkingParts(parts)}
        </p>
      )}
      <ProblemAlert problem={examination.error} />
      <div role="status">{isUnproven && <Notice tone="wait">{note ?? words.needsBundle}</Notice>}</div>
      {found !== undefined && headline !== null && (
        <VerdictView
          verdict={found.verdict}
          all={{ headline, outcome: outcomeOf(found) }}
          circumstances={found}
          onAskAgain={() => void examination.refetch()}
        >
          {found.parts !== null && <PartList parts={found.parts} />}
        </VerdictView>
      )}
    </div>
  );
}

/** Tells one file from another without reading it. */
const nameOf = (file: File | null): string | null =>
  file === null ? null : `${file.name} ${file.size} ${file.lastModified}`;
