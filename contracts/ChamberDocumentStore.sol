// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import {EIP712} from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import {SignatureChecker} from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";
import {IChamberDocumentStore} from "./interfaces/IChamberDocumentStore.sol";
import {IChamberRegistry} from "./interfaces/IChamberRegistry.sol";
import {IRecordRegistry} from "./interfaces/IRecordRegistry.sol";
import {signerIdOf} from "./Signers.sol";
import {ChamberId, RecordId, SignerId} from "./Types.sol";

/// @notice See {IChamberDocumentStore}. Each store is a minimal clone that carries its chamber's id in its code.
contract ChamberDocumentStore is IChamberDocumentStore, EIP712 {
    bytes32 private constant ISSUANCE = keccak256("Issuance(bytes32 root)");
    bytes32 private constant ALIAS = keccak256("Alias(bytes32 recordId,bytes32 targetHash)");

    IRecordRegistry private immutable RECORDS;
    IChamberRegistry private immutable CHAMBERS;
    address private immutable SHARED_CODE;

    mapping(bytes32 root => bool) private _issued;
    mapping(bytes32 targetHash => bool) private _revoked;

    /// @param records Is asked whether a record has ended; its registry of chambers, who may issue.
    constructor(IRecordRegistry records) EIP712("OpenPouch ChamberDocumentStore", "1") {
        RECORDS = records;
        CHAMBERS = records.chamberRegistry();
        SHARED_CODE = address(this);
    }

    /// @inheritdoc IChamberDocumentStore
    function issue(bytes32 root, IRecordRegistry.Signature calldata by) external {
        SignerId signer = signerIdOf(by.signer);
        IChamberRegistry.Accreditation memory accreditation = _accreditationOf(signer);
        if (block.timestamp < accreditation.from || accreditation.until <= block.timestamp) {
            revert ChamberDocumentStoreSignerNotAccredited(signer, chamber());
        }
        _requireSigned(keccak256(abi.encode(ISSUANCE, root)), by, signer);
        if (_issued[root]) return;
        _issued[root] = true;
        emit DocumentIssued(root);
    }

    /// @inheritdoc IChamberDocumentStore
    function revokeEnded(RecordId recordId, bytes32 targetHash, IRecordRegistry.Signature calldata by) external {
        // Not moved, or active.
        if (RECORDS.stateOf(recordId).status <= IRecordRegistry.RecordStatus.Active) {
            revert ChamberDocumentStoreRecordActive(recordId);
        }
        SignerId signer = signerIdOf(by.signer);
        IChamberRegistry.Accreditation memory accreditation = _accreditationOf(signer);
        // A key that was found to be compromised from its start never was accredited.
        if (accreditation.until <= accreditation.from) {
            revert ChamberDocumentStoreSignerNotAccredited(signer, chamber());
        }
        _requireSigned(keccak256(abi.encode(ALIAS, recordId, targetHash)), by, signer);
        if (_revoked[targetHash]) return;
        _revoked[targetHash] = true;
        emit DocumentRevoked(targetHash);
    }

    /// @inheritdoc IChamberDocumentStore
    function isIssued(bytes32 document) external view returns (bool) {
        return _issued[document];
    }

    /// @inheritdoc IChamberDocumentStore
    function isRevoked(bytes32 document) external view returns (bool) {
        return _revoked[document];
    }

    /// @inheritdoc IChamberDocumentStore
    function chamber() public view returns (ChamberId) {
        if (address(this) == SHARED_CODE) return ChamberId.wrap(0);
        return abi.decode(Clones.fetchCloneArgs(address(this)), (ChamberId));
    }

    /// @dev Of a signer of this store's chamber. The unknown have chamber zero, as has the shared code.
    function _accreditationOf(
        SignerId signer
    ) private view returns (IChamberRegistry.Accreditation memory accreditation) {
        accreditation = CHAMBERS.accreditationOf(signer);
        ChamberId own = chamber();
        if (accreditation.chamber != own || own == ChamberId.wrap(0)) {
            revert ChamberDocumentStoreSignerNotAccredited(signer, own);
        }
    }

    /// @dev Only keys are accredited: of an account, ECDSA alone counts, whatever code it may have by now.
    function _requireSigned(bytes32 structHash, IRecordRegistry.Signature calldata by, SignerId signer) private view {
        bytes32 digest = _hashTypedDataV4(structHash);
        bool valid;
        if (by.signer.length == 20) {
            (address recovered, , ) = ECDSA.tryRecoverCalldata(digest, by.signature);
            valid = recovered != address(0) && recovered == address(bytes20(by.signer));
        } else {
            valid = SignatureChecker.isValidSignatureNow(by.signer, digest, by.signature);
        }
        if (!valid) revert ChamberDocumentStoreSignatureInvalid(signer);
    }
}
