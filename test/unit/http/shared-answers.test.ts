import { expect } from 'chai';
import { sharedAnswers } from '../../../server/http/shared-answers.ts';

describe('sharedAnswers', () => {
  let time = 0;
  let asked: string[] = [];
  const counted = (keptMs: number) =>
    sharedAnswers(
      keptMs,
      async (name) => {
        asked.push(name);
        if (name === 'broken') throw new Error('away');
        return asked.length;
      },
      () => time,
    );
  beforeEach(() => {
    time = 0;
    asked = [];
  });

  it('asks once for all who come while it is kept, and again after', async () => {
    const answer = counted(1_000);
    expect(await Promise.all([answer('chain'), answer('chain')])).to.deep.equal([1, 1]);
    time = 999;
    expect(await answer('chain')).to.equal(1);
    time = 1_000;
    expect(await answer('chain')).to.equal(2);
  });

  it('asks once for all who wait, even where nothing is kept', async () => {
    const answer = counted(0);
    expect(await Promise.all([answer('chain'), answer('chain')])).to.deep.equal([1, 1]);
    expect(await answer('chain')).to.equal(2);
  });

  it('asks for each name', async () => {
    const answer = counted(1_000);
    await Promise.all([answer('chain'), answer('database'), answer('chain')]);
    expect(asked).to.deep.equal(['chain', 'database']);
  });

  it('keeps no failure', async () => {
    const answer = counted(1_000);
    const failures = await Promise.allSettled([answer('broken'), answer('broken')]);
    expect(failures.map(({ status }) => status)).to.deep.equal(['rejected', 'rejected']);
    expect(asked).to.have.length(1);
    await answer('broken').catch(() => undefined);
    expect(asked).to.have.length(2);
  });
});
