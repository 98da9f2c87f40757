import { fileURLToPath } from 'node:url';
import hardhatEthers from '@nomicfoundation/hardhat-ethers';
import hardhatChaiMatchers from '@nomicfoundation/hardhat-ethers-chai-matchers';
import hardhatMocha from '@nomicfoundation/hardhat-mocha';
import hardhatNetworkHelpers from '@nomicfoundation/hardhat-network-helpers';
import hardhatTypechain from '@nomicfoundation/hardhat-typechain';
import { defineConfig } from 'hardhat/config';

/** Hardhat cannot download a compiler here: the JavaScript build of solc comes with the packages. */
const compiler = { version: '0.8.37', path: fileURLToPath(import.meta.resolve('solc/soljson.js')) };

/**
 * The embedded chain's own identity, given by server/embedded/chain-process.ts; without it, a throw-away one.
 * The genesis time is part of it: blocks that are replayed must not be older than block 0.
 */
const embedded = {
  chainId: Number(process.env['OPENPOUCH_CHAIN_ID'] ?? 31337),
  privateKey: process.env['OPENPOUCH_CHAIN_KEY'],
  genesisTime: process.env['OPENPOUCH_CHAIN_GENESIS'],
};

export default defineConfig({
  plugins: [hardhatEthers, hardhatChaiMatchers, hardhatMocha, hardhatNetworkHelpers, hardhatTypechain],
  solidity: {
    ...compiler,
    settings: { evmVersion: 'osaka', optimizer: { enabled: true, runs: 20_000 }, viaIR: true },
  },
  paths: { sources: './contracts', tests: { mocha: './test/contracts' } },
  typechain: { outDir: 'types/contracts', tsNocheck: true },
  networks: {
    osaka: { type: 'edr-simulated', chainType: 'l1', hardfork: 'osaka' },
    amsterdam: { type: 'edr-simulated', chainType: 'l1', hardfork: 'amsterdam' },
    embedded: {
      type: 'edr-simulated',
      chainType: 'l1',
      hardfork: 'osaka',
      chainId: embedded.chainId,
      allowBlocksWithSameTimestamp: true,
      throwOnTransactionFailures: false,
      ...(embedded.genesisTime !== undefined && { initialDate: embedded.genesisTime }),
      ...(embedded.privateKey !== undefined && {
        accounts: [{ privateKey: embedded.privateKey, balance: (10n ** 27n).toString() }],
      }),
    },
  },
});
