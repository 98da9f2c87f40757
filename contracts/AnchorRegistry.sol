// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IAnchorRegistry} from "./interfaces/IAnchorRegistry.sol";
import {BatchRoot} from "./Types.sol";

/// @notice See {IAnchorRegistry}.
contract AnchorRegistry is IAnchorRegistry {
    mapping(BatchRoot root => Anchor) private _anchors;

    /// @inheritdoc IAnchorRegistry
    function anchor(BatchRoot root) external {
        Anchor storage stored = _anchors[root];
        if (stored.time != 0) return;
        stored.time = uint128(block.timestamp);
        stored.blockNumber = uint128(block.number);
        emit BatchAnchored(root);
    }

    /// @inheritdoc IAnchorRegistry
    function anchorOf(BatchRoot root) external view returns (Anchor memory) {
        return _anchors[root];
    }
}
