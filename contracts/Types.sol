// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

/// @dev EIP-712 digest of a record's genesis: one home, cannot be squatted or reused.
type RecordId is bytes32;

/// @dev Leftmost 24 bytes of `keccak256(signer)`, where `signer` is an ERC-7913 signer.
type SignerId is bytes24;

/// @dev Identifier of a chamber of commerce, chosen by the federation. Zero stands for "none".
type ChamberId is bytes16;

/// @dev Root of an RFC 6962 tree (SHA-256) over the entries of a batch.
type BatchRoot is bytes32;

using {recordIdEquals as ==, recordIdDiffers as !=} for RecordId global;
using {signerIdEquals as ==, signerIdDiffers as !=} for SignerId global;
using {chamberIdEquals as ==, chamberIdDiffers as !=} for ChamberId global;

function recordIdEquals(RecordId a, RecordId b) pure returns (bool) {
    return RecordId.unwrap(a) == RecordId.unwrap(b);
}

function recordIdDiffers(RecordId a, RecordId b) pure returns (bool) {
    return RecordId.unwrap(a) != RecordId.unwrap(b);
}

function signerIdEquals(SignerId a, SignerId b) pure returns (bool) {
    return SignerId.unwrap(a) == SignerId.unwrap(b);
}

function signerIdDiffers(SignerId a, SignerId b) pure returns (bool) {
    return SignerId.unwrap(a) != SignerId.unwrap(b);
}

function chamberIdEquals(ChamberId a, ChamberId b) pure returns (bool) {
    return ChamberId.unwrap(a) == ChamberId.unwrap(b);
}

function chamberIdDiffers(ChamberId a, ChamberId b) pure returns (bool) {
    return ChamberId.unwrap(a) != ChamberId.unwrap(b);
}
