import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ContentError, type ContentStore } from '../../server/content/content-store.ts';
import { createKuboContentStore } from '../../server/content/kubo-store.ts';
import { createLocalContentStore } from '../../server/content/local-store.ts';
import { createRpcServer, type RpcServer } from '../fixtures/ipfs-rpc-server.ts';

async function* inPieces(bytes: Uint8Array, piece = 70_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}

async function collect(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts);
}

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'answered',
    (error: unknown) => (error instanceof ContentError ? error.code : String(error)),
  );

/** SHA-256 of no block that anyone stores here. */
const ABSENT = 'bafkreifzjut3te2nhyekklss27nh3k72ysco7y32koao5eei66wof36n5e';

/** What every content store does. */
function shouldBehaveLikeAContentStore(make: () => Promise<ContentStore>): void {
  let store: ContentStore;
  beforeEach(async () => {
    store = await make();
  });

  it('gives back what was put, from nothing to many blocks', async () => {
    for (const size of [0, 1, 1_048_575, 1_048_576, 1_048_577, 5_000_000]) {
      const bytes = randomBytes(size);
      const stored = await store.put(inPieces(bytes));
      expect(stored.size).to.equal(size);
      expect(await store.has(stored.cid)).to.equal(true);
      expect((await collect(store.get(stored.cid))).equals(bytes), `${size} bytes`).to.equal(true);
    }
  });

  it('names the same bytes the same, whatever the pieces', async () => {
    const bytes = randomBytes(2_400_000);
    const [whole, pieces] = [
      await store.put(inPieces(bytes, 2_400_000)),
      await store.put(inPieces(bytes, 999)),
    ];
    expect(pieces).to.deep.equal(whole);
    expect(whole.cid).to.match(/^bafybei/);
  });

  it('gives the CID that IPFS gives', async () => {
    // `printf 'hello world' | ipfs add --cid-version 1`
    expect((await store.put(inPieces(Buffer.from('hello world')))).cid).to.equal(ABSENT);
  });

  it('says what is not there, and removes what is', async () => {
    expect(await store.has(ABSENT)).to.equal(false);
    expect(await codeOf(collect(store.get(ABSENT)))).to.equal('not_found');
    const { cid } = await store.put(inPieces(randomBytes(2_400_000)));
    await store.remove(cid);
    await store.remove(cid);
    expect(await store.has(cid)).to.equal(false);
    expect(await codeOf(collect(store.get(cid)))).to.equal('not_found');
  });

  it('refuses what is not one of our CIDs', async () => {
    const cidV0 = 'QmYwAPJzv5CZsnA625s3Xf2nemtYgPpHdWEz79ojWnPbdG';
    for (const cid of ['', 'x', '../../etc/passwd', cidV0, ABSENT.toUpperCase(), `${ABSENT}a`]) {
      expect(await codeOf(collect(store.get(cid))), cid).to.equal('malformed_cid');
      expect(await codeOf(store.has(cid)), cid).to.equal('malformed_cid');
      expect(await codeOf(store.remove(cid)), cid).to.equal('malformed_cid');
    }
  });

  it('passes on that the source failed, and keeps nothing under a name', async () => {
    const failing = async function* () {
      yield randomBytes(1_300_000);
      throw new TypeError('the client went away');
    };
    expect(await codeOf(store.put(failing()))).to.not.equal('answered');
  });
}

describe('local content store', () => {
  let dir = '';
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), 'openpouch content '));
  });
  afterEach(() => {
    for (const folder of [dir, `${dir}-uploads`]) rmSync(folder, { recursive: true, force: true });
  });
  const blockFiles = () =>
    readdirSync(dir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  shouldBehaveLikeAContentStore(() => createLocalContentStore(dir));

  it('keeps it over a restart', async () => {
    const bytes = randomBytes(2_400_000);
    const { cid } = await (await createLocalContentStore(dir)).put(inPieces(bytes));
    expect((await collect((await createLocalContentStore(dir)).get(cid))).equals(bytes)).to.equal(true);
  });

  it('notices a bit flipped in any block', async () => {
    const store = await createLocalContentStore(dir);
    const { cid } = await store.put(inPieces(randomBytes(2_400_000)));
    const files = blockFiles();
    expect(files.length).to.equal(4); // Three of data, one that lists them.
    for (const file of files) {
      const bytes = readFileSync(file);
      const altered = Buffer.from(bytes);
      altered[20] = (altered[20] ?? 0) ^ 1;
      writeFileSync(file, altered);
      expect(await codeOf(collect(store.get(cid))), file).to.equal('corrupt');
      writeFileSync(file, bytes);
    }
    expect(await codeOf(collect(store.get(cid)))).to.equal('answered');
  });

  it('notices a block that is cut off, swapped or gone', async () => {
    const store = await createLocalContentStore(dir);
    const { cid } = await store.put(inPieces(randomBytes(2_400_000)));
    const [first = '', second = ''] = blockFiles();
    const bytes = readFileSync(first);
    writeFileSync(first, bytes.subarray(0, -1));
    expect(await codeOf(collect(store.get(cid)))).to.equal('corrupt');
    writeFileSync(first, readFileSync(second));
    expect(await codeOf(collect(store.get(cid)))).to.equal('corrupt');
    rmSync(first);
    expect(await codeOf(collect(store.get(cid)))).to.equal('not_found');
  });

  it('heals a damaged block when the same content is put again', async () => {
    const store = await createLocalContentStore(dir);
    const bytes = randomBytes(1000);
    const { cid } = await store.put(inPieces(bytes));
    const [file = ''] = blockFiles();
    writeFileSync(file, 'damaged');
    await store.put(inPieces(bytes));
    expect((await collect(store.get(cid))).equals(bytes)).to.equal(true);
  });

  it('leaves no block behind after a removal, a damaged one included', async () => {
    const store = await createLocalContentStore(dir);
    const { cid } = await store.put(inPieces(randomBytes(2_400_000)));
    expect(blockFiles().length).to.equal(4);
    const leaf = blockFiles().find((file) => readFileSync(file).length > 1000) ?? '';
    writeFileSync(leaf, 'damaged');
    await store.remove(cid);
    expect(blockFiles()).to.deep.equal([]);
  });

  it('leaves no block behind when the source breaks off', async () => {
    const store = await createLocalContentStore(dir);
    const broken = async function* () {
      yield randomBytes(2_400_000);
      throw new TypeError('the client went away');
    };
    expect(await codeOf(store.put(broken()))).to.not.equal('answered');
    expect(blockFiles()).to.deep.equal([]);
  });
});

describe('Kubo content store', () => {
  let dir = '';
  let server: RpcServer;
  beforeEach(async () => {
    dir = mkdtempSync(join(tmpdir(), 'openpouch-kubo-'));
    server = await createRpcServer(dir);
  });
  afterEach(async () => {
    await server.close();
    rmSync(dir, { recursive: true });
  });

  shouldBehaveLikeAContentStore(async () => createKuboContentStore(server.url));

  it('asks for the blocks that the local store makes', async () => {
    await createKuboContentStore(server.url).put(inPieces(randomBytes(10)));
    expect(server.added()).to.include({
      'cid-version': '1',
      'raw-leaves': 'true',
      chunker: 'size-1048576',
      hash: 'sha2-256',
      pin: 'false',
      'wrap-with-directory': 'false',
    });
    expect(server.pinName()).to.match(/^openpouch \d{4}-\d\d-\d\dT/);
  });

  it('says that the store did not answer, and not that the content is gone', async () => {
    const store = createKuboContentStore(server.url);
    const { cid } = await store.put(inPieces(randomBytes(10)));
    server.fail();
    expect(await codeOf(collect(store.get(cid)))).to.equal('unavailable');
    expect(await codeOf(store.has(cid))).to.equal('unavailable');
    expect(await codeOf(store.remove(cid))).to.equal('unavailable');
    expect(await codeOf(store.put(inPieces(randomBytes(10))))).to.equal('unavailable');
  });
});
