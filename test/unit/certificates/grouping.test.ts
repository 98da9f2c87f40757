import { expect } from 'chai';
import { createGrouping } from '../../../server/certificates/issuing/grouping.ts';

/** A group's work that goes on only when the test lets it. */
function controlled(
  most: number,
  answer: (item: number) => number = (item) => 10 * item,
  opening?: Promise<unknown>,
) {
  const groups: { name: string; items: readonly number[]; go: () => void }[] = [];
  const together = createGrouping<number, number>(async (name, take) => {
    if (opening !== undefined) await opening;
    const items = take();
    await new Promise<void>((go) => groups.push({ name, items, go }));
    return items.map(answer);
  }, most);
  const next = async (at: number) => {
    while (groups[at] === undefined) await Promise.resolve();
    groups[at].go();
  };
  return { together, groups, next };
}

describe('grouping', () => {
  it('begins at once with the first and does together what came meanwhile', async () => {
    const { together, groups, next } = controlled(10);
    const first = together('a', 1);
    const others = [together('a', 2), together('a', 3)];
    await next(0);
    expect(await first).to.equal(10);
    await next(1);
    expect(await Promise.all(others)).to.deep.equal([20, 30]);
    expect(groups.map((group) => group.items)).to.deep.equal([[1], [2, 3]]);
  });

  it('takes along who comes while it is opening what it needs', async () => {
    const { promise: opening, resolve: opened } = Promise.withResolvers<void>();
    const { together, groups, next } = controlled(10, undefined, opening);
    const first = [together('a', 1), together('a', 2)];
    opened();
    await next(0);
    expect(await Promise.all(first)).to.deep.equal([10, 20]);
    const last = together('a', 3);
    await next(1);
    expect(await last).to.equal(30);
    expect(groups.map((group) => group.items)).to.deep.equal([[1, 2], [3]]);
  });

  it('answers each with the failure when it cannot be opened', async () => {
    const together = createGrouping<number, number>(() => Promise.reject(new Error('no connection')), 10);
    const all = await Promise.allSettled([together('a', 1), together('a', 2)]);
    expect(all.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
  });

  it('keeps names apart', async () => {
    const { together, groups, next } = controlled(10);
    const both = [together('a', 1), together('b', 2)];
    await next(0);
    await next(1);
    expect(await Promise.all(both)).to.deep.equal([10, 20]);
    expect(groups.map((group) => group.name)).to.deep.equal(['a', 'b']);
  });

  it('takes no more than told into a group', async () => {
    const { together, groups, next } = controlled(2);
    const all = [1, 2, 3, 4].map((item) => together('a', item));
    for (const at of [0, 1, 2]) await next(at);
    expect(await Promise.all(all)).to.deep.equal([10, 20, 30, 40]);
    expect(groups.map((group) => group.items)).to.deep.equal([[1], [2, 3], [4]]);
  });

  it('lets one that fails not spoil it for the others', async () => {
    const { together, next } = controlled(10, (item) => {
      if (item === 2) throw new Error('spoiled');
      return item;
    });
    const all = Promise.allSettled([1, 2, 3].map((item) => together('a', item)));
    // The first alone, then two and three together, then each of them alone.
    for (const at of [0, 1, 2, 3]) await next(at);
    expect((await all).map(({ status }) => status)).to.deep.equal(['fulfilled', 'rejected', 'fulfilled']);
  });

  it('goes on after a failure', async () => {
    const { together, next } = controlled(10, (item) => {
      if (item === 1) throw new Error('spoiled');
      return item;
    });
    const failed = together('a', 1).catch(() => 'failed');
    await next(0);
    expect(await failed).to.equal('failed');
    const later = together('a', 5);
    await next(1);
    expect(await later).to.equal(5);
  });
});
