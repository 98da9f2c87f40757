// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IRecordRegistry} from "./interfaces/IRecordRegistry.sol";
import {RecordId, SignerId} from "./Types.sol";

/// @title EIP-712 struct hashes of the messages of docs/protocol.md, section 2
library RecordHashes {
    bytes32 private constant GENESIS = keccak256(
        "Genesis(uint8 kind,bytes24 issuer,bytes24 firstOwner,bytes32 content)"
    );
    bytes32 private constant HANDOVER = keccak256(
        "Handover(bytes32 recordId,uint48 sequence,bytes24 from,bytes24 to,bytes32 content,uint48 deadline)"
    );
    bytes32 private constant HANDOVER_GROUP = keccak256(
        "HandoverGroup(Handover[] handovers)Handover(bytes32 recordId,uint48 sequence,bytes24 from,bytes24 to,bytes32 content,uint48 deadline)"
    );
    bytes32 private constant CLOSING = keccak256(
        "Closing(bytes32 recordId,uint48 sequence,uint8 reason,bytes32 content,uint48 deadline)"
    );
    bytes32 private constant REVOCATION = keccak256("Revocation(bytes32 recordId,uint8 reason,bytes32 successor)");

    function hash(IRecordRegistry.Genesis calldata genesis) internal pure returns (bytes32) {
        return keccak256(abi.encode(GENESIS, genesis));
    }

    function hashHandover(
        RecordId recordId,
        uint48 sequence,
        SignerId from,
        SignerId to,
        bytes32 content,
        uint48 deadline
    ) internal pure returns (bytes32) {
        return keccak256(abi.encode(HANDOVER, recordId, sequence, from, to, content, deadline));
    }

    /// @param handovers Struct hashes of the handovers, in their order.
    function hashGroup(bytes32[] memory handovers) internal pure returns (bytes32) {
        return keccak256(abi.encode(HANDOVER_GROUP, keccak256(abi.encodePacked(handovers))));
    }

    function hash(IRecordRegistry.Closing calldata closing) internal pure returns (bytes32) {
        return keccak256(abi.encode(CLOSING, closing));
    }

    function hash(IRecordRegistry.Revocation calldata revocation) internal pure returns (bytes32) {
        return keccak256(abi.encode(REVOCATION, revocation));
    }
}
