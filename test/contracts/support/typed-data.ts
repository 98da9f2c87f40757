import { TypedDataEncoder, type TypedDataField } from 'ethers';

/** docs/protocol.md, section 2, written a third time on purpose: core and contracts are checked against it. */
const FIELDS = {
  Genesis: 'uint8 kind,bytes24 issuer,bytes24 firstOwner,bytes32 content',
  Handover: 'bytes32 recordId,uint48 sequence,bytes24 from,bytes24 to,bytes32 content,uint48 deadline',
  HandoverGroup: 'Handover[] handovers',
  Closing: 'bytes32 recordId,uint48 sequence,uint8 reason,bytes32 content,uint48 deadline',
  Revocation: 'bytes32 recordId,uint8 reason,bytes32 successor',
  Issuance: 'bytes32 root',
  Alias: 'bytes32 recordId,bytes32 targetHash',
};

export interface Domain {
  readonly name: string;
  readonly version: string;
  readonly chainId: number;
  readonly verifyingContract: string;
}

export interface Genesis {
  readonly kind: number;
  readonly issuer: string;
  readonly firstOwner: string;
  readonly content: string;
}

export interface Terms {
  readonly recordId: string;
  readonly sequence: number;
  readonly content: string;
  readonly deadline: number;
}

export interface Handover extends Terms {
  readonly from: string;
  readonly to: string;
}

export interface Closing extends Terms {
  readonly reason: number;
}

export interface Revocation {
  readonly recordId: string;
  readonly reason: number;
  readonly successor: string;
}

const fields = (name: keyof typeof FIELDS): TypedDataField[] =>
  FIELDS[name].split(',').map((field) => {
    const [type = '', name = ''] = field.split(' ');
    return { type, name };
  });

const digest = (domain: Domain, types: (keyof typeof FIELDS)[], message: object): string =>
  TypedDataEncoder.hash(
    domain,
    Object.fromEntries(types.map((type) => [type, fields(type)])),
    message as Record<string, unknown>,
  );

export const recordIdOf = (domain: Domain, genesis: Genesis) => digest(domain, ['Genesis'], genesis);
export const handoverDigest = (domain: Domain, handover: Handover) => digest(domain, ['Handover'], handover);
export const groupDigest = (domain: Domain, handovers: readonly Handover[]) =>
  digest(domain, ['HandoverGroup', 'Handover'], { handovers });
export const closingDigest = (domain: Domain, closing: Closing) => digest(domain, ['Closing'], closing);
export const revocationDigest = (domain: Domain, revocation: Revocation) =>
  digest(domain, ['Revocation'], revocation);

/** What a chamber signs for its document store. */
export const issuanceDigest = (domain: Domain, root: string) => digest(domain, ['Issuance'], { root });
export const aliasDigest = (domain: Domain, recordId: string, targetHash: string) =>
  digest(domain, ['Alias'], { recordId, targetHash });
