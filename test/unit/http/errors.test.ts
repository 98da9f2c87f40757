import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import pg from 'pg';
import { problemHandler } from '../../../server/http/errors.ts';
import { createLogger } from '../../../server/log.ts';

describe('an error of the database', () => {
  const answerTo = async (code: string) => {
    const app = express();
    app.get('/', () => {
      const error = new pg.DatabaseError('relation "users": secret words', 10, 'error');
      throw Object.assign(error, { code, detail: 'Failing row contains (secret words).' });
    });
    app.use(problemHandler(createLogger('silent')));
    const server = app.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    const text = await answer.text();
    server.close();
    expect(text).to.not.contain('secret');
    return answer.status;
  };

  for (const code of ['40P01', '40001', '55P03', '57014', '25P03', '57P01', '08006', '53300']) {
    it(`${code}: nothing was done, to be tried again`, async () => {
      expect(await answerTo(code)).to.equal(503);
    });
  }
  for (const code of ['23505', '42501', '22P02']) {
    it(`${code}: a fault of ours`, async () => {
      expect(await answerTo(code)).to.equal(500);
    });
  }
});
