import { expect } from 'chai';
import fc from 'fast-check';
import { compactVerify, EmbeddedJWK } from 'jose';
import { signBatchRoot, verifyBatchRoot } from '../../../core/batch-root.ts';
import { concat, fromBase64Url, fromHex, fromUtf8, toBase64Url, utf8 } from '../../../core/bytes.ts';
import { newSalt } from '../../../core/commitment.ts';
import {
  type Es256Signer,
  es256Signer,
  generateEs256Key,
  importEs256Signer,
  lowS,
  signDigest,
  verifyDigest,
} from '../../../core/es256.ts';
import {
  bodyCommitment,
  decodeEvent,
  eventBody,
  prepareEvent,
  signEvent,
  verifyEvent,
} from '../../../core/event.ts';
import { BatchRoot, Digest, EntryHash, RecordId, SignerId } from '../../../core/ids.ts';
import { completeJws, prepareJws, SignatureError, signJws, verifyJws } from '../../../core/jws.ts';
import { MalformedError } from '../../../core/malformed.ts';
import { signReceipt, verifyReceipt } from '../../../core/receipt.ts';
import { signVoucher, verifyVoucher } from '../../../core/voucher.ts';

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The other signature that ECDSA by itself would take: s → n − s. */
function withHighS(signature: Uint8Array): Uint8Array {
  const s = [...signature.subarray(32)].reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  return concat(signature.subarray(0, 32), fromHex(`0x${(ORDER - s).toString(16).padStart(64, '0')}`));
}

async function newSigner(): Promise<Es256Signer> {
  const { privateKey, jwk } = await generateEs256Key(false);
  return es256Signer(privateKey, jwk);
}

/** The exception of a promise that must not be kept. */
async function refusal(promise: Promise<unknown>): Promise<unknown> {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error('was taken');
}

const subject = RecordId.of(new Uint8Array(32).fill(1));
const event = () =>
  eventBody({
    source: 'https://openpouch.example/organisations/7',
    type: 'org.openpouch.document.added',
    subject,
    time: new Date('2025-11-10T09:00:00Z'),
    data: { name: 'Rechnung äöü €.pdf', size: 12 },
  });

describe('signed statements', () => {
  let signer: Es256Signer;
  let jws: string;
  before(async () => {
    signer = await newSigner();
    jws = await signEvent(event(), signer);
  });
  const parts = (): [string, string, string] => jws.split('.') as [string, string, string];
  const headed = (header: object): string =>
    [toBase64Url(utf8(JSON.stringify(header))), ...parts().slice(1)].join('.');

  describe('signEvent', () => {
    it('makes a compact JWS that any JOSE library verifies', async () => {
      const { payload, protectedHeader } = await compactVerify(jws, EmbeddedJWK);
      expect(protectedHeader).to.deep.equal({ alg: 'ES256', jwk: signer.jwk, typ: 'openpouch-event+jws' });
      expect(JSON.parse(fromUtf8(payload))).to.include({ type: 'org.openpouch.document.added', subject });
    });

    it('always has low s, whatever the key answers', async () => {
      const high: Es256Signer = {
        jwk: signer.jwk,
        sign: async (message) => withHighS(lowS(await signer.sign(message))),
      };
      for (let i = 0; i < 8; i++) await verifyEvent(await signEvent(event(), high));
    });

    it('is the same as what self-custody prepares, signs elsewhere and completes', async () => {
      const body = event();
      const prepared = prepareEvent(body, signer.jwk);
      const completed = completeJws(prepared, await signer.sign(utf8(prepared)));
      expect((await verifyEvent(completed)).body).to.deep.equal(body);
      expect(completed.split('.', 2).join('.')).to.equal(prepared);
    });

    it('takes a private JWK as well as a key that cannot be exported', async () => {
      const { privateKey } = await generateEs256Key(true);
      const jwk = await crypto.subtle.exportKey('jwk', privateKey);
      const imported = await importEs256Signer(jwk);
      expect((await verifyEvent(await signEvent(event(), imported))).jwk).to.deep.equal(imported.jwk);
      expect(await refusal(importEs256Signer({ ...jwk, crv: 'P-384' }))).to.be.instanceOf(MalformedError);
    });
  });

  describe('verifyEvent', () => {
    it('gives back body and key', async () => {
      const { body, jwk } = await verifyEvent(jws);
      expect(body.data).to.deep.equal({ name: 'Rechnung äöü €.pdf', size: 12 });
      expect(jwk).to.deep.equal(signer.jwk);
      expect(decodeEvent(jws)).to.deep.equal({ body, jwk });
    });

    it('refuses every header but the one', async () => {
      const { jwk } = signer;
      const typ = 'openpouch-event+jws';
      for (const header of [
        { alg: 'none', jwk, typ },
        { alg: 'HS256', jwk, typ },
        { alg: 'ES256', jwk },
        { alg: 'ES256', jwk, typ: 'openpouch-receipt+jws' },
        { alg: 'ES256', kid: 'k', jwk, typ },
        { alg: 'ES256', jwk, typ, crit: ['b64'], b64: false },
        { alg: 'ES256', jwk: { ...jwk, kid: 'k' }, typ },
        { alg: 'ES256', jwk: { ...jwk, crv: 'P-384' }, typ },
        { alg: 'ES256', jwk: { ...jwk, x: `${jwk.x}A` }, typ },
        { alg: 'ES256', typ, jwk },
        { alg: 'ES256', jku: 'https://attacker.example/', typ },
      ]) {
        expect(await refusal(verifyEvent(headed(header))), JSON.stringify(header)).to.be.instanceOf(
          MalformedError,
        );
      }
    });

    it('refuses a header with more behind it, though its key signed that', async () => {
      const [header, payload] = parts();
      // What was read once is not taken for something that begins alike.
      await verifyEvent(jws);
      for (const more of [' ', ' more', '=']) {
        const loose = `${header}${more}.${payload}`;
        const signed = completeJws(loose, await signer.sign(utf8(loose)));
        expect(await refusal(verifyEvent(signed)), `"${more}"`).to.be.instanceOf(MalformedError);
      }
    });

    it("refuses another's key in the header", async () => {
      const other = await newSigner();
      const swapped = headed({ alg: 'ES256', jwk: other.jwk, typ: 'openpouch-event+jws' });
      expect(await refusal(verifyEvent(swapped))).to.be.instanceOf(SignatureError);
    });

    it('refuses a key that is not on the curve', async () => {
      const off = toBase64Url(new Uint8Array(32).fill(1));
      const swapped = headed({
        alg: 'ES256',
        jwk: { ...signer.jwk, x: off, y: off },
        typ: 'openpouch-event+jws',
      });
      expect(await refusal(verifyEvent(swapped))).to.be.instanceOf(SignatureError);
    });

    it('refuses high s', async () => {
      const [header, payload, signature] = parts();
      const high = toBase64Url(withHighS(fromBase64Url(signature)));
      const turned = [header, payload, high].join('.');
      await compactVerify(turned, EmbeddedJWK); // a plain JOSE library takes both
      expect(await refusal(verifyEvent(turned))).to.be.instanceOf(SignatureError);
    });

    it('refuses an altered, missing or cut signature', async () => {
      const [header, payload, signature] = parts();
      for (const other of ['', signature.slice(0, -2), toBase64Url(new Uint8Array(64))]) {
        expect(await refusal(verifyEvent([header, payload, other].join('.')))).to.be.instanceOf(
          SignatureError,
        );
      }
      expect(await refusal(verifyEvent(`${header}.${payload}`))).to.be.instanceOf(MalformedError);
      expect(await refusal(verifyEvent(`${jws}.${signature}`))).to.be.instanceOf(MalformedError);
    });

    it('refuses each change of one character', async () => {
      await fc.assert(
        fc.asyncProperty(
          fc.nat({ max: jws.length - 1 }),
          fc.constantFrom(...'Ab9-_. ='),
          async (at, character) => {
            fc.pre(jws[at] !== character);
            await refusal(verifyEvent(jws.slice(0, at) + character + jws.slice(at + 1)));
          },
        ),
      );
    });

    it('refuses a payload that is not canonical, signed or not', async () => {
      const header = parts()[0];
      const loose = `${header}.${toBase64Url(utf8(JSON.stringify(event(), null, 1)))}`;
      const signed = completeJws(loose, await signer.sign(utf8(loose)));
      expect(await refusal(verifyEvent(signed))).to.be.instanceOf(MalformedError);
    });

    it('names the member of a body that is wrong', async () => {
      const cases: [object, string][] = [
        [{ specversion: '0.3' }, 'event.specversion'],
        [{ subject: '0x00' }, 'event.subject'],
        [{ type: 'org.openpouch.certificate.' }, 'event.type'],
        [{ type: 'com.example.pouch.created' }, 'event.type'],
        [{ time: '2025-11-10T09:00:00+01:00' }, 'event.time'],
        [{ time: '2025-13-10T09:00:00.000Z' }, 'event.time'],
        [{ data: [] }, 'event.data'],
        [{ extra: 1 }, 'event'],
      ];
      for (const [change, field] of cases) {
        const signed = await signJws('openpouch-event+jws', { ...event(), ...change }, signer);
        expect(await refusal(verifyEvent(signed)), field)
          .to.be.instanceOf(MalformedError)
          .with.property('field', field);
      }
    });
  });

  describe('bodyCommitment', () => {
    it('covers the signature too: another signature over the same body is another body', async () => {
      const salt = newSalt();
      const again = await signEvent(decodeEvent(jws).body, signer);
      expect(bodyCommitment(salt, again)).to.not.equal(bodyCommitment(salt, jws));
    });
  });

  describe('receipts, vouchers and batch roots', () => {
    const time = '2025-11-10T09:00:00.000Z';
    const receipt = { recordId: subject, sequence: 3, entryHash: EntryHash.of(new Uint8Array(32)), time };
    const voucher = {
      signerId: SignerId.of(new Uint8Array(24)),
      organisation: { id: 'be-kbo:0403.170.701', legalName: 'Scheldemachines NV', country: 'BE' },
      time,
    };
    const root = {
      number: 1,
      size: 57,
      root: BatchRoot.of(new Uint8Array(32)),
      previousRoot: BatchRoot.of(new Uint8Array(32)),
    };

    it('reads back what was signed', async () => {
      const { jwk } = signer;
      expect(await verifyReceipt(await signReceipt(receipt, signer))).to.deep.equal({ receipt, jwk });
      expect(await verifyVoucher(await signVoucher(voucher, signer))).to.deep.equal({ voucher, jwk });
      expect(await verifyBatchRoot(await signBatchRoot(root, signer))).to.deep.equal({
        statement: root,
        jwk,
      });
    });

    it('takes none for another', async () => {
      const signed = await signReceipt(receipt, signer);
      for (const read of [verifyVoucher, verifyBatchRoot, verifyEvent]) {
        expect(await refusal(read(signed))).to.be.instanceOf(MalformedError);
      }
    });

    it('refuses unknown members', async () => {
      const signed = await signJws('openpouch-receipt+jws', { ...receipt, until: time }, signer);
      expect(await refusal(verifyReceipt(signed)))
        .to.be.instanceOf(MalformedError)
        .with.property('field', 'receipt');
    });
  });

  describe('verifyJws', () => {
    it('refuses what is too long or too deep before it looks inside', async () => {
      const long = `${'A'.repeat(600_000)}..`;
      expect(await refusal(verifyJws(long, 'openpouch-event+jws'))).to.be.instanceOf(MalformedError);
      let deep: object = {};
      for (let i = 0; i < 40; i++) deep = { deep };
      const signed = completeJws(prepareJws('openpouch-event+jws', { deep }, signer.jwk), new Uint8Array(64));
      expect(await refusal(verifyJws(signed, 'openpouch-event+jws')))
        .to.have.property('message')
        .that.includes('levels');
    });
  });

  describe('signDigest', () => {
    it('signs SHA-256 of the digest with low s, as the ES256 verifier contract checks it', async () => {
      const digest = Digest.of(new Uint8Array(32).fill(5));
      const signature = await signDigest(signer, digest);
      expect(await verifyDigest(signer.jwk, digest, signature)).to.equal(true);
      expect(await verifyDigest(signer.jwk, digest, withHighS(signature))).to.equal(false);
      expect(await verifyDigest(signer.jwk, Digest.of(new Uint8Array(32).fill(6)), signature)).to.equal(
        false,
      );
      expect(await verifyDigest((await newSigner()).jwk, digest, signature)).to.equal(false);
    });
  });
});
