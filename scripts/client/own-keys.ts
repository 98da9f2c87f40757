import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import type { ApiClient, Sent } from './api-client.ts';

/**
 * An own program that keeps the keys of its organisation, with nothing of OpenPouch's but the HTTP API: the example of
 * docs/self-custody.md.
 */
export interface OwnKeys {
  readonly holderId: string;
  sign(statement: Statement): { id: string; signature: string };
  /** Sends a request as any; what is to be signed is signed, and handed in. */
  send<T>(method: 'POST' | 'PUT' | 'DELETE', path: string, sent?: Sent): Promise<T>;
}

interface Statement {
  readonly id: string;
  readonly keyId: string;
  readonly purpose: 'identity' | 'owner';
  readonly jwk: { readonly x: string };
  readonly bytes: string;
  readonly says: string;
  readonly content: Readonly<Record<string, unknown>>;
}
export interface Preparation {
  readonly id: string;
  readonly statements: readonly Statement[];
}
interface Custody {
  readonly holders: readonly {
    readonly id: string;
    readonly name: string;
    readonly identityKeyId: string | null;
  }[];
}

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

/** ES256: `r ‖ s` over the SHA-256 of the bytes, with s in the lower half. */
export function signBytes(key: KeyObject, bytes: Uint8Array): Buffer {
  const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
  const signature = sign('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' });
  const s = BigInt(`0x${signature.toString('hex', 32)}`);
  if (s > order / 2n) Buffer.from((order - s).toString(16).padStart(64, '0'), 'hex').copy(signature, 32);
  return signature;
}

/** Members in the order of their names: JSON as RFC 8785 has it, for what has neither numbers nor accents in its names. */
function prove(
  key: KeyObject,
  publicKey: KeyObject,
  claims: { organisationId: string; purpose: string },
): string {
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
  const header = { alg: 'ES256', jwk: { crv: 'P-256', kty: 'EC', x, y }, typ: 'openpouch-enrolment+jws' };
  const payload = { ...claims, time: new Date().toISOString() };
  const prepared = `${base64url(header)}.${base64url(payload)}`;
  return `${prepared}.${signBytes(key, Buffer.from(prepared)).toString('base64url')}`;
}

export interface NewHolder {
  readonly organisationId: string;
  readonly name: string;
  readonly kind: 'browser' | 'passkey' | 'program';
  /** How many records it will have keys for. */
  readonly owners: number;
}

/** New keys, by the x of their public half, and the body of `POST /key-holders` that enrols them. */
export function newHolder({ organisationId, name, kind, owners }: NewHolder) {
  const keys = new Map<string, KeyObject>();
  const make = (purpose: 'identity' | 'owner'): string => {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    keys.set(publicKey.export({ format: 'jwk' }).x ?? '', privateKey);
    return prove(privateKey, publicKey, { organisationId, purpose });
  };
  const identity = make('identity');
  return {
    keys,
    body: { name, kind, identity, owners: Array.from({ length: owners }, () => make('owner')) },
  };
}

/** Makes keys, enrols them, and signs with them from then on. @param look is shown each statement before it is signed */
export async function enrolOwnKeys(
  client: ApiClient,
  wish: Omit<NewHolder, 'kind'>,
  look: (statement: Statement) => void = () => {},
): Promise<OwnKeys> {
  const { keys, body } = newHolder({ ...wish, kind: 'program' });
  const custody = await client.post<Custody>('/key-holders', { body });
  const holder = custody.holders.find((one) => one.name === wish.name);
  if (holder === undefined) throw new Error('The keys were not enrolled.');
  const signed = ({ id, bytes, jwk }: Statement) => {
    const key = keys.get(jwk.x);
    if (key === undefined) throw new Error('This is to be signed with a key that is not here.');
    return { id, signature: signBytes(key, Buffer.from(bytes, 'base64url')).toString('base64url') };
  };

  const send = async <T>(method: 'POST' | 'PUT' | 'DELETE', path: string, sent: Sent = {}): Promise<T> => {
    const headers = {
      ...sent.headers,
      ...(holder.identityKeyId !== null && { 'signing-key': holder.identityKeyId }),
    };
    let answer = await client.raw(method, path, { ...sent, headers });
    for (;;) {
      const body = (await answer.json().catch(() => ({}))) as T & {
        code?: string;
        preparation?: Preparation;
      };
      if (answer.ok) return body;
      if (body.code !== 'signatures_needed' || body.preparation === undefined)
        throw Object.assign(new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(body)}`), {
          body,
        });
      const { id, statements } = body.preparation;
      for (const statement of statements) look(statement);
      const signatures = statements.map(signed);
      answer = await client.raw('POST', `/signing-preparations/${id}/signatures`, { body: { signatures } });
    }
  };
  return { holderId: holder.id, sign: signed, send };
}
