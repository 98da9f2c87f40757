/**
 * Does together what is asked for at the same time: while one group is at work, whatever else comes for the same
 * name waits and becomes the next group. Nobody waits when nothing is at work.
 * @param work opens what it needs, then calls `take` and answers each of the items, in their order. Who comes until then
 * is among them: after a group was answered its members ask again one shortly after the other. When it throws for
 * several, each is tried alone, so that one cannot spoil it for the others.
 * @param most items in a group
 */
export function createGrouping<Item, Answer>(
  work: (name: string, take: () => readonly Item[]) => Promise<readonly Answer[]>,
  most: number,
): (name: string, item: Item) => Promise<Answer> {
  interface Waiting {
    readonly item: Item;
    readonly resolve: (answer: Answer) => void;
    readonly reject: (error: unknown) => void;
  }
  const queues = new Map<string, Waiting[]>();

  const settle = async (name: string, queue: Waiting[]): Promise<void> => {
    let group: readonly Waiting[] = [];
    const take = (): readonly Item[] => {
      if (group.length === 0) group = queue.splice(0, most);
      return group.map(({ item }) => item);
    };
    try {
      const answers = await work(name, take);
      for (const [index, waiting] of group.entries()) waiting.resolve(answers[index] as Answer);
    } catch (error) {
      take();
      const [only, ...others] = group;
      if (others.length === 0) only?.reject(error);
      else for (const waiting of group) await settle(name, [waiting]);
    }
  };

  const drain = async (name: string, queue: Waiting[]): Promise<void> => {
    while (queue.length > 0) await settle(name, queue);
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
