import { expect } from 'chai';
import { createTurns } from '../../../server/certificates/renditions/turns.ts';
import { Problem } from '../../../server/http/problem.ts';

/** Work that ends when it is told to, and says in which order it began. */
function createWork() {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  return {
    begun,
    work: (name: string) => () =>
      new Promise<string>((resolve) => {
        begun.push(name);
        ends.set(name, () => resolve(name));
      }),
    async end(name: string) {
      ends.get(name)?.();
      // What waits begins some turns of the queue later.
      for (let turn = 0; turn < 10; turn++) await Promise.resolve();
    },
  };
}

describe('turns', () => {
  it('let so many at work and no more, and each is answered', async () => {
    const { begun, work, end } = createWork();
    const inTurn = createTurns({ atOnce: 2, mostWaiting: 10 });
    const answers = ['a', 'b', 'c'].map((name) => inTurn('one', work(name)));
    expect(begun).to.deep.equal(['a', 'b']);
    await end('b');
    expect(begun).to.deep.equal(['a', 'b', 'c']);
    await end('a');
    await end('c');
    expect(await Promise.all(answers)).to.deep.equal(['a', 'b', 'c']);
    void inTurn('one', work('d'));
    void inTurn('one', work('e'));
    void inTurn('one', work('f'));
    expect(begun).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
  });

  it('go round among the organisations that wait', async () => {
    const { begun, work, end } = createWork();
    const inTurn = createTurns({ atOnce: 1, mostWaiting: 10 });
    for (const name of ['a1', 'a2', 'a3', 'a4']) void inTurn('a', work(name));
    void inTurn('b', work('b1'));
    void inTurn('c', work('c1'));
    for (const name of ['a1', 'a2', 'b1', 'c1', 'a3']) await end(name);
    expect(begun).to.deep.equal(['a1', 'a2', 'b1', 'c1', 'a3', 'a4']);
  });

  it('go on after work that failed', async () => {
    const inTurn = createTurns({ atOnce: 1, mostWaiting: 10 });
    const failing = inTurn('a', () => Promise.reject(new Error('broken')));
    const next = inTurn('a', async () => 'done');
    expect(await failing.catch((error: Error) => error.message)).to.equal('broken');
    expect(await next).to.equal('done');
  });

  it('refuse whoever comes when too many wait', async () => {
    const { work, end } = createWork();
    const inTurn = createTurns({ atOnce: 1, mostWaiting: 2 });
    for (const name of ['a', 'b', 'c']) void inTurn('one', work(name));
    const refusal = await inTurn('two', work('d')).catch((error: unknown) => error);
    expect(refusal).to.be.instanceOf(Problem).and.to.include({ code: 'unavailable', status: 503 });
    await end('a');
    void inTurn('two', work('e'));
  });
});
