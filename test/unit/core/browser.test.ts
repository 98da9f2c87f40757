import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { build, type Rolldown } from 'vite';
import { sharedChromium } from '../../fixtures/shared.ts';

/** The same vectors, the same verdicts, in a real browser. */
describe('core in a browser', () => {
  let address: string;
  const server = createServer((request, response) => {
    response.setHeader('content-type', request.url === '/core.js' ? 'text/javascript' : 'text/html');
    response.end(request.url === '/core.js' ? script : '<!doctype html><title>core</title>');
  });
  let script = '';

  before(async function () {
    this.timeout(120_000);
    const entry = fileURLToPath(new URL('browser-entry.ts', import.meta.url));
    const outputs = (await build({
      configFile: false,
      logLevel: 'warn',
      build: { write: false, lib: { entry, formats: ['es'], fileName: 'core' } },
    })) as Rolldown.RolldownOutput[];
    script = outputs[0]?.output[0].code ?? '';
    server.listen(0, '127.0.0.1');
    // It may have to be installed.
    await sharedChromium();
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  });
  after(() => void server.close());

  it('comes to the verdicts of the vectors', async () => {
    const vectors = readFileSync(new URL('../../vectors/proofs.json', import.meta.url), 'utf8');
    const expected = JSON.parse(vectors).cases.map((it: { outcome: string }) => it.outcome);
    const page = await (await sharedChromium()).newPage();
    await page.goto(address);
    const outcomes = await page.evaluate(
      async ([url, text]) => (await import(url ?? '')).outcomesOf(text),
      [`${address}core.js`, vectors],
    );
    await page.close();
    expect(outcomes).to.deep.equal(expected);
  });
});
