import { createPrivateKey, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { type Es256Signer, publicJwk } from '../core/es256.ts';
import { Address } from '../core/ids.ts';
import { type Deployment, deploymentSchema } from '../core/trust.ts';
import type { Database, Trx } from './database/database.ts';
import type { Sealer } from './keys/sealing.ts';

/** What belongs to this installation itself, made at its first start and kept in the database, secrets sealed. */
export interface Installation {
  /** Signs receipts and batch roots. */
  readonly operator: Es256Signer;
  /** 32 bytes for our own access tokens. */
  readonly tokenSecret: Uint8Array;
}

const context = { organisationId: 'installation' };

/** Several processes may start at once: whoever comes first makes it, the others read it. */
export async function openInstallation(database: Database, sealer: Sealer): Promise<Installation> {
  const operatorDer = await sealedValue(database, sealer, 'operator-key', () =>
    generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'der', type: 'pkcs8' }),
  );
  const tokenSecret = await sealedValue(database, sealer, 'token-secret', () => randomBytes(32));
  const privateKey = createPrivateKey({ key: Buffer.from(operatorDer), format: 'der', type: 'pkcs8' });
  const { x = '', y = '' } = privateKey.export({ format: 'jwk' });
  return {
    operator: {
      jwk: publicJwk({ x, y }),
      sign: (message) => sign('sha256', message, { key: privateKey, dsaEncoding: 'ieee-p1363' }),
    },
    tokenSecret,
  };
}

async function sealedValue(
  database: Database,
  sealer: Sealer,
  name: string,
  make: () => Uint8Array,
): Promise<Uint8Array> {
  const purpose = { ...context, purpose: name };
  const made = Buffer.from(sealer.seal(make(), purpose)).toString('base64');
  const sealed = await database.asSystem(async (trx) => {
    await insertOnce(trx, name, { sealed: made });
    return readValue<{ sealed: string }>(trx, name);
  });
  return sealer.open(Buffer.from(sealed?.sealed ?? '', 'base64'), purpose);
}

/** The contracts that this installation runs on, once deployed. */
export async function readDeployment(database: Database): Promise<Deployment | undefined> {
  const value = await database.asSystem((trx) => readValue<unknown>(trx, 'deployment'));
  return value === undefined ? undefined : deploymentSchema.parse(value);
}

export async function saveDeployment(database: Database, deployment: Deployment): Promise<void> {
  await database.asSystem((trx) => insertOnce(trx, 'deployment', deployment));
}

/** The contract that makes the chambers' document stores, once deployed. */
export async function readDocumentStores(database: Database): Promise<Address | undefined> {
  const value = await database.asSystem((trx) => readValue<{ address: string }>(trx, 'document-stores'));
  return value === undefined ? undefined : Address.parse(value.address, 'document-stores');
}

export async function saveDocumentStores(database: Database, address: Address): Promise<void> {
  await database.asSystem((trx) => insertOnce(trx, 'document-stores', { address }));
}

async function readValue<T>(trx: Trx, name: string): Promise<T | undefined> {
  const row = await trx
    .selectFrom('installation')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value as T | undefined;
}

async function insertOnce(trx: Trx, name: string, value: object): Promise<void> {
  await trx
    .insertInto('installation')
    .values({ name, value: JSON.stringify(value) })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
}
