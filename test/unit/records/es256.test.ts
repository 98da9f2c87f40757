import { expect } from 'chai';
import { concat, toBase64Url } from '../../../core/bytes.ts';
import { checkEs256 as checkPortably, type Es256Check, generateEs256Key } from '../../../core/es256.ts';
import type { EcPublicJwk } from '../../../core/signer.ts';
import { checkEs256, checkEs256AtOnce } from '../../../server/records/es256.ts';

const algorithm = { name: 'ECDSA', hash: 'SHA-256' };
const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const number = (bytes: Uint8Array) => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const bytesOf = (value: bigint) => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
const [zero, most] = [bytesOf(0n), Buffer.alloc(32, 0xff)];

/** The one in browsers and Node's two: whichever is asked, the answer is the same. */
describe('checkEs256', () => {
  let key: CryptoKey;
  let jwk: EcPublicJwk;
  before(async () => {
    ({ privateKey: key, jwk } = await generateEs256Key(false));
  });

  const checks: readonly Es256Check[] = [checkPortably, checkEs256, checkEs256AtOnce];
  const answers = (by: EcPublicJwk, message: Uint8Array<ArrayBuffer>, signature: Uint8Array) =>
    Promise.all(checks.map((check) => check(by, message, signature)));
  const sign = async (message: Uint8Array<ArrayBuffer>) =>
    new Uint8Array(await crypto.subtle.sign(algorithm, key, message));

  it('takes what the key signed, also where r or s is short, and with either s', async () => {
    let short = 0;
    for (let at = 0; short < 3; at++) {
      const message = Uint8Array.of(at, at >> 8);
      const signature = await sign(message);
      const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
      if (r[0] === 0 || s[0] === 0) short++;
      const other = concat(r, bytesOf(order - number(s)));
      // One in 256 begins with a zero: these, and a few of the others.
      if (at > 20 && r[0] !== 0 && s[0] !== 0) continue;
      for (const one of [signature, other])
        expect(await answers(jwk, message, one)).to.deep.equal([true, true, true]);
    }
  });

  it('refuses all else', async () => {
    const message = new Uint8Array(100).fill(7);
    const signature = await sign(message);
    const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
    const no = [false, false, false];
    expect(await answers(jwk, message.subarray(1), signature)).to.deep.equal(no);
    for (const byte of [0, 31, 32, 63]) {
      const altered = signature.map((value, at) => (at === byte ? value ^ 1 : value));
      expect(await answers(jwk, message, altered), `byte ${byte}`).to.deep.equal(no);
    }
    for (const [name, one] of Object.entries({
      'r and s changed': concat(s, r),
      'r is zero': concat(zero, s),
      's is zero': concat(r, zero),
      'both are zero': concat(zero, zero),
      'r is the order': concat(bytesOf(order), s),
      's is the order': concat(r, bytesOf(order)),
      's and the order': concat(r, bytesOf((number(s) + order) % (1n << 256n))),
      'both are as large as can be': concat(most, most),
    }))
      expect(await answers(jwk, message, one), name).to.deep.equal(no);
  });

  it('refuses another key, and what is no point of the curve', async () => {
    const message = new Uint8Array(100).fill(7);
    const signature = await sign(message);
    const { jwk: stranger } = await generateEs256Key(false);
    const at = (x: Uint8Array, y: Uint8Array): EcPublicJwk => ({
      ...{ crv: 'P-256', kty: 'EC' },
      ...{ x: toBase64Url(x), y: toBase64Url(y) },
    });
    for (const other of [
      stranger,
      { ...jwk, y: stranger.y },
      { ...jwk, y: jwk.x },
      at(zero, zero),
      at(most, most),
    ])
      expect(await answers(other, message, signature)).to.deep.equal([false, false, false]);
  });
});
