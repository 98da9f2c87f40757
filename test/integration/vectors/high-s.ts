const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;

/** The signature of a compact JWS in its other form: `n − s`. */
export function withHighS(jws: string): string {
  const [header, payload, signature = ''] = jws.split('.');
  const bytes = Buffer.from(signature, 'base64url');
  const s = (ORDER - BigInt(`0x${bytes.subarray(32).toString('hex')}`)).toString(16).padStart(64, '0');
  const high = Buffer.concat([bytes.subarray(0, 32), Buffer.from(s, 'hex')]);
  return [header, payload, high.toString('base64url')].join('.');
}
