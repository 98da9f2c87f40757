import { expect } from 'chai';
import { createAttempts } from '../../../server/access/attempts.ts';
import { Problem } from '../../../server/http/problem.ts';

describe('createAttempts', () => {
  let time = 0;
  const begin = (attempts: ReturnType<typeof createAttempts>, email: string, times = 1): unknown => {
    try {
      for (let i = 0; i < times; i++) attempts.begin(email);
      return undefined;
    } catch (error) {
      return error instanceof Problem ? [error.code, error.parameters['seconds']] : error;
    }
  };
  beforeEach(() => {
    time = 0;
  });

  it('lets fifty be tried in a quarter of an hour, in whatever case the e-mail is written', () => {
    const attempts = createAttempts(() => time);
    expect(begin(attempts, 'officer@chamber.example', 49)).to.equal(undefined);
    expect(begin(attempts, 'Officer@Chamber.example')).to.equal(undefined);
    time = 60_000;
    expect(begin(attempts, 'officer@chamber.example')).to.deep.equal(['too_many_requests', 840]);
    expect(begin(attempts, 'other@chamber.example')).to.equal(undefined);
    time = 900_000;
    expect(begin(attempts, 'officer@chamber.example')).to.equal(undefined);
  });

  it('begins to count anew once one was right', () => {
    const attempts = createAttempts(() => time);
    begin(attempts, 'officer@chamber.example', 50);
    attempts.forget('OFFICER@chamber.example');
    expect(begin(attempts, 'officer@chamber.example', 50)).to.equal(undefined);
  });

  it('forgets the first when there are more e-mails than it can hold', () => {
    const attempts = createAttempts(() => time);
    begin(attempts, 'first@chamber.example', 50);
    for (let i = 0; i < 9_999; i++) attempts.begin(`${i}@chamber.example`);
    expect(begin(attempts, 'first@chamber.example')).to.deep.equal(['too_many_requests', 900]);
    attempts.begin('one-more@chamber.example');
    expect(begin(attempts, 'first@chamber.example')).to.equal(undefined);
  });
});
