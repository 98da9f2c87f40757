// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IChamberRegistry} from "./interfaces/IChamberRegistry.sol";
import {IRecordRegistry} from "./interfaces/IRecordRegistry.sol";
import {RecordHashes} from "./RecordHashes.sol";
import {RecordSlot, packSlot} from "./RecordSlot.sol";
import {signerIdOf} from "./Signers.sol";
import {RecordId, SignerId} from "./Types.sol";
import {ES256} from "./verifiers/ES256.sol";

/// @notice See {IRecordRegistry}.
contract RecordRegistry is IRecordRegistry, EIP712 {
    using RecordHashes for *;

    RecordId private constant NO_RECORD = RecordId.wrap(0);

    IChamberRegistry private immutable CHAMBERS;
    address private immutable ES256_VERIFIER;

    /// @dev A slot with a place of its own, so that it is looked up once for a load and a store.
    struct Record {
        RecordSlot slot;
    }

    mapping(RecordId recordId => Record) private _records;

    /// @param chambers Is asked who may revoke, and gives the verifiers of the deployment.
    constructor(IChamberRegistry chambers) EIP712("OpenPouch RecordRegistry", "1") {
        CHAMBERS = chambers;
        ES256_VERIFIER = chambers.verifiers().es256;
    }

    /// @inheritdoc IRecordRegistry
    function handOver(
        HandoverTerms calldata terms,
        Genesis calldata genesis,
        Signature calldata from,
        Signature calldata to
    ) external {
        SignerId fromId = signerIdOf(from.signer);
        SignerId toId = signerIdOf(to.signer);
        bytes32 digest = _hashTypedDataV4(_move(terms, genesis, fromId, toId));
        _requireValid(_isSigned(digest, from), terms.recordId, fromId);
        _requireValid(_isSigned(digest, to), terms.recordId, toId);
    }

    /// @inheritdoc IRecordRegistry
    function handOverES256(
        HandoverTerms calldata terms,
        Genesis calldata genesis,
        ES256Signature calldata from,
        ES256Signature calldata to
    ) external {
        SignerId fromId = _signerIdOf(from);
        SignerId toId = _signerIdOf(to);
        bytes32 messageHash = ES256.messageHash(_hashTypedDataV4(_move(terms, genesis, fromId, toId)));
        _requireValid(_isSignedByES256(messageHash, from), terms.recordId, fromId);
        _requireValid(_isSignedByES256(messageHash, to), terms.recordId, toId);
    }

    /// @inheritdoc IRecordRegistry
    function handOverAccount(
        HandoverTerms calldata terms,
        Genesis calldata genesis,
        AccountSignature calldata from,
        AccountSignature calldata to
    ) external {
        SignerId fromId = signerIdOf(abi.encodePacked(from.account));
        SignerId toId = signerIdOf(abi.encodePacked(to.account));
        bytes32 digest = _hashTypedDataV4(_move(terms, genesis, fromId, toId));
        _requireValid(_isSignedByAccount(digest, from), terms.recordId, fromId);
        _requireValid(_isSignedByAccount(digest, to), terms.recordId, toId);
    }

    /// @inheritdoc IRecordRegistry
    function handOverGroup(RecordId recordId, SignedHandover[] calldata handovers) external {
        if (handovers.length < 2 || handovers[0].terms.recordId != recordId) {
            revert RecordRegistryGroupMalformed(recordId, handovers.length);
        }
        bytes32[] memory structHashes = new bytes32[](handovers.length);
        for (uint256 i = 0; i < handovers.length; ++i) {
            SignedHandover calldata handover = handovers[i];
            structHashes[i] = _move(
                handover.terms,
                handover.genesis,
                signerIdOf(handover.from.signer),
                signerIdOf(handover.to.signer)
            );
        }
        bytes32 digest = _hashTypedDataV4(structHashes.hashGroup());
        for (uint256 i = 0; i < handovers.length; ++i) {
            SignedHandover calldata handover = handovers[i];
            _requireSigned(digest, handover.from, handover.terms.recordId);
            _requireSigned(digest, handover.to, handover.terms.recordId);
        }
    }

    /// @inheritdoc IRecordRegistry
    function close(Closing calldata closing, Genesis calldata genesis, Signature calldata owner) external {
        RecordId recordId = closing.recordId;
        uint8 reason = closing.reason;
        if (reason == 0 || reason > 4) revert RecordRegistryReasonUnknown(recordId, reason);
        SignerId ownerId = signerIdOf(owner.signer);
        uint48 sequence = closing.sequence;
        RecordSlot next = packSlot(ownerId, sequence, RecordStatus.Closed, reason);
        _advance(recordId, genesis, ownerId, sequence, closing.deadline, next);
        emit RecordClosed(recordId, ownerId, sequence, reason, closing.content);

        _requireSigned(_hashTypedDataV4(closing.hash()), owner, recordId);
    }

    /// @inheritdoc IRecordRegistry
    function revoke(Revocation calldata revocation, Genesis calldata genesis, Signature calldata signer) external {
        SignerId signerId = signerIdOf(signer.signer);
        bytes32 digest = _hashTypedDataV4(_revoke(revocation, genesis, signerId));
        _requireValid(_isSignedByKey(digest, signer), revocation.recordId, signerId);
    }

    /// @inheritdoc IRecordRegistry
    function revokeES256(
        Revocation calldata revocation,
        Genesis calldata genesis,
        ES256Signature calldata signer
    ) external {
        SignerId signerId = _signerIdOf(signer);
        bytes32 digest = _hashTypedDataV4(_revoke(revocation, genesis, signerId));
        _requireValid(_isSignedByES256(ES256.messageHash(digest), signer), revocation.recordId, signerId);
    }

    /// @inheritdoc IRecordRegistry
    function relay(bytes[] calldata acts, uint256 gasPerAct) external {
        for (uint256 i = 0; i < acts.length; ++i) {
            bytes calldata act = acts[i];
            // A call of this contract: what fails undoes itself alone. Its answer is ours, hence small.
            // solhint-disable-next-line avoid-low-level-calls
            (bool done, bytes memory reason) = address(this).call{gas: gasPerAct}(act);
            if (!done) {
                // EIP-150 gives at most 63/64 of what is left: had it been less than asked for, less than this would
                // remain. Without the check, estimating gas would settle on so little that acts are skipped for it.
                if (gasleft() < gasPerAct / 63) revert RecordRegistryGasTooLow(i, gasPerAct);
                // Every act begins with its record; what is too short for it names none.
                emit Skipped(act.length < 36 ? NO_RECORD : RecordId.wrap(bytes32(act[4:36])), reason);
            }
        }
    }

    /// @inheritdoc IRecordRegistry
    function stateOf(RecordId recordId) external view returns (RecordState memory) {
        RecordSlot slot = _records[recordId].slot;
        return RecordState(slot.ownerOf(), slot.sequenceOf(), slot.statusOf(), slot.reasonOf());
    }

    /// @inheritdoc IRecordRegistry
    function recordIdOf(Genesis calldata genesis) external view returns (RecordId) {
        return _recordIdOf(genesis);
    }

    /// @inheritdoc IRecordRegistry
    function chamberRegistry() external view returns (IChamberRegistry) {
        return CHAMBERS;
    }

    /**
     * @dev The one move under all forms of a handover. Returns the struct hash of the `Handover`, which the caller
     * must find signed by both: a foreign verifier is asked last, when there is nothing left to do.
     */
    function _move(
        HandoverTerms calldata terms,
        Genesis calldata genesis,
        SignerId from,
        SignerId to
    ) private returns (bytes32 structHash) {
        RecordId recordId = terms.recordId;
        uint48 sequence = terms.sequence;
        uint48 deadline = terms.deadline;
        uint48 nextSequence;
        // 2^48 handovers of one record would cost more than there is of any coin.
        unchecked {
            nextSequence = sequence + 1;
        }
        _advance(recordId, genesis, from, sequence, deadline, packSlot(to, nextSequence, RecordStatus.Active, 0));
        emit RecordHandedOver(recordId, from, to, sequence, terms.content);
        return RecordHashes.hashHandover(recordId, sequence, from, to, terms.content, deadline);
    }

    /// @dev Writes `next` if the record is active, `owner` owns it, its sequence is `sequence` and the deadline is not
    /// over.
    function _advance(
        RecordId recordId,
        Genesis calldata genesis,
        SignerId owner,
        uint48 sequence,
        uint48 deadline,
        RecordSlot next
    ) private {
        if (block.timestamp > deadline) revert RecordRegistryDeadlinePassed(recordId, deadline);
        Record storage record = _records[recordId];
        RecordSlot slot = record.slot;
        if (slot.isEmpty()) {
            _requireGenesis(recordId, genesis);
            slot = packSlot(genesis.firstOwner, 0, RecordStatus.Active, 0);
        }
        if (!slot.isActive()) revert RecordRegistryStatusFinal(recordId, slot.statusOf());
        if (slot.sequenceOf() != sequence) {
            revert RecordRegistrySequenceMismatch(recordId, slot.sequenceOf(), sequence);
        }
        if (slot.ownerOf() != owner) revert RecordRegistryNotOwner(recordId, owner);
        record.slot = next;
    }

    /// @dev One revocation under both forms. Returns the struct hash of the `Revocation`, which the caller must find
    /// signed by the key of `signerId`.
    function _revoke(
        Revocation calldata revocation,
        Genesis calldata genesis,
        SignerId signerId
    ) private returns (bytes32 structHash) {
        RecordId recordId = revocation.recordId;
        RecordId successor = revocation.successor;
        uint8 reason = revocation.reason;
        if (reason == 0 || reason > 6) revert RecordRegistryReasonUnknown(recordId, reason);
        if (successor == recordId) revert RecordRegistrySuccessorIsItself(recordId);
        Record storage record = _records[recordId];
        RecordSlot slot = record.slot;
        // Revoked or superseded.
        if (slot.statusOf() >= RecordStatus.Revoked) revert RecordRegistryStatusFinal(recordId, slot.statusOf());
        _requireGenesis(recordId, genesis);
        SignerId issuer = genesis.issuer;
        if (!CHAMBERS.isAccreditedFor(signerId, issuer, uint48(block.timestamp))) {
            revert RecordRegistrySignerNotAccredited(recordId, signerId, issuer);
        }
        SignerId owner = slot.isEmpty() ? genesis.firstOwner : slot.ownerOf();
        RecordStatus status = successor == NO_RECORD ? RecordStatus.Revoked : RecordStatus.Superseded;
        record.slot = packSlot(owner, slot.sequenceOf(), status, reason);
        emit RecordRevoked(recordId, signerId, successor, reason);
        return revocation.hash();
    }

    /// @dev Requires that `genesis` is that of the record: its digest is the record's id.
    function _requireGenesis(RecordId recordId, Genesis calldata genesis) private view {
        RecordId digest = _recordIdOf(genesis);
        if (digest != recordId) revert RecordRegistryGenesisMismatch(recordId, digest);
        uint8 kind = genesis.kind;
        if (kind == 0 || kind > 2) revert RecordRegistryKindUnknown(recordId, kind);
    }

    function _recordIdOf(Genesis calldata genesis) private view returns (RecordId) {
        return RecordId.wrap(_hashTypedDataV4(genesis.hash()));
    }

    function _requireSigned(bytes32 digest, Signature calldata signature, RecordId recordId) private view {
        _requireValid(_isSigned(digest, signature), recordId, signerIdOf(signature.signer));
    }

    function _requireValid(bool valid, RecordId recordId, SignerId signerId) private pure {
        if (!valid) revert RecordRegistrySignatureInvalid(recordId, signerId);
    }

    function _signerIdOf(ES256Signature calldata by) private view returns (SignerId) {
        return signerIdOf(abi.encodePacked(ES256_VERIFIER, by.x, by.y));
    }

    function _isSignedByES256(bytes32 messageHash, ES256Signature calldata by) private view returns (bool) {
        return P256.verifyNative(messageHash, by.r, by.s, by.x, by.y);
    }

    function _isSignedByAccount(bytes32 digest, AccountSignature calldata by) private pure returns (bool) {
        // Zero when the signature is nobody's.
        (address recovered, , ) = ECDSA.tryRecover(digest, by.r, by.vs);
        return recovered != address(0) && recovered == by.account;
    }

    /// @dev Any signer, contract accounts included. Recovering before asking a contract saves the cold read of its
    /// code, and lets an account that has delegated itself (EIP-7702) go on signing with its key.
    function _isSigned(bytes32 digest, Signature calldata by) private view returns (bool) {
        if (_isSignedByKey(digest, by)) return true;
        return
            by.signer.length == 20 &&
            SignatureChecker.isValidERC1271SignatureNowCalldata(address(bytes20(by.signer)), digest, by.signature);
    }

    /// @dev A key, or what a foreign verifier takes for one; never asks a contract account.
    function _isSignedByKey(bytes32 digest, Signature calldata by) private view returns (bool) {
        if (by.signer.length == 20) {
            (address recovered, , ) = ECDSA.tryRecoverCalldata(digest, by.signature);
            return recovered != address(0) && recovered == address(bytes20(by.signer));
        }
        // What ES256Verifier does, without the cost of calling it.
        if (by.signer.length > 20 && address(bytes20(by.signer)) == ES256_VERIFIER) {
            return ES256.verify(digest, by.signer[20:], by.signature);
        }
        return SignatureChecker.isValidSignatureNow(by.signer, digest, by.signature);
    }
}
