// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {P256} from "@openzeppelin/contracts/utils/cryptography/P256.sol";

/**
 * @title ES256 (RFC 7518, section 3.4) over a 32-byte digest
 * @dev WebCrypto and hardware that speaks ES256 hash what they sign with SHA-256 and cannot be told not to: the
 * message is the digest, and what P-256 signs is its SHA-256.
 */
library ES256 {
    /// @dev What P-256 signs.
    function messageHash(bytes32 digest) internal pure returns (bytes32) {
        return sha256(abi.encode(digest));
    }

    /// @dev Whether `signature` (`r ‖ s`) is the signature of `digest` by `key` (`x ‖ y`). A high s is refused. Needs
    /// the precompile of EIP-7951 (Osaka): reverts with `MissingPrecompile` on a chain without it.
    function verify(bytes32 digest, bytes calldata key, bytes calldata signature) internal view returns (bool) {
        if (key.length != 64 || signature.length != 64) return false;
        (bytes32 x, bytes32 y) = abi.decode(key, (bytes32, bytes32));
        (bytes32 r, bytes32 s) = abi.decode(signature, (bytes32, bytes32));
        return P256.verifyNative(messageHash(digest), r, s, x, y);
    }
}
