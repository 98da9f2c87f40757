// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ChamberId, SignerId} from "../Types.sol";

/**
 * @title Which keys issue for which chamber, and since when?
 * @notice Keeps one interval per signer: it is accredited for its chamber at the times `from <= time < until`.
 * `from` is never before the block that wrote it, `until` only goes down, and a key is accredited once: nobody can
 * make a signature good after the fact.
 *
 * Signers are ERC-7913 signers. Only keys are accredited: a key of one of the three verifiers of this deployment, or
 * a bare account without code. A contract account is refused, for its answer changes with time; so is a verifier that
 * is not ours, for nobody knows what it will answer in ten years.
 *
 * Roles: the administrator (two-step, delayed) gives and takes roles; an accreditor accredits, ends and sets
 * profiles; a guardian may only end.
 */
interface IChamberRegistry {
    /// @notice What is known of a signer. All zero: never accredited.
    struct Accreditation {
        ChamberId chamber;
        // Seconds since 1970: accredited when `from <= time < until`. `until` below `from`: never was.
        uint48 from;
        uint48 until;
    }

    /// @notice The verifiers of this deployment, whose keys may be accredited.
    struct Verifiers {
        address es256;
        address webAuthn;
        address rsa;
    }

    /// @notice `signer`, whose id is `signerId`, is accredited for `chamber` at `from <= time < until`.
    event SignerAccredited(
        SignerId indexed signerId,
        ChamberId indexed chamber,
        uint48 from,
        uint48 until,
        bytes signer
    );

    /// @notice The accreditation of `signerId` for `chamber` ends at `until`, which may be past.
    event AccreditationEnded(SignerId indexed signerId, ChamberId indexed chamber, uint48 until);

    /// @notice The hash of the public profile of `chamber` is `profileHash` from this block on, for good.
    event ProfileSet(ChamberId indexed chamber, bytes32 profileHash);

    /// @notice Thrown when a verifier given at construction has no code.
    error ChamberRegistryVerifierWithoutCode(address verifier);

    /// @notice Thrown when the chamber is zero, which stands for "none".
    error ChamberRegistryChamberZero();

    /// @notice Thrown when the profile's hash is zero, which stands for "none".
    error ChamberRegistryProfileZero(ChamberId chamber);

    /// @notice Thrown when `chamber` has a profile, whose hash is `current`.
    error ChamberRegistryProfileKnown(ChamberId chamber, bytes32 current);

    /// @notice Thrown when `signer` is not a key: a contract account, a key of a verifier that is not of this
    /// deployment, or too short.
    error ChamberRegistrySignerNotKey(bytes signer);

    /// @notice Thrown when `signerId` was accredited before, even if that has ended.
    error ChamberRegistrySignerKnown(SignerId signerId);

    /// @notice Thrown when `signerId` was never accredited.
    error ChamberRegistrySignerUnknown(SignerId signerId);

    /// @notice Thrown when `from` lies before this block, whose time is `blockTime`.
    error ChamberRegistryFromPast(uint48 from, uint48 blockTime);

    /// @notice Thrown when the interval is empty: `until` is not after `from`.
    error ChamberRegistryIntervalEmpty(uint48 from, uint48 until);

    /// @notice Thrown when `until` is not earlier than the end that is set.
    error ChamberRegistryEndNotEarlier(SignerId signerId, uint48 current, uint48 until);

    /**
     * @notice Accredits `signer` (an ERC-7913 signer: `verifier ‖ key` or `account`) for `chamber`.
     * @param from First second of the accreditation; 0 for the time of this block.
     * @param until First second after it; `type(uint48).max` for an open end.
     *
     * Requires the accreditor's role.
     */
    function accredit(bytes calldata signer, ChamberId chamber, uint48 from, uint48 until) external;

    /**
     * @notice Ends the accreditation of `signerId` at `until`. Future: planned rotation. Now: suspension. Past:
     * compromised since then, and what was anchored since is no longer issued by an accredited key.
     *
     * Requires the accreditor's or the guardian's role.
     */
    function end(SignerId signerId, uint48 until) external;

    /// @notice Sets the hash of the public profile of `chamber` (SHA-256 of its canonical JSON: legal name, country,
    /// did:web), once: a certificate carries the profile that it was issued under, so a chamber that changes its name
    /// is accredited under another id. Requires the accreditor's role.
    function setProfile(ChamberId chamber, bytes32 profileHash) external;

    /// @notice Whether `signerId` is accredited at `time`, as known now. False for the unknown; never reverts.
    function isAccredited(SignerId signerId, uint48 time) external view returns (bool);

    /// @notice Whether `signerId` is accredited at `time`, as known now, for the chamber for which `issuer` was ever
    /// accredited, be it over or not: a chamber's later key answers for what an earlier one issued. False for the
    /// unknown; never reverts.
    function isAccreditedFor(SignerId signerId, SignerId issuer, uint48 time) external view returns (bool);

    /// @notice Chamber and interval of `signerId`; zeros when it was never accredited. Never reverts.
    function accreditationOf(SignerId signerId) external view returns (Accreditation memory);

    /// @notice Hash of the public profile of `chamber`; zero when none is set. Never reverts.
    function profileOf(ChamberId chamber) external view returns (bytes32);

    /// @notice The verifiers of this deployment, fixed at construction.
    function verifiers() external view returns (Verifiers memory);
}
