// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {ERC7913WebAuthnVerifier} from "@openzeppelin/contracts/utils/cryptography/verifiers/ERC7913WebAuthnVerifier.sol";

/**
 * @notice ERC-7913 verifier of passkeys. Key: `x ‖ y` (64 bytes). Signature: `abi.encode(bytes32 r, bytes32 s,
 * uint256 challengeIndex, uint256 typeIndex, bytes authenticatorData, string clientDataJSON)`, low s only, whose
 * challenge is the hash. The authenticator must have verified its user.
 */
// A name of our own for what OpenZeppelin made.
// solhint-disable-next-line no-empty-blocks
contract WebAuthnVerifier is ERC7913WebAuthnVerifier {}
