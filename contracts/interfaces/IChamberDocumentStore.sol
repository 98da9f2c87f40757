// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ChamberId, RecordId, SignerId} from "../Types.sol";
import {IRecordRegistry} from "./IRecordRegistry.sol";

/**
 * @title The document store of one chamber, as verifiers of OpenAttestation v2 (TradeTrust) ask it
 * @notice Says of the root of a batch whether the chamber issued it, and of a document's hash whether it was revoked.
 * A chamber's domain names this address in its DNS record: only keys that are accredited for the chamber write here.
 *
 * It has no `supportsInterface`, on purpose: verifiers that find one ask in another way (tt-verify 9.7.2).
 */
interface IChamberDocumentStore {
    /// @notice The chamber issued the batch with the root `document`. Name and form are OpenAttestation's.
    event DocumentIssued(bytes32 indexed document);

    /// @notice `document`, the hash of a single one, holds no more. Name and form are OpenAttestation's.
    event DocumentRevoked(bytes32 indexed document);

    /// @notice Thrown when `signer` is not, or for `revokeEnded` never was, accredited for this store's chamber.
    error ChamberDocumentStoreSignerNotAccredited(SignerId signer, ChamberId chamber);

    /// @notice Thrown when the signature is not that of `signer` over the message.
    error ChamberDocumentStoreSignatureInvalid(SignerId signer);

    /// @notice Thrown when the record has not ended: nothing to revoke.
    error ChamberDocumentStoreRecordActive(RecordId recordId);

    /**
     * @notice Issues a batch of documents by the root of its tree. Again is a success without an event.
     * @param by Of the typed message `Issuance(bytes32 root)`, by a key that is accredited now for the chamber.
     */
    function issue(bytes32 root, IRecordRegistry.Signature calldata by) external;

    /**
     * @notice Revokes the document that shows a record which was closed, revoked or superseded. Open to anyone, and for
     * good. Again is a success without an event.
     * @param by Of the typed message `Alias(bytes32 recordId,bytes32 targetHash)`: the chamber says which document
     * shows which record. By a key that is or was accredited for it: it signs when it exports, years before.
     */
    function revokeEnded(RecordId recordId, bytes32 targetHash, IRecordRegistry.Signature calldata by) external;

    /// @notice Whether the chamber issued the batch with this root. Never reverts.
    function isIssued(bytes32 document) external view returns (bool);

    /// @notice Whether the document with this hash was revoked; false for inner nodes and the unknown. Never reverts.
    function isRevoked(bytes32 document) external view returns (bool);

    /// @notice Whose store it is; zero for the code that the stores share.
    function chamber() external view returns (ChamberId);
}
