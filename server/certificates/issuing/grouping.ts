/**
 * Does together what is asked for at the same time: while one group is at work, whatever else comes for the same
 * name waits and becomes the next group. Nobody waits when nothing is at work.
 * @param work answers each of the items, in their order. When it throws for several, each is tried alone, so that
 * one cannot spoil it for the others.
 * @param most items in a group
 */
export function createGrouping<Item, Answer>(
  work: (name: string, items: readonly Item[]) => Promise<readonly Answer[]>,
  most: number,
): (name: string, item: Item) => Promise<Answer> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
  }
  const queues = new Map<string, Waiting[]>();

  const settle = async (name: string, group: readonly Waiting[]): Promise<void> => {
    try {
      const answers = await work(
        name,
        group.map(({ item }) => item),
      );
      for (const [index, waiting] of group.entries()) waiting.resolve(answers[index] as Answer);
    } catch (error) {
      const [only, ...others] = group;
      if (others.length === 0) only?.reject(error);
      else for (const waiting of group) await settle(name, [waiting]);
    }
  };

  const drain = async (name: string, queue: Waiting[]): Promise<void> => {
    while (queue.length > 0) await settle(name, queue.splice(0, most));
    queues.delete(name);
  };

  return (name, item) =>
    new Promise((resolve, reject) => {
      const waiting = { item, resolve, reject };
      const queue = queues.get(name);
      if (queue !== undefined) {
        queue.push(waiting);
        return;
      }
      const started = [waiting];
      queues.set(name, started);
      void drain(name, started);
    });
}
