import { expect } from 'chai';
import { startTestServer } from '../fixtures/server.ts';

describe('behind a proxy', () => {
  const attemptsOf = async (proxies: string, addresses: readonly string[]) => {
    const server = await startTestServer({
      guardedPerMinute: 2,
      environment: { OPENPOUCH_PROXIES: proxies },
    });
    try {
      const statuses: number[] = [];
      for (const address of addresses) {
        const answer = await fetch(`${server.url}/api/v1/sessions`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', 'x-forwarded-for': address },
          body: JSON.stringify({ email: 'nobody@scheldemond.example', password: 'a guess' }),
        });
        statuses.push(answer.status);
      }
      return statuses;
    } finally {
      await server.close();
    }
  };

  it('guessing is limited by the address that the proxy tells, and one that the client made up counts for nothing', async () => {
    const told = ['192.0.2.1', '192.0.2.1', '192.0.2.1', '192.0.2.2', '198.51.100.7, 192.0.2.1'];
    expect(await attemptsOf('1', told)).to.deep.equal([401, 401, 429, 401, 429]);
  });

  it('without one, by the address that is connected', async () => {
    expect(await attemptsOf('0', ['192.0.2.1', '192.0.2.2', '192.0.2.3'])).to.deep.equal([401, 401, 429]);
  });
});
