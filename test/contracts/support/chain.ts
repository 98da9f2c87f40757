import { network } from 'hardhat';

/** A fresh in-process chain (EDR) with the rules of `hardfork`, and what is deployed on it. */
export async function openChain(hardfork: 'osaka' | 'amsterdam' = 'osaka', chainId = 31337) {
  const connection = await network.create({ network: hardfork, override: { chainId } });
  const { ethers, networkHelpers } = connection;
  const [operator, accreditor, guardian, stranger] = await ethers.getSigners();
  if (!operator || !accreditor || !guardian || !stranger) throw new Error('the chain has too few accounts');

  const es256 = await ethers.deployContract('ES256Verifier');
  const webAuthn = await ethers.deployContract('WebAuthnVerifier');
  const rsa = await ethers.deployContract('RSAVerifier');
  const verifiers = {
    es256: await es256.getAddress(),
    webAuthn: await webAuthn.getAddress(),
    rsa: await rsa.getAddress(),
  };
  const chambers = await ethers.deployContract('ChamberRegistry', [ADMIN_DELAY, operator.address, verifiers]);
  const anchors = await ethers.deployContract('AnchorRegistry');
  const records = await ethers.deployContract('RecordRegistry', [await chambers.getAddress()]);
  const documentStores = await ethers.deployContract('ChamberDocumentStores', [await records.getAddress()]);

  await chambers.grantRole(await chambers.ACCREDITOR_ROLE(), accreditor.address);
  await chambers.grantRole(await chambers.GUARDIAN_ROLE(), guardian.address);

  const domain = {
    name: 'OpenPouch RecordRegistry',
    version: '1',
    chainId,
    verifyingContract: await records.getAddress(),
  };
  return {
    connection,
    ethers,
    networkHelpers,
    accounts: { operator, accreditor, guardian, stranger },
    verifiers,
    contracts: { es256, webAuthn, rsa, chambers, anchors, records, documentStores },
    domain,
    /** Sends calldata to the RecordRegistry, as any relay may. */
    send: (act: string, gasLimit?: number) =>
      stranger.sendTransaction({
        to: domain.verifyingContract,
        data: act,
        ...(gasLimit !== undefined && { gasLimit }),
      }),
    /** Time of the latest block. */
    now: () => networkHelpers.time.latest(),
  };
}

/** Accredits `signer` for `chamber` from the next block on. */
export const accredit = (chain: Chain, { signer }: { signer: string }, chamber: string, until = FAR) =>
  chain.contracts.chambers
    .connect(chain.accounts.accreditor)
    .accredit(signer, chamber, 0, until)
    .then((tx) => tx.wait());

/** What a chamber's key signs for its document store at `verifyingContract`. */
export const storeDomain = ({ domain }: Pick<Chain, 'domain'>, verifyingContract: string) => ({
  ...domain,
  name: 'OpenPouch ChamberDocumentStore',
  verifyingContract,
});

/** Later than any block of a test. */
export const FAR = 4_000_000_000;

export const CHAMBER = `0x${'c1'.repeat(16)}`;
export const OTHER_CHAMBER = `0x${'c2'.repeat(16)}`;

/** Seconds between the two steps of a change of administrator. */
export const ADMIN_DELAY = 86_400;

export type Chain = Awaited<ReturnType<typeof openChain>>;
