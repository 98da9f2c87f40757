import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';

export interface Failure<Item> {
  readonly item: Item;
  readonly error: Error;
}

interface Job<Item> {
  readonly items: readonly Item[];
  readonly work: (item: Item, idempotencyKey: string) => Promise<unknown>;
}

/** The same act on several things, one after the other: how far it is, and which of them could not be done, and why. */
export function useBulk<Item>(onDone: (failures: readonly Failure<Item>[]) => void) {
  const client = useQueryClient();
  const [done, setDone] = useState(0);
  const [failures, setFailures] = useState<readonly Failure<Item>[]>([]);
  const one = useMutation({ mutationFn: (run: () => Promise<unknown>) => run() });
  const all = useMutation({
    mutationFn: async ({ items, work }: Job<Item>) => {
      setDone(0);
      setFailures([]);
      const failed: Failure<Item>[] = [];
      for (const [index, item] of items.entries()) {
        const idempotencyKey = crypto.randomUUID();
        try {
          await one.mutateAsync(() => work(item, idempotencyKey));
        } catch (error) {
          failed.push({ item, error: error as Error });
          setFailures([...failed]);
        }
        setDone(index + 1);
      }
      return failed;
    },
    onSuccess: async (failed) => {
      onDone(failed);
      await client.invalidateQueries();
    },
  });
  return {
    run: (items: Job<Item>['items'], work: Job<Item>['work']) => all.mutate({ items, work }),
    isRunning: all.isPending,
    done,
    total: all.variables?.items.length ?? 0,
    failures,
    forget: () => setFailures([]),
  };
}
