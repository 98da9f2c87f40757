import { expect } from 'chai';
import pg from 'pg';
import { createLogger } from '../../server/log.ts';

describe('the log', () => {
  const printed = (fields: object) => {
    const lines: string[] = [];
    createLogger('info', { write: (line) => void lines.push(line) }).info(fields, 'something happened');
    return lines.join('');
  };

  it('prints no row that the database refused', () => {
    const error = new pg.DatabaseError('null value in column "name" of relation "users"', 10, 'error');
    Object.assign(error, {
      code: '23502',
      detail: 'Failing row contains (7, $argon2id$m=1).',
      where: 'COPY users',
    });
    const line = printed({ err: error });
    expect(line).to.contain('23502').and.contain('relation \\"users\\"');
    expect(line).to.not.contain('argon2id').and.not.contain('COPY users');
  });

  it('prints no secrets under their names', () => {
    const line = printed({
      body: { password: 'p-1', secret: 'p-2', privateKey: 'p-3' },
      headers: { cookie: 'p-4', authorization: 'p-5' },
    });
    expect(line).to.not.match(/p-\d/);
    expect(line.match(/\[withheld\]/g)).to.have.length(5);
  });
});
