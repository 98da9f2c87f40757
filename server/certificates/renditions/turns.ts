import { problem } from '../../http/problem.ts';

export interface TurnsOptions {
  /** So many are at work at a time. */
  readonly atOnce: number;
  /** So many may wait; whoever comes after is told to come back. */
  readonly mostWaiting: number;
}

/**
 * Work that many ask for and that is to leave room for other work. Organisations that wait take turns: one that wants
 * thousands does not hold up another that wants one.
 * @throws unavailable when too many wait
 */
export function createTurns({ atOnce, mostWaiting }: TurnsOptions) {
  /** Who waits, by organisation; the organisation whose turn it is first. */
  const queues = new Map<string, (() => void)[]>();
  let atWork = 0;
  let waiting = 0;

  const next = (): void => {
    const [organisationId, queue] = queues.entries().next().value ?? [];
    const start = queue?.shift();
    if (organisationId === undefined || queue === undefined || start === undefined) return;
    queues.delete(organisationId);
    if (queue.length > 0) queues.set(organisationId, queue);
    waiting--;
    start();
  };

  const turnOf = (organisationId: string): Promise<void> => {
    if (waiting >= mostWaiting) throw problem('unavailable', undefined, { headers: { 'retry-after': '10' } });
    waiting++;
    return new Promise((resolve) => {
      const queue = queues.get(organisationId);
      if (queue === undefined) queues.set(organisationId, [resolve]);
      else queue.push(resolve);
    });
  };

  return async <T>(organisationId: string, work: () => Promise<T>): Promise<T> => {
    if (atWork >= atOnce) await turnOf(organisationId);
    else atWork++;
    try {
      return await work();
    } finally {
      // Whoever is next takes the place; nobody waits: it is free.
      if (waiting > 0) next();
      else atWork--;
    }
  };
}
