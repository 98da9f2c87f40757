// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {IERC7913SignatureVerifier} from "@openzeppelin/contracts/interfaces/IERC7913.sol";

/**
 * @notice For tests: a contract account and a verifier in one that answers whatever it was told to, and changes its
 * mind. What an attacker deploys to see what the registries make of it.
 */
contract HostileSigner is IERC1271, IERC7913SignatureVerifier {
    enum Answer {
        No,
        Yes,
        Revert,
        EatAllGas
    }

    Answer public answer;

    error HostileSignerSaysNothing(bytes32 digest);

    constructor(Answer first) {
        answer = first;
    }

    function changeMind(Answer next) external {
        answer = next;
    }

    /// @inheritdoc IERC1271
    function isValidSignature(bytes32 hash, bytes calldata) external view returns (bytes4) {
        return _answer(hash) ? IERC1271.isValidSignature.selector : bytes4(0xFFFFFFFF);
    }

    /// @inheritdoc IERC7913SignatureVerifier
    function verify(bytes calldata, bytes32 hash, bytes calldata) external view returns (bytes4) {
        return _answer(hash) ? IERC7913SignatureVerifier.verify.selector : bytes4(0xFFFFFFFF);
    }

    function _answer(bytes32 hash) private view returns (bool) {
        if (answer == Answer.Revert) revert HostileSignerSaysNothing(hash);
        uint256 eaten = 0;
        while (answer == Answer.EatAllGas) ++eaten;
        return answer == Answer.Yes;
    }
}
