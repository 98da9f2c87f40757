import { VisuallyHidden } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { ApiProblem } from '../api/http.ts';
import { useText } from '../text/text.tsx';
import { later } from '../ui/later.tsx';
import { Notice } from '../ui/notice.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import type { Asked } from './read-code.ts';
import type { useTrustSettings } from './trust-settings.ts';

/** Its code comes with the first verdict. */
const VerdictView = later(async () => (await import('./verdict-view.tsx')).VerdictView);

/** The certificate behind a number and a code, verified in this page. */
export function useNumberVerdict(asked: Asked | undefined, trust: ReturnType<typeof useTrustSettings>) {
  const { settings, isMissing, want } = trust;
  const isWanted = asked !== undefined;
  // biome-ignore lint/correctness/useExhaustiveDependencies: wanting twice is wanting once
  useEffect(() => {
    if (isWanted) want();
  }, [isWanted]);
  return useQuery({
    queryKey: ['verdict', asked, settings],
    queryFn: async ({ signal }) => {
      const { examineNumber } = await import('./run-number.ts');
      return examineNumber(asked ?? { number: '', code: '' }, settings ?? null, signal);
    },
    enabled: isWanted && (settings !== undefined || isMissing),
    // Whether it still holds is a question of now.
    gcTime: 0,
    staleTime: 0,
    refetchOnWindowFocus: false,
  });
}

interface NumberVerdictProps {
  readonly asked: Asked;
  readonly query: ReturnType<typeof useNumberVerdict>;
}

/** What was found, and on whose word. */
export function NumberVerdict({ asked, query }: NumberVerdictProps) {
  const { verify: words, verdicts } = useText();
  const [said, setSaid] = useState('');
  const isUnknown = query.error instanceof ApiProblem && query.error.status === 404;
  const found = isUnknown ? undefined : query.data;
  return (
    <>
      <VisuallyHidden role="status">{found === undefined ? '' : said}</VisuallyHidden>
      <div role="status">
        {isUnknown && <Notice tone="wait">{words.notFoundByNumber}</Notice>}
        {found?.verdict === null && <Notice tone="wait">{verdicts.otherCertificate}</Notice>}
        {found?.rpcUrls === null && <Notice tone="wait">{verdicts.serversWord(location.host)}</Notice>}
      </div>
      {!isUnknown && <ProblemAlert problem={query.error} />}
      {found != null && found.verdict !== null && (
        <VerdictView
          verdict={found.verdict}
          successor={found.successor}
          circumstances={{
            ...{ time: query.dataUpdatedAt, files: [], number: asked.number, rpcUrls: found.rpcUrls },
          }}
          onSay={setSaid}
          onAskAgain={() => void query.refetch()}
        />
      )}
    </>
  );
}
