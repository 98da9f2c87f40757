// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BatchRoot} from "../Types.sol";

/**
 * @title When did a batch exist?
 * @notice Keeps, per batch root, the block in which it was first anchored. Open to anyone: that a root is here says
 * that it existed by then, not who made it. Who made it is the operator's signature over the root.
 */
interface IAnchorRegistry {
    /// @notice The first block that held a root.
    struct Anchor {
        // Seconds since 1970.
        uint128 time;
        uint128 blockNumber;
    }

    /// @notice `root` was anchored for the first time, in this block.
    event BatchAnchored(BatchRoot indexed root);

    /// @notice Anchors `root`. Does nothing, and succeeds, when it is anchored already: the first time stays.
    function anchor(BatchRoot root) external;

    /// @notice Time and number of the block that first held `root`; zeros when it is not anchored. Never reverts.
    function anchorOf(BatchRoot root) external view returns (Anchor memory);
}
