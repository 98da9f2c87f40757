import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useText } from '../text/text.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { DropZone } from './drop-zone.tsx';
import { ExhibitFiles } from './exhibit-files.tsx';
import { addFiles, type Exhibit, verifyExhibit } from './run.ts';
import type { TrustSettings } from './trust-settings.ts';
import { VerdictView } from './verdict-view.tsx';
import classes from './verification.module.css';

const nothing: Exhibit = { document: null, bundle: null };

/** Verifies in the page; the query below runs on this computer and asks nobody but the chain. */
export function FileVerification({ settings }: { readonly settings: TrustSettings | undefined }) {
  const { verify: words } = useText();
  const [exhibit, setExhibit] = useState(nothing);
  const hasFiles = exhibit.document !== null || exhibit.bundle !== null;
  const verdict = useQuery({
    queryKey: ['verdict', nameOf(exhibit.document), nameOf(exhibit.bundle), settings],
    queryFn: () => verifyExhibit(exhibit, settings ?? { trust: { deployments: [] }, rpcUrl: '' }),
    enabled: hasFiles && settings !== undefined,
    // Whether it still holds is a question of now.
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
  const add = async (files: readonly File[]) => setExhibit(await addFiles(exhibit, files));
  const needsBundle =
    verdict.data?.facts === null && exhibit.bundle === null && verdict.data.outcome === 'indeterminate';
  return (
    <div className={classes.verification}>
      <DropZone isSmall={hasFiles} onFiles={(files) => void add(files)} />
      {hasFiles && <ExhibitFiles exhibit={exhibit} onChange={setExhibit} />}
      <div aria-live="polite" className={classes.verification}>
        {verdict.isFetching && (
          <p className={classes.checking}>
            <Loader size={16} /> {words.checking}
          </p>
        )}
        <ProblemAlert problem={verdict.error} />
        {needsBundle && <Notice tone="wait">{words.needsBundle}</Notice>}
        {verdict.data !== undefined && !verdict.isFetching && !needsBundle && (
          <VerdictView verdict={verdict.data} onAskAgain={() => void verdict.refetch()} />
        )}
      </div>
    </div>
  );
}

/** Tells one file from another without reading it. */
const nameOf = (file: File | null): string | null =>
  file === null ? null : `${file.name} ${file.size} ${file.lastModified}`;
