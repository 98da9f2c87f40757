import {
  concat,
  getCreate2Address,
  getCreateAddress,
  keccak256,
  toBeHex,
  ZeroHash,
  zeroPadBytes,
} from 'ethers';
import { Address, type ChamberId } from '../../../core/ids.ts';
import { dnsRecordOf } from '../../../core/open-attestation.ts';
import type { Trx } from '../../database/database.ts';

/** A chamber's contract for verifiers of OpenAttestation, and the domain that vouches for it. */
export interface DocumentStore {
  readonly address: Address;
  /** Whose TXT record names the contract. */
  readonly domain: string;
}

/**
 * Where a chamber's store is, made or not: as `ChamberDocumentStores.storeOf` tells, reckoned here. The code that all
 * stores share is the first contract that `documentStores` made; a store is its clone with the chamber's id behind it
 * (OpenZeppelin's Clones, EIP-1167, EIP-1014).
 */
export function storeAddress(documentStores: Address, chamber: ChamberId): Address {
  const shared = getCreateAddress({ from: documentStores, nonce: 1 });
  const values = zeroPadBytes(chamber, 32);
  const code = concat([
    '0x61',
    toBeHex(0x2d + 32, 2),
    '0x3d81600a3d39f3363d3d373d3d3d363d73',
    shared,
    '0x5af43d82803e903d91602b57fd5bf3',
    values,
  ]);
  return Address.parse(getCreate2Address(documentStores, ZeroHash, keccak256(code)).toLowerCase(), 'store');
}

export const storeView = ({ address, domain }: DocumentStore, chainId: number) => ({
  domain,
  documentStore: address,
  dnsRecord: dnsRecordOf(chainId, address),
});

export const documentStoreStore = {
  async find(trx: Trx, chamberId: string): Promise<DocumentStore | undefined> {
    const row = await trx
      .selectFrom('document_stores')
      .select(['address', 'domain'])
      .where('chamber_id', '=', chamberId)
      .executeTakeFirst();
    return row && { address: Address.of(row.address), domain: row.domain };
  },

  async save(
    trx: Trx,
    chamberId: string,
    { address, domain }: DocumentStore,
    changed: { readonly by: string; readonly at: Date },
  ): Promise<void> {
    const values = {
      address: Buffer.from(Address.bytes(address)),
      domain,
      changed_by: changed.by,
      changed_at: changed.at,
    };
    await trx
      .insertInto('document_stores')
      .values({ chamber_id: chamberId, ...values })
      .onConflict((conflict) => conflict.column('chamber_id').doUpdateSet(values))
      .execute();
  },

  async remove(trx: Trx, chamberId: string): Promise<void> {
    await trx.deleteFrom('document_stores').where('chamber_id', '=', chamberId).execute();
  },
};
