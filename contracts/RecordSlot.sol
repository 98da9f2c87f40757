// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRecordRegistry} from "./interfaces/IRecordRegistry.sol";
import {SignerId} from "./Types.sol";

/// @dev The state of a record in one word: `owner (24) ‖ sequence (6) ‖ status (1) ‖ reason (1)`. A word instead of a
/// struct, so that an act costs one load and one store whatever the optimizer makes of it.
type RecordSlot is bytes32;

using {isEmpty, isActive, ownerOf, sequenceOf, statusOf, reasonOf} for RecordSlot global;

function packSlot(
    SignerId owner,
    uint48 sequence,
    IRecordRegistry.RecordStatus status,
    uint8 reason
) pure returns (RecordSlot) {
    uint256 tail = (uint256(sequence) << 16) | (uint256(status) << 8) | reason;
    return RecordSlot.wrap(SignerId.unwrap(owner) | bytes32(tail));
}

/// @dev Whether the record has not moved yet: the slot of one that has, has a status.
function isEmpty(RecordSlot slot) pure returns (bool) {
    return RecordSlot.unwrap(slot) == 0;
}

function isActive(RecordSlot slot) pure returns (bool) {
    return uint8(uint256(RecordSlot.unwrap(slot)) >> 8) == uint8(IRecordRegistry.RecordStatus.Active);
}

function ownerOf(RecordSlot slot) pure returns (SignerId) {
    return SignerId.wrap(bytes24(RecordSlot.unwrap(slot)));
}

function sequenceOf(RecordSlot slot) pure returns (uint48) {
    return uint48(uint256(RecordSlot.unwrap(slot)) >> 16);
}

function statusOf(RecordSlot slot) pure returns (IRecordRegistry.RecordStatus) {
    return IRecordRegistry.RecordStatus(uint8(uint256(RecordSlot.unwrap(slot)) >> 8));
}

function reasonOf(RecordSlot slot) pure returns (uint8) {
    return uint8(uint256(RecordSlot.unwrap(slot)));
}
