import { useMutation, useQueryClient } from '@tanstack/react-query';
import { isNotSigned } from './http.ts';

interface Act<Given> {
  readonly given: Given;
  readonly idempotencyKey: string;
}

/**
 * Something that a person does by a click. The click gets one Idempotency-Key, which its retries carry too; when it is
 * done, everything on the page is asked for again, because an act may change more than what it names.
 */
export function useAct<Given, Done>(
  work: (given: Given, idempotencyKey: string) => Promise<Done>,
  onDone?: (done: Done, given: Given) => void,
) {
  const client = useQueryClient();
  const mutation = useMutation({
    mutationFn: ({ given, idempotencyKey }: Act<Given>) => work(given, idempotencyKey),
    onSuccess: async (done, { given }) => {
      onDone?.(done, given);
      await client.invalidateQueries();
    },
  });
  return {
    act: (given: Given) => mutation.mutate({ given, idempotencyKey: crypto.randomUUID() }),
    isActing: mutation.isPending,
    /** The first argument of the act under way, to show it where it was clicked. */
    given: mutation.isPending ? mutation.variables.given : undefined,
    // Whoever chose not to sign need not be told that nothing was done.
    problem: isNotSigned(mutation.error) ? null : mutation.error,
    forget: mutation.reset,
  };
}
