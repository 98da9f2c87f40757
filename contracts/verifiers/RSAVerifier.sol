// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";
import {RSA} from "@openzeppelin/contracts/utils/cryptography/RSA.sol";

/**
 * @notice ERC-7913 verifier of RSA keys. Key: `abi.encode(bytes e, bytes n)`, canonical, e = 65537 (`0x010001`), n of
 * 2,048 to 8,192 bits without leading zeros. Signature: RSASSA-PKCS1-v1_5 with SHA-256 (RFC 8017) over the hash.
 */
contract RSAVerifier is IERC7913SignatureVerifier {
    bytes32 private constant E_65537 = keccak256(hex"010001");

    /// @inheritdoc IERC7913SignatureVerifier
    /// @dev Reverts when `key` is not ABI-encoded, which its callers must take for "not valid" (ERC-7913).
    function verify(bytes calldata key, bytes32 hash, bytes calldata signature) external view returns (bytes4) {
        (bytes memory e, bytes memory n) = abi.decode(key, (bytes, bytes));
        // A small exponent is where forgeries of PKCS#1 v1.5 live; a second encoding would be a second id of one key.
        bool canonical = keccak256(e) == E_65537 && keccak256(abi.encode(e, n)) == keccak256(key);
        return
            canonical && _hasGoodSize(n) && RSA.pkcs1Sha256(abi.encode(hash), signature, e, n)
                ? IERC7913SignatureVerifier.verify.selector
                : bytes4(0xFFFFFFFF);
    }

    /// @dev 8,192 bits is what the MODEXP precompile takes (EIP-7823); beyond, it burns all gas it is given.
    function _hasGoodSize(bytes memory n) private pure returns (bool) {
        if (n.length < 256 || n.length > 1024 || n[0] == 0) return false;
        return n.length > 256 || uint8(n[0]) >= 0x80;
    }
}
