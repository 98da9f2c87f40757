// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {Clones} from "@openzeppelin/contracts/proxy/Clones.sol";
import {ChamberDocumentStore} from "./ChamberDocumentStore.sol";
import {IChamberDocumentStore} from "./interfaces/IChamberDocumentStore.sol";
import {IRecordRegistry} from "./interfaces/IRecordRegistry.sol";
import {ChamberId, RecordId} from "./Types.sol";

/**
 * @title One document store per chamber, at an address that is known beforehand
 * @notice A chamber's store is made with its first batch. Anyone may make it: where it is and whose it is follow from
 * the chamber's id alone.
 */
contract ChamberDocumentStores {
    address private immutable SHARED_CODE;

    /// @notice The store of `chamber` was made.
    event StoreMade(ChamberId indexed chamber, IChamberDocumentStore store);

    /// @param records See {ChamberDocumentStore}.
    constructor(IRecordRegistry records) {
        SHARED_CODE = address(new ChamberDocumentStore(records));
    }

    /// @notice {IChamberDocumentStore-issue} on the store of `chamber`, which is made if there is none.
    function issue(ChamberId chamber, bytes32 root, IRecordRegistry.Signature calldata by) external {
        IChamberDocumentStore store = storeOf(chamber);
        if (address(store).code.length == 0) {
            Clones.cloneDeterministicWithImmutableArgs(SHARED_CODE, abi.encode(chamber), 0);
            emit StoreMade(chamber, store);
        }
        store.issue(root, by);
    }

    /// @notice {IChamberDocumentStore-revokeEnded} on the store of `chamber`.
    function revokeEnded(
        ChamberId chamber,
        RecordId recordId,
        bytes32 targetHash,
        IRecordRegistry.Signature calldata by
    ) external {
        storeOf(chamber).revokeEnded(recordId, targetHash, by);
    }

    /// @notice The address of the store of `chamber`, made or not.
    function storeOf(ChamberId chamber) public view returns (IChamberDocumentStore) {
        return
            IChamberDocumentStore(
                Clones.predictDeterministicAddressWithImmutableArgs(SHARED_CODE, abi.encode(chamber), 0)
            );
    }
}
