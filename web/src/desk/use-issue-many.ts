import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { type IssuanceOutcome, issueCertificates } from '../api/desk.ts';
import { ApiProblem } from '../api/http.ts';

/** What became of one of many; `why` is null when it was not even tried. */
export type BulkOutcome =
  | { readonly id: string; readonly ok: true; readonly number: string }
  | { readonly id: string; readonly ok: false; readonly why: Error | null };

/** Small enough that the bar moves, large enough that the chamber's key is asked for seldom. */
const chunkSize = 10;

/** Issues many, a chunk after the other; when one gets no answer the rest is not tried. */
export function useIssueMany(onIssued: (ids: readonly string[]) => unknown) {
  const [outcomes, setOutcomes] = useState<readonly BulkOutcome[]>();
  const [isRunning, setRunning] = useState(false);
  const { mutateAsync } = useMutation({
    mutationFn: ({ ids, key }: { readonly ids: readonly string[]; readonly key: string }) =>
      issueCertificates(ids, key),
  });

  const start = async (ids: readonly string[]): Promise<void> => {
    setRunning(true);
    setOutcomes([]);
    for (let from = 0; from < ids.length; from += chunkSize) {
      const chunk = ids.slice(from, from + chunkSize);
      try {
        const { outcomes: found } = await mutateAsync({ ids: chunk, key: crypto.randomUUID() });
        setOutcomes((before = []) => [...before, ...found.map(toOutcome)]);
        await onIssued(found.filter(({ ok }) => ok).map(({ id }) => id));
      } catch (error) {
        const why = error instanceof Error ? error : new Error(String(error));
        const failed = chunk.map((id) => ({ id, ok: false as const, why }));
        const rest = ids.slice(from + chunkSize).map((id) => ({ id, ok: false as const, why: null }));
        setOutcomes((before = []) => [...before, ...failed, ...rest]);
        break;
      }
    }
    setRunning(false);
  };
  return { outcomes, isRunning, start, forget: () => setOutcomes(undefined) };
}

/** One of several acts has no HTTP status of its own. */
const ofSeveral = 0;

const toOutcome = (outcome: IssuanceOutcome): BulkOutcome =>
  outcome.ok
    ? { id: outcome.id, ok: true, number: outcome.certificate.number }
    : { id: outcome.id, ok: false, why: new ApiProblem(ofSeveral, outcome.problem) };
