import {
  concat,
  getCreate2Address,
  getCreateAddress,
  keccak256,
  toBeHex,
  ZeroHash,
  zeroPadBytes,
} from 'ethers';
import { Address, type ChamberId } from '../../core/ids.ts';

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
