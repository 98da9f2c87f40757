import { keccak256, Wallet } from 'ethers';
import type { Hex } from '../../core/bytes.ts';
import { Address } from '../../core/ids.ts';

/** What a unit of gas may cost, in wei. `legacy`: of a chain without a base fee (EIP-1559). */
export type Fees =
  | { readonly kind: 'market'; readonly maxFeePerGas: bigint; readonly maxPriorityFeePerGas: bigint }
  | { readonly kind: 'legacy'; readonly gasPrice: bigint };

export interface UnsignedTransaction {
  /** Null deploys `data`. */
  readonly to: Address | null;
  readonly data: Hex;
  readonly nonce: number;
  readonly gasLimit: bigint;
  readonly fees: Fees;
}

export interface SignedTransaction {
  readonly raw: Hex;
  readonly hash: Hex;
}

/** The one account that sends our transactions and pays for them. It says nothing about who acts: acts are signed. */
export interface ChainAccount {
  readonly address: Address;
  sign(transaction: UnsignedTransaction): Promise<SignedTransaction>;
}

export function createChainAccount(privateKey: string, chainId: number): ChainAccount {
  const wallet = new Wallet(privateKey);
  return {
    address: Address.parse(wallet.address.toLowerCase()),
    async sign({ to, data, nonce, gasLimit, fees }) {
      const common = { to, data, nonce, gasLimit, chainId, value: 0n };
      const raw = await wallet.signTransaction(
        fees.kind === 'market'
          ? {
              ...common,
              type: 2,
              maxFeePerGas: fees.maxFeePerGas,
              maxPriorityFeePerGas: fees.maxPriorityFeePerGas,
            }
          : { ...common, type: 0, gasPrice: fees.gasPrice },
      );
      return { raw: raw as Hex, hash: keccak256(raw) as Hex };
    },
  };
}
