// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {AccessControlDefaultAdminRules} from "@openzeppelin/contracts/access/extensions/AccessControlDefaultAdminRules.sol";
import {IChamberRegistry} from "./interfaces/IChamberRegistry.sol";
import {signerIdOf} from "./Signers.sol";
import {ChamberId, SignerId} from "./Types.sol";

/// @notice See {IChamberRegistry}.
contract ChamberRegistry is IChamberRegistry, AccessControlDefaultAdminRules {
    bytes32 public constant ACCREDITOR_ROLE = keccak256("ACCREDITOR_ROLE");
    bytes32 public constant GUARDIAN_ROLE = keccak256("GUARDIAN_ROLE");

    ChamberId private constant NO_CHAMBER = ChamberId.wrap(0);

    address private immutable ES256_VERIFIER;
    address private immutable WEBAUTHN_VERIFIER;
    address private immutable RSA_VERIFIER;

    mapping(SignerId signerId => Accreditation) private _accreditations;
    mapping(ChamberId chamber => bytes32 profileHash) private _profiles;

    /**
     * @param adminDelay Seconds between the first and the second step of a change of administrator.
     * @param admin First administrator; gives the other roles.
     * @param trusted The verifiers whose keys may be accredited.
     */
    constructor(
        uint48 adminDelay,
        address admin,
        Verifiers memory trusted
    ) AccessControlDefaultAdminRules(adminDelay, admin) {
        ES256_VERIFIER = _requireCode(trusted.es256);
        WEBAUTHN_VERIFIER = _requireCode(trusted.webAuthn);
        RSA_VERIFIER = _requireCode(trusted.rsa);
    }

    /// @inheritdoc IChamberRegistry
    function accredit(
        bytes calldata signer,
        ChamberId chamber,
        uint48 from,
        uint48 until
    ) external onlyRole(ACCREDITOR_ROLE) {
        uint48 blockTime = uint48(block.timestamp);
        if (from == 0) from = blockTime;

        if (chamber == NO_CHAMBER) revert ChamberRegistryChamberZero();
        if (!_isKey(signer)) revert ChamberRegistrySignerNotKey(signer);
        if (from < blockTime) revert ChamberRegistryFromPast(from, blockTime);
        if (until <= from) revert ChamberRegistryIntervalEmpty(from, until);
        SignerId signerId = signerIdOf(signer);
        if (_isKnown(signerId)) revert ChamberRegistrySignerKnown(signerId);

        _accreditations[signerId] = Accreditation({chamber: chamber, from: from, until: until});
        emit SignerAccredited(signerId, chamber, from, until, signer);
    }

    /// @inheritdoc IChamberRegistry
    function end(SignerId signerId, uint48 until) external {
        if (!hasRole(ACCREDITOR_ROLE, msg.sender)) _checkRole(GUARDIAN_ROLE);
        if (!_isKnown(signerId)) revert ChamberRegistrySignerUnknown(signerId);
        Accreditation storage accreditation = _accreditations[signerId];
        if (until >= accreditation.until) {
            revert ChamberRegistryEndNotEarlier(signerId, accreditation.until, until);
        }

        accreditation.until = until;
        emit AccreditationEnded(signerId, accreditation.chamber, until);
    }

    /// @inheritdoc IChamberRegistry
    function setProfile(ChamberId chamber, bytes32 profileHash) external onlyRole(ACCREDITOR_ROLE) {
        if (chamber == NO_CHAMBER) revert ChamberRegistryChamberZero();
        if (profileHash == 0) revert ChamberRegistryProfileZero(chamber);
        bytes32 current = _profiles[chamber];
        if (current != 0) revert ChamberRegistryProfileKnown(chamber, current);
        _profiles[chamber] = profileHash;
        emit ProfileSet(chamber, profileHash);
    }

    /// @inheritdoc IChamberRegistry
    function isAccredited(SignerId signerId, uint48 time) external view returns (bool) {
        return _isAccredited(_accreditations[signerId], time);
    }

    /// @inheritdoc IChamberRegistry
    function isAccreditedFor(SignerId signerId, SignerId issuer, uint48 time) external view returns (bool) {
        Accreditation storage accreditation = _accreditations[signerId];
        if (!_isAccredited(accreditation, time)) return false;
        // Who is accredited has a chamber that is not zero: an unknown issuer, whose chamber is, never matches.
        return signerId == issuer || accreditation.chamber == _accreditations[issuer].chamber;
    }

    /// @inheritdoc IChamberRegistry
    function accreditationOf(SignerId signerId) external view returns (Accreditation memory) {
        return _accreditations[signerId];
    }

    /// @inheritdoc IChamberRegistry
    function profileOf(ChamberId chamber) external view returns (bytes32) {
        return _profiles[chamber];
    }

    /// @inheritdoc IChamberRegistry
    function verifiers() external view returns (Verifiers memory) {
        return Verifiers({es256: ES256_VERIFIER, webAuthn: WEBAUTHN_VERIFIER, rsa: RSA_VERIFIER});
    }

    function _isAccredited(Accreditation storage accreditation, uint48 time) private view returns (bool) {
        return accreditation.from <= time && time < accreditation.until;
    }

    /// @dev The chamber of an accreditation is never zero, so it tells a slot that was written from one that was not.
    function _isKnown(SignerId signerId) private view returns (bool) {
        return _accreditations[signerId].chamber != NO_CHAMBER;
    }

    /**
     * @dev An account without code may get code later (EIP-7702, or a contract created at an address foreseen). That
     * changes nothing: from an accredited account, RecordRegistry and verifiers off chain take ECDSA alone.
     */
    function _isKey(bytes calldata signer) private view returns (bool) {
        if (signer.length < 20) return false;
        address verifier = address(bytes20(signer));
        if (signer.length == 20) return verifier != address(0) && verifier.code.length == 0;
        return verifier == ES256_VERIFIER || verifier == WEBAUTHN_VERIFIER || verifier == RSA_VERIFIER;
    }

    function _requireCode(address verifier) private view returns (address) {
        if (verifier.code.length == 0) revert ChamberRegistryVerifierWithoutCode(verifier);
        return verifier;
    }
}
