// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {SignerId} from "./Types.sol";

/// @dev Id of an ERC-7913 signer (`verifier ‖ key` or `account`): the leftmost 24 bytes of its keccak256.
function signerIdOf(bytes memory signer) pure returns (SignerId) {
    return SignerId.wrap(bytes24(keccak256(signer)));
}
