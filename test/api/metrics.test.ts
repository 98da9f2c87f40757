import { expect } from 'chai';
import { SignerId } from '../../core/ids.ts';
import { insertChainAct } from '../../server/anchoring/index.ts';
import { eventually } from '../fixtures/processes.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

describe('/metrics', () => {
  let server: TestServer;
  before(async () => {
    server = await startTestServer();
  });
  after(() => server.close());
  const metrics = async () => (await fetch(`${server.url}/metrics`)).text();

  it('tells what waits, and what the chain refused', async () => {
    await eventually('nothing waits', async () =>
      /openpouch_backlog\{kind="acts"\} 0\n/.test(await metrics()),
    );
    expect(await metrics()).to.match(/\nopenpouch_failed_acts 0\n/);
    for (const kind of ['letters', 'deliveries', 'erased-files'])
      expect(await metrics()).to.contain(`openpouch_waiting{kind="${kind}"} 0\n`);
    const nobody = SignerId.parse(`0x${'ab'.repeat(24)}`);
    await server.context.database.asSystem((trx) =>
      insertChainAct(trx, { act: 'ending', signerId: nobody, at: 1 }, []),
    );
    await eventually('it is refused', async () => /\nopenpouch_failed_acts 1\n/.test(await metrics()));
    const text = await metrics();
    for (const { legalName, email } of server.parties)
      expect(text).to.not.contain(legalName).and.not.contain(email);
  });
});
