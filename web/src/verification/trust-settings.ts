import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { installationQuery } from '../api/installation.ts';
import type { TrustSettings } from './read-trust.ts';

/**
 * What the page trusts: as this installation says, or as the visitor put in instead, until the page is left.
 * @param isWanted from the start; else once `want` was called: what reads it comes with the first file, not with the page
 */
export function useTrustSettings(isWanted = false) {
  const installation = useQuery(installationQuery);
  const [chosen, choose] = useState<TrustSettings | null>(null);
  const [isAsked, setAsked] = useState(isWanted);
  const shipped = useQuery({
    queryKey: ['trust', installation.data],
    queryFn: async () => {
      const { fromInstallation } = await import('./read-trust.ts');
      return installation.data === undefined ? null : fromInstallation(installation.data);
    },
    enabled: isAsked && installation.data !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
  });
  return {
    settings: chosen ?? shipped.data ?? undefined,
    /** This installation does not say, or not in a way that can be read. */
    isMissing: chosen === null && (installation.error !== null || shipped.data === null),
    isChosen: chosen !== null,
    choose,
    want: () => setAsked(true),
  };
}
