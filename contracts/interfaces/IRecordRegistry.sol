// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IChamberRegistry} from "./IChamberRegistry.sol";
import {RecordId, SignerId} from "../Types.sol";

/**
 * @title Whose is a record now, and is it still good?
 * @notice Keeps one slot per record (a certificate or a pouch): owner, sequence, status, reason. A record costs
 * nothing until its first act, which shows the genesis whose EIP-712 digest is the record's id; the slot is written
 * then. **Whether a certificate is genuine is not asked here**: anyone may make a genesis that names any issuer. What
 * is in this registry says who owns the record, not that its issuer ever issued it; that takes the issuer's signature
 * over the genesis and its anchor (see docs/protocol.md, section 8).
 *
 * Acts are signed messages and anyone may relay them: the sender of a transaction means nothing here. Domain of the
 * messages (EIP-712): name "OpenPouch RecordRegistry", version "1", chain id, address of this contract.
 *
 * Signers are ERC-7913 signers. An owner may be any: a key of one of the deployment's verifiers, an account, a
 * contract account (ERC-1271) or a key of a verifier of one's own. The last two run code that is not ours, but harm
 * nobody else: an owner's id hashes the verifier's address, so a verifier answers only for records that were handed
 * to it, and it is called without the right to change state. Issuers must be keys: see {revoke}.
 *
 * Every act begins with the record it is about; {relay} relies on it.
 */
interface IRecordRegistry {
    enum RecordStatus {
        // Not moved yet: what the genesis says, holds.
        Unknown,
        Active,
        Closed,
        Revoked,
        // Revoked, and another record takes its place.
        Superseded
    }

    /// @notice What a record is made of. Its EIP-712 digest is the record's id.
    struct Genesis {
        // 1 certificate, 2 pouch.
        uint8 kind;
        SignerId issuer;
        SignerId firstOwner;
        // Salted commitment to what the record is about.
        bytes32 content;
    }

    /// @notice The slot of a record. All zero: not moved yet.
    struct RecordState {
        SignerId owner;
        // How often the record was handed over.
        uint48 sequence;
        RecordStatus status;
        // Why it was closed or revoked; 0 while active.
        uint8 reason;
    }

    /// @notice What a handover says beside its parties, which come with their signatures: with them it is the typed
    /// message `Handover(recordId, sequence, from, to, content, deadline)`.
    struct HandoverTerms {
        RecordId recordId;
        // That of the record's slot before this handover, 0 for its first.
        uint48 sequence;
        // What both parties saw of the record; not interpreted here.
        bytes32 content;
        // Last second at which the handover may be executed.
        uint48 deadline;
    }

    /// @notice The typed message `Closing`, signed by the owner.
    struct Closing {
        RecordId recordId;
        uint48 sequence;
        // 1 switched to paper, 2 surrendered, 3 acquitted, 4 moved to another registry.
        uint8 reason;
        bytes32 content;
        uint48 deadline;
    }

    /// @notice The typed message `Revocation`, signed by a key of the issuer's chamber.
    struct Revocation {
        RecordId recordId;
        // 1 issued in error, 2 data incorrect, 3 goods not shipped, 4 fraud, 5 replaced, 6 requested by the applicant.
        uint8 reason;
        // The record that takes its place, or zero.
        RecordId successor;
    }

    /// @notice A signature by any ERC-7913 signer: `verifier ‖ key`, or an account.
    struct Signature {
        bytes signer;
        bytes signature;
    }

    /// @notice An ES256 signature with its key: `signer` is `ES256Verifier ‖ x ‖ y`. Low s only.
    struct ES256Signature {
        bytes32 x;
        bytes32 y;
        bytes32 r;
        bytes32 s;
    }

    /// @notice An ECDSA signature with its account: `signer` is the account. Low s only, with the parity of v in the
    /// highest bit of s (ERC-2098).
    struct AccountSignature {
        address account;
        bytes32 r;
        bytes32 vs;
    }

    /// @notice One handover of a group, each signature being over the digest of the group.
    struct SignedHandover {
        HandoverTerms terms;
        Genesis genesis;
        Signature from;
        Signature to;
    }

    /// @notice `recordId` passed from `from` to `to`, as its handover number `sequence` (from 0). `content` is what
    /// both parties saw.
    event RecordHandedOver(RecordId indexed recordId, SignerId from, SignerId to, uint48 sequence, bytes32 content);

    /// @notice `owner` closed `recordId` for `reason`, after `sequence` handovers.
    event RecordClosed(RecordId indexed recordId, SignerId owner, uint48 sequence, uint8 reason, bytes32 content);

    /// @notice `signer`, accredited for the chamber of the issuer, revoked `recordId` for `reason`. `successor` is the
    /// record that takes its place, or zero.
    event RecordRevoked(RecordId indexed recordId, SignerId signer, RecordId successor, uint8 reason);

    /// @notice An act of a batch was not done. `reason` is the error that it ended with, empty when it ran out of gas
    /// or names no act. Anyone can cause this event for any record with an act made up: it says nothing about the
    /// record, only to the relay that its act was not done.
    event Skipped(RecordId indexed recordId, bytes reason);

    /// @notice Thrown when `recordId` has not moved yet and the genesis shown is another's: its digest is `digest`.
    error RecordRegistryGenesisMismatch(RecordId recordId, RecordId digest);

    /// @notice Thrown when the genesis shown is neither of a certificate (1) nor of a pouch (2).
    error RecordRegistryKindUnknown(RecordId recordId, uint8 kind);

    /// @notice Thrown when the record's status rules the act out: only an active record is handed over or closed; one
    /// that is revoked or superseded stays so.
    error RecordRegistryStatusFinal(RecordId recordId, RecordStatus status);

    /// @notice Thrown when the act was signed for another state of the record: replayed, or overtaken.
    error RecordRegistrySequenceMismatch(RecordId recordId, uint48 current, uint48 signed);

    /// @notice Thrown when `signer` is not the owner of `recordId`.
    error RecordRegistryNotOwner(RecordId recordId, SignerId signer);

    /// @notice Thrown when the act's last second is over.
    error RecordRegistryDeadlinePassed(RecordId recordId, uint48 deadline);

    /// @notice Thrown when the signature is not that of `signer` over the act's digest: altered terms, another chain,
    /// another contract, high s, another signer.
    error RecordRegistrySignatureInvalid(RecordId recordId, SignerId signer);

    /// @notice Thrown when `reason` is none of those listed.
    error RecordRegistryReasonUnknown(RecordId recordId, uint8 reason);

    /// @notice Thrown when `signer` is not accredited now for the chamber of `issuer`, or `issuer` never was.
    error RecordRegistrySignerNotAccredited(RecordId recordId, SignerId signer, SignerId issuer);

    /// @notice Thrown when a record is named as its own successor.
    error RecordRegistrySuccessorIsItself(RecordId recordId);

    /// @notice Thrown when a group has fewer than two handovers or does not begin with the record it is named by.
    error RecordRegistryGroupMalformed(RecordId recordId, uint256 length);

    /// @notice Thrown when the transaction has too little gas left to give act number `index` what was asked for.
    error RecordRegistryGasTooLow(uint256 index, uint256 gasPerAct);

    /**
     * @notice Hands a record over. Both parties signed the digest of the same `Handover`. The general form: any kind
     * of signer, in any combination, contract accounts included.
     * @param genesis The record's genesis, needed at its first act. Not read afterwards, so that a relay need not
     * know whether another act came first; all zero is cheapest then.
     */
    function handOver(
        HandoverTerms calldata terms,
        Genesis calldata genesis,
        Signature calldata from,
        Signature calldata to
    ) external;

    /// @notice {handOver} between two ES256 keys, for less gas.
    function handOverES256(
        HandoverTerms calldata terms,
        Genesis calldata genesis,
        ES256Signature calldata from,
        ES256Signature calldata to
    ) external;

    /// @notice {handOver} between two accounts that sign by ECDSA (not ERC-1271), for less gas.
    function handOverAccount(
        HandoverTerms calldata terms,
        Genesis calldata genesis,
        AccountSignature calldata from,
        AccountSignature calldata to
    ) external;

    /**
     * @notice Hands a group over (a pouch with its certificates), all or none. Every party signed the digest of the
     * one `HandoverGroup`: nobody can execute a part of it.
     * @param recordId The record that the group is named by: that of its first handover.
     * @param handovers Two or more. One alone is a plain handover.
     */
    function handOverGroup(RecordId recordId, SignedHandover[] calldata handovers) external;

    /**
     * @notice Closes a record for good; signed by its owner. It can still be revoked: its owner must not be able to
     * dodge that.
     */
    function close(Closing calldata closing, Genesis calldata genesis, Signature calldata owner) external;

    /**
     * @notice Revokes a record for good, moved or not, active or closed. A revocation has no sequence: it holds
     * whoever the owner is by then, and nobody outruns it.
     * @param genesis The record's genesis, which names the issuer. Always needed.
     * @param signer A key that is accredited *now* for the chamber for which the issuer was ever accredited. What is
     * accredited is a key of one of the three verifiers or an account; from an account ECDSA alone counts, even if it
     * has got code since, so that no contract ever answers for an issuer.
     */
    function revoke(Revocation calldata revocation, Genesis calldata genesis, Signature calldata signer) external;

    /// @notice {revoke} by an ES256 key, for less gas.
    function revokeES256(
        Revocation calldata revocation,
        Genesis calldata genesis,
        ES256Signature calldata signer
    ) external;

    /**
     * @notice Does each act by itself and goes on past one that fails: see {Skipped}. An act is a call of this
     * contract ({handOver} in its forms, {handOverGroup}, {close}, {revoke} in its forms), ABI-encoded with its selector.
     * @param gasPerAct The most that one act may use. What uses more is skipped, so that no contract account and no
     * foreign verifier can eat the others' gas; what succeeds pays only what it used. Figures: docs/contracts.md.
     */
    function relay(bytes[] calldata acts, uint256 gasPerAct) external;

    /// @notice Owner, sequence, status and reason of a record; zeros (status Unknown) when it has not moved. Never
    /// reverts.
    function stateOf(RecordId recordId) external view returns (RecordState memory);

    /// @notice The id of the record that has this genesis. Never reverts, whatever the kind.
    function recordIdOf(Genesis calldata genesis) external view returns (RecordId);

    /// @notice The registry that is asked who is accredited, fixed at construction.
    function chamberRegistry() external view returns (IChamberRegistry);
}
