import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { createKuboContentStore } from '../../server/content/kubo-store.ts';
import { createLocalContentStore } from '../../server/content/local-store.ts';
import { recordedAmong } from '../../server/content/recorded-store.ts';
import { openShipment, type Shipment } from '../api/support/shipment.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

const dayMs = 24 * 32_400_000;
const chunk = randomBytes(1_300_000);

describe('blocks of uploads that were never recorded', () => {
  let server: TestServer;
  let parties: Shipment;
  let dir: string;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
    dir = join(server.dataDir, 'blocks');
  });
  after(() => server.close());

  const blocks = () =>
    readdirSync(dir, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.data'));
  const notes = () => readdirSync(`${dir}-uploads`);
  const sweep = () =>
    server.context.content.sweep(new Date(Date.now() - dayMs), (cids) =>
      server.context.database.asSystem((trx) => recordedAmong(trx, cids)),
    );
  const grow = (name: string) => {
    const twoDaysAgo = new Date(Date.now() - 2 * dayMs);
    utimesSync(join(`${dir}-uploads`, name), twoDaysAgo, twoDaysAgo);
  };

  it('are removed when they are a day old, and what is recorded stays', async () => {
    const { exporter } = parties;
    const pouch = await parties.pouch();
    const bytes = randomBytes(2_400_000);
    const document = await parties.upload(exporter, pouch.id, bytes);
    const recorded = blocks();
    // The process ends after it has stored, and before it has recorded…
    const { cid } = await server.context.content.put(source([chunk, chunk]));
    // …and in the middle of an upload: another process on the same folder, of which nothing more is heard.
    const cut = await createLocalContentStore(dir);
    const goOn = Promise.withResolvers<void>();
    const stopped = cut.put(cutOff(goOn.promise)).catch(() => undefined);
    // It writes what it has, and then waits.
    for (let [seen, same] = [0, 0]; same < 5; await new Promise((resolve) => setTimeout(resolve, 40))) {
      same = blocks().length === seen && seen > recorded.length + 8 ? same + 1 : 0;
      seen = blocks().length;
    }
    const left = blocks().length - recorded.length;

    expect(await sweep()).to.equal(0);
    expect(await server.context.content.has(cid)).to.equal(true);
    for (const name of notes()) grow(name);
    expect(await sweep()).to.equal(left);
    expect(blocks().sort()).to.deep.equal(recorded.sort());
    expect(notes()).to.deep.equal([]);
    const { id, latest } = document;
    const read = await exporter.bytes(`/documents/${id}/versions/${latest.version}/content`);
    expect(Buffer.from(read).equals(bytes)).to.equal(true);
    expect(await sweep()).to.equal(0);
    goOn.resolve();
    await stopped;
  });

  it('leave no note when an upload breaks off by itself', async () => {
    const before = [notes().length, blocks().length];
    const broken = server.context.content.put(
      source([chunk], () => {
        throw new Error('The client has gone.');
      }),
    );
    await broken.then(
      () => expect.fail('It was stored.'),
      (error: Error) => expect(error.message).to.equal('The client has gone.'),
    );
    expect([notes().length, blocks().length]).to.deep.equal(before);
  });
});

describe('a Kubo node that says nothing more', () => {
  let kubo: Server;
  let url: string;
  let closed: Promise<unknown>;
  let pins = true;

  before(async () => {
    kubo = createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://kubo');
      await buffer(request);
      if (pathname === '/api/v0/pin/ls' && pins) {
        const cid = searchParams.get('arg') ?? '';
        return void response.end(JSON.stringify({ Keys: { [cid]: { Type: 'recursive', Name: '' } } }));
      }
      closed = once(response, 'close');
      if (pathname === '/api/v0/cat') response.write(chunk);
    }).listen(0, '127.0.0.1');
    await once(kubo, 'listening');
    url = `http://127.0.0.1:${(kubo.address() as AddressInfo).port}`;
  });
  after(() => {
    kubo.closeAllConnections();
    kubo.close();
  });

  it('is given up in the middle of a file, and its connection ended', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'openpouch-test-'));
    const { cid } = await (await createLocalContentStore(dir)).put(source([chunk]));
    for (const folder of [dir, `${dir}-uploads`]) rmSync(folder, { recursive: true });
    const store = createKuboContentStore(url, 200);
    let read = 0;
    const refused = await (async () => {
      for await (const part of store.get(cid)) read += part.length;
    })().catch((error: unknown) => error);
    expect(refused).to.include({ code: 'unavailable' });
    expect(read).to.equal(chunk.length);
    await closed;
  });

  it('is given up when asked whether it holds something', async () => {
    pins = false;
    const cid = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy';
    const refused = await createKuboContentStore(url, 200)
      .has(cid)
      .catch((error: unknown) => error);
    expect(refused).to.include({ code: 'unavailable' });
  });
});

describe('a Kubo node with files that nothing names', () => {
  let kubo: Server;
  const root = 'bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy';
  const leaf = 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku';
  const pins = new Map<string, string>();
  const gone: string[] = [];

  before(async () => {
    kubo = createServer(async (request, response) => {
      const { pathname, searchParams } = new URL(request.url ?? '', 'http://kubo');
      await buffer(request);
      const args = searchParams.getAll('arg');
      const [cid = ''] = args;
      const lines = (all: readonly object[]) =>
        response.end(all.map((one) => JSON.stringify(one)).join('\n'));
      if (pathname === '/api/v0/add') return void lines([{ Name: root, Hash: root, Size: '1' }]);
      if (pathname === '/api/v0/pin/add') {
        pins.set(cid, searchParams.get('name') ?? '');
        return void lines([{ Pins: [cid] }]);
      }
      if (pathname === '/api/v0/pin/ls')
        return void lines(
          [...pins]
            .filter(([pinned]) => args.length === 0 || args.includes(pinned))
            .map(([Cid, Name]) => ({ Cid, Type: 'recursive', Name })),
        );
      if (pathname === '/api/v0/refs') return void lines([{ Ref: leaf, Err: '' }]);
      if (pathname === '/api/v0/pin/rm') {
        pins.delete(cid);
        return void lines([{ Pins: [cid] }]);
      }
      gone.push(...args);
      lines(args.map((Hash) => ({ Hash })));
    }).listen(0, '127.0.0.1');
    await once(kubo, 'listening');
  });
  after(() => {
    kubo.closeAllConnections();
    kubo.close();
  });

  it('is swept of what was stored long ago, with its blocks; what others pinned there stays', async () => {
    const store = createKuboContentStore(`http://127.0.0.1:${(kubo.address() as AddressInfo).port}`);
    await store.put(source([chunk]));
    expect(pins.get(root)).to.match(/^openpouch \d{4}-/);
    pins.set(leaf, 'a photo of somebody else');
    const later = new Date(Date.now() + 60_000);
    expect(await store.sweep(new Date(0), async () => new Set())).to.equal(0);
    expect(await store.sweep(later, async () => new Set([root]))).to.equal(0);
    expect(await store.sweep(later, async () => new Set())).to.equal(2);
    expect([...pins.keys()]).to.deep.equal([leaf]);
    expect(gone).to.deep.equal([root, leaf]);
  });
});

async function* source(chunks: readonly Uint8Array[], end?: () => void): AsyncGenerator<Uint8Array> {
  yield* chunks;
  end?.();
}

async function* cutOff(goOn: Promise<void>): AsyncGenerator<Uint8Array> {
  for (let n = 0; n < 12; n++) yield chunk;
  await goOn;
  throw new Error('It was cut off.');
}
