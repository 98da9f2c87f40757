import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import { compactDecrypt } from 'jose';
import { ContentError } from '../../server/content/content-store.ts';
import { CipherError, decryptFile } from '../../server/content/file-cipher.ts';
import { organisationStore } from '../../server/organisations/index.ts';
import { createReaderKeys } from '../../server/sharing/index.ts';
import { type Document, openShipment, type Shipment } from '../api/support/shipment.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

/** What lies in the content store, taken from there, and every key that an organisation of the installation has. */
describe('what lies on IPFS', () => {
  const plain = Buffer.concat([randomBytes(1_500_000), Buffer.from('Confidential: price list')]);
  let server: TestServer;
  let parties: Shipment;
  let document: Document;
  let other: Document;
  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
    const { exporter } = parties;
    const pouch = await parties.pouch();
    document = await parties.upload(exporter, pouch.id, plain);
    other = await parties.upload(exporter, pouch.id, randomBytes(1_000), 'other.pdf');
    const body = (rights: string[], to: 'forwarder' | 'agent') => ({
      body: { organisationId: parties.id(to), rights },
    });
    await exporter.post(`/records/${pouch.recordId}/shares`, body(['view', 'download'], 'forwarder'));
    // Sees that it is there, and has no key.
    await exporter.post(`/records/${pouch.recordId}/shares`, body(['view'], 'agent'));
  });
  after(() => server.close());

  const stored = ({ id }: Document) =>
    server.context.database.asSystem(async (trx) => {
      const version = await trx
        .selectFrom('document_versions')
        .select(['cid', 'digest', 'size'])
        .where('document_id', '=', id)
        .executeTakeFirstOrThrow();
      const wraps = await trx
        .selectFrom('document_keys')
        .select(['organisation_id as organisationId', 'wrapped_key as wrapped'])
        .where('document_id', '=', id)
        .execute();
      const all = await trx.selectFrom('organisations').select('id').execute();
      const ids = all.map((organisation) => organisation.id);
      const keys = await organisationStore.currentKeys(trx, ids, 'decryption');
      return { version, wraps, keys };
    });

  it('opens with a key that was wrapped for a reader, by that reader alone', async () => {
    const { content, keyring, database } = server.context;
    const { version, wraps, keys } = await stored(document);
    expect(wraps.map(({ organisationId }) => organisationId)).to.have.members([
      parties.id('exporter'),
      parties.id('forwarder'),
    ]);
    expect(keys.length).to.be.greaterThan(5);
    const opened: { readonly by: string; readonly key: Uint8Array }[] = [];
    for (const { wrapped, organisationId } of wraps) {
      for (const key of keys) {
        const attempt = await compactDecrypt(wrapped, keyring.privateKey(key)).then(
          ({ plaintext }) => plaintext,
          () => undefined,
        );
        expect(attempt !== undefined, `${key.organisationId} on the wrap of ${organisationId}`).to.equal(
          key.organisationId === organisationId,
        );
        if (attempt !== undefined) opened.push({ by: organisationId, key: attempt });
      }
    }
    const of = { documentId: document.id, version: 1 };
    const readerKeys = createReaderKeys(keyring);
    for (const party of ['agent', 'importer', 'customsSingapore', 'chamberAntwerp'] as const) {
      const found = await database.asSystem((trx) => readerKeys.open(trx, of, parties.id(party)));
      expect(found, party).to.equal(undefined);
    }

    const read = async (key: Uint8Array, as = of) => {
      const parts: Uint8Array[] = [];
      for await (const part of decryptFile(content.get(version.cid), key, as, version))
        parts.push(Buffer.from(part));
      return Buffer.concat(parts);
    };
    for (const { key } of opened) expect((await read(key)).equals(plain)).to.equal(true);

    const right = opened[0]?.key ?? new Uint8Array();
    const flipped = Uint8Array.from(right, (byte, at) => (at === 31 ? byte ^ 1 : byte));
    const ofOther = await database.asSystem((trx) =>
      readerKeys.open(trx, { documentId: other.id, version: 1 }, parties.id('exporter')),
    );
    const wrong: [Uint8Array, typeof of][] = [
      ...[flipped, randomBytes(32), new Uint8Array(32), ofOther ?? right].map(
        (key): [Uint8Array, typeof of] => [key, of],
      ),
      // The right key, for what it was not made for.
      [right, { documentId: other.id, version: 1 }],
      [right, { documentId: document.id, version: 2 }],
    ];
    for (const [key, as] of wrong) {
      const failure = await read(key, as).catch((error: unknown) => error);
      expect(failure).to.be.instanceOf(CipherError).with.property('code', 'not_authentic');
    }
  });

  it('shows nothing of the file without a key', async () => {
    const { version } = await stored(document);
    const blocks: Uint8Array[] = [];
    for await (const block of server.context.content.get(version.cid)) blocks.push(Buffer.from(block));
    const ciphertext = Buffer.concat(blocks);
    expect(ciphertext.length).to.be.greaterThan(plain.length);
    for (let at = 0; at < plain.length; at += 50_000)
      expect(ciphertext.includes(plain.subarray(at, at + 16))).to.equal(false);
    expect(ciphertext.includes('Confidential')).to.equal(false);
    const { cid } = version;
    const another = cid.slice(0, 20) + (cid[20] === 'a' ? 'b' : 'a') + cid.slice(21);
    const missing = await (async () => {
      for await (const _ of server.context.content.get(another));
    })().catch((error: unknown) => error);
    expect(missing).to.be.instanceOf(ContentError);
  });
});
