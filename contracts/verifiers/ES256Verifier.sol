// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {ES256} from "./ES256.sol";

/// @notice ERC-7913 verifier of ES256 keys. Key: `x ‖ y` (64 bytes). Signature: `r ‖ s` (64 bytes), low s only.
contract ES256Verifier is IERC7913SignatureVerifier {
    /// @inheritdoc IERC7913SignatureVerifier
    function verify(bytes calldata key, bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        return ES256.verify(hash, key, signature) ? IERC7913SignatureVerifier.verify.selector : bytes4(0xFFFFFFFF);
    }
}
