import type { EcPublicJwk } from '../../../core/signer.ts';
import type { SignedFor } from './read-statement.ts';

/** Whose keys they are: of a person, for the organisation that they act for. */
export interface Keeper {
  readonly personId: string;
  readonly organisationId: string;
}

/** What this browser knows of a holder; which one of the server's it is, its identity key says. */
export interface KeptHolder extends Keeper {
  readonly id: string;
  readonly name: string;
  /** Of the public half of its identity key. */
  readonly identityX: string;
  /** The contracts that it was made for: its keys sign for no others. */
  readonly signedFor: SignedFor;
}

/** A P-256 key whose private half no script can read: the browser signs with it, and gives it to nobody. */
export interface KeptKey {
  /** Of its public half: its name here. */
  readonly x: string;
  readonly holderId: string;
  readonly purpose: 'identity' | 'owner';
  readonly jwk: EcPublicJwk;
  readonly privateKey: CryptoKey;
}

const database = 'openpouch-keys';

/** The keys of this browser. Each call opens and closes the database, so that no other tab is kept waiting. */
export const keyStore = {
  /** A holder with keys, or more keys of one; all or nothing, and on disk before it is answered. */
  put: (holder: KeptHolder, keys: readonly KeptKey[]): Promise<void> =>
    inTransaction('readwrite', async (stores) => {
      await answered(stores.holders.put(holder));
      await Promise.all(keys.map((key) => answered(stores.keys.put(key))));
    }),

  holders: ({ personId, organisationId }: Keeper): Promise<KeptHolder[]> =>
    inTransaction('readonly', async ({ holders }) => {
      const all = (await answered(holders.getAll())) as KeptHolder[];
      return all.filter((one) => one.personId === personId && one.organisationId === organisationId);
    }),

  key: (x: string): Promise<KeptKey | undefined> =>
    inTransaction('readonly', ({ keys }) => answered(keys.get(x)) as Promise<KeptKey | undefined>),

  keysOf: (holderId: string): Promise<KeptKey[]> =>
    inTransaction(
      'readonly',
      ({ keys }) => answered(keys.index('holder').getAll(holderId)) as Promise<KeptKey[]>,
    ),

  /** Of a holder that never came to be. */
  forget: ({ id }: Pick<KeptHolder, 'id'>): Promise<void> =>
    inTransaction('readwrite', async ({ holders, keys }) => {
      await answered(holders.delete(id));
      const names = await answered(keys.index('holder').getAllKeys(id));
      await Promise.all(names.map((name) => answered(keys.delete(name))));
    }),
};

interface Stores {
  readonly holders: IDBObjectStore;
  readonly keys: IDBObjectStore;
}

async function inTransaction<T>(mode: IDBTransactionMode, work: (stores: Stores) => Promise<T>): Promise<T> {
  const opened = await open();
  try {
    const trx = opened.transaction(['holders', 'keys'], mode, { durability: 'strict' });
    const done = new Promise<void>((resolve, reject) => {
      trx.oncomplete = () => resolve();
      trx.onabort = () => reject(trx.error ?? new Error('The keys could not be kept.'));
    });
    const [result] = await Promise.all([
      work({ holders: trx.objectStore('holders'), keys: trx.objectStore('keys') }),
      done,
    ]);
    return result;
  } finally {
    opened.close();
  }
}

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open(database, 1);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('holders', { keyPath: 'id' });
    request.result.createObjectStore('keys', { keyPath: 'x' }).createIndex('holder', 'holderId');
  };
  return answered(request);
}

const answered = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The keys of this browser do not answer.'));
  });
