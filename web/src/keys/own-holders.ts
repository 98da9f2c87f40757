import { es256Signer, signEs256 } from '../../../core/es256.ts';
import type { SignerId } from '../../../core/ids.ts';
import { signerIdOfJwk } from '../../../core/signer.ts';
import type { Custody, Holder } from '../api/custody.ts';
import { type Keeper, type KeptHolder, keyStore } from './key-store.ts';
import type { ReadStatement, SignedFor } from './read-statement.ts';

/** Keys of this browser, and which holder of the organisation's they are; none yet where it is only proposed. */
export interface OwnBrowser {
  readonly kept: KeptHolder;
  readonly holder: Holder | undefined;
}

/** Which of the holders are this person's in this browser: each is known by the public half of its identity key. */
export async function ownBrowsers(keeper: Keeper, { holders }: Custody): Promise<OwnBrowser[]> {
  const kept = await keyStore.holders(keeper);
  return kept.map((one) => ({
    kept: one,
    holder: holders.find(({ identityJwk }) => identityJwk?.x === one.identityX),
  }));
}

/** The one that a proposal of this browser waits as: nothing but its name is known of it yet. */
export const proposedAs = ({ kept }: OwnBrowser, { holders }: Custody): Holder | undefined =>
  holders.find(
    ({ state, kind, name, person }) =>
      state === 'proposed' && kind === 'browser' && name === kept.name && person?.id === kept.personId,
  );

/** Something that signs, for as long as an act takes. */
export interface Signing {
  readonly sign: (statement: ReadStatement) => Promise<Uint8Array>;
  /** Whether it has the key that this signer id is of: what goes onto another would be out of its hands. */
  readonly has: (signerId: string) => Promise<boolean>;
}

/** The keys of these holders in this browser. */
export function browserSigning(own: readonly OwnBrowser[], signedFor: SignedFor): Signing {
  let ids: Promise<ReadonlySet<string>> | undefined;
  const readIds = async (): Promise<ReadonlySet<string>> => {
    const keys = await Promise.all(own.map(({ kept }) => keyStore.keysOf(kept.id)));
    return new Set<SignerId>(keys.flat().map(({ jwk }) => signerIdOfJwk(jwk, signedFor.verifiers)));
  };
  return {
    async sign({ x, bytes }) {
      const key = await keyStore.key(x);
      if (key === undefined) throw new Error('This key is not in this browser.');
      return signEs256(es256Signer(key.privateKey, key.jwk), bytes);
    },
    async has(signerId) {
      ids ??= readIds();
      return (await ids).has(signerId);
    },
  };
}
