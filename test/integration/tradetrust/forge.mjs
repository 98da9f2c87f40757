// What trustvc says of W3C credentials that were altered after they were signed (docs/decisions, "No W3C credentials for
// TradeTrust"). Everything here is theirs: key, contexts, signature, derivation and verdict. The issuer's DID document
// is answered in place of its web server; a contract that answers each call with 1 stands for a registry of tokens.
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';

const require = createRequire(import.meta.url);
const trustvc = require('@trustvc/trustvc');
const { getDocumentLoader } = require('@trustvc/trustvc/w3c/context');
const { generateKeyPair, VerificationType, CryptoSuite } = require('@trustvc/trustvc/w3c/issuer');
const { ethers } = require('ethers');

const { rpcUrl } = JSON.parse(await text(process.stdin));
const provider = new ethers.providers.JsonRpcProvider(rpcUrl);
const deployed = async (code) => {
  const sent = await provider.getSigner().sendTransaction({ data: code });
  return (await sent.wait()).contractAddress;
};
const knowing = await deployed('0x6008600a5f3960085ff360015f5260205ff3');
const { chainId } = await provider.getNetwork();

const did = 'did:web:operator.example:chambers:antwerp';
const id = `${did}#key`;
const pair = await generateKeyPair({ type: CryptoSuite.EcdsaSd2023 });
const { secretKeyMultibase, publicKeyMultibase } = pair;
const method = { id, type: VerificationType.Multikey, controller: did, publicKeyMultibase };
const context = ['https://www.w3.org/ns/did/v1', 'https://w3id.org/security/multikey/v1'];
const didDocument = { '@context': context, id: did, verificationMethod: [method], assertionMethod: [id] };
const theirs = await getDocumentLoader();
const documentLoader = (url) => {
  const document = { [did]: didDocument, [id]: { '@context': context, ...method } }[url];
  return document === undefined ? theirs(url) : { document, documentUrl: url, contextUrl: null };
};
const judge = async (document) => {
  const fragments = await trustvc.verifyDocument(document, { rpcProviderUrl: rpcUrl, documentLoader });
  const judged = fragments.filter(({ status }) => status !== 'SKIPPED');
  const statuses = Object.fromEntries(judged.map(({ name, status }) => [name, status]));
  return { valid: trustvc.isValid(fragments), statuses };
};

const subject = ['exporterName', 'importerName'];
/** With everything around the subject mandatory, shortened by its holder to these of its members. */
async function credentialFor(tokenRegistry, shown = subject) {
  const whole = {
    '@context': [
      'https://www.w3.org/ns/credentials/v2',
      'https://w3id.org/security/data-integrity/v2',
      'https://trustvc.io/context/transferable-records-context.json',
      'https://trustvc.io/context/coo.json',
    ],
    type: ['VerifiableCredential'],
    issuer: did,
    validFrom: '2025-01-01T00:00:00Z',
    credentialStatus: {
      type: 'TransferableRecords',
      tokenNetwork: { chain: 'ETH', chainId: String(chainId) },
      tokenRegistry,
    },
    credentialSubject: { type: ['Coo'], exporterName: 'Loom Gent', importerName: 'Jade Trading' },
  };
  const key = { ...method, secretKeyMultibase };
  const mandatoryPointers = ['/id', '/type', '/credentialStatus', '/credentialSubject/type'];
  const { signed, error } = await trustvc.signW3C(whole, key, 'ecdsa-sd-2023', { mandatoryPointers });
  if (error) throw new Error(error);
  const derived = await trustvc.deriveW3C(
    signed,
    shown.map((name) => `/credentialSubject/${name}`),
  );
  if (derived.error) throw new Error(derived.error);
  return derived.derived;
}

const terms = 'https://example.com/terms#';
/** With another context in place of theirs for certificates of origin. */
const read = (credential, members, change) => ({
  ...credential,
  '@context': [...credential['@context'].slice(0, 3), { Coo: { '@id': `${terms}Coo`, '@context': members } }],
  credentialSubject: change(credential.credentialSubject),
});
const held = await credentialFor(knowing);
const shortened = await credentialFor(knowing, ['exporterName']);
// The zero address has no code: as little a registry of this record as one that has burnt its token.
const ended = await credentialFor(ethers.constants.AddressZero);
const { credentialStatus, ...withoutStatus } = ended;
const said = {
  held: await judge(held),
  ended: await judge(ended),
  altered: await judge({ ...held, credentialSubject: { ...held.credentialSubject, importerName: 'Other' } }),
  'ended, its status under its full name': await judge({
    ...withoutStatus,
    'https://www.w3.org/2018/credentials#credentialStatus': credentialStatus,
  }),
  'names exchanged': await judge(
    read(
      held,
      { exporterName: `${terms}importerName`, importerName: `${terms}exporterName` },
      ({ exporterName, importerName, ...rest }) => ({
        ...rest,
        exporterName: importerName,
        importerName: exporterName,
      }),
    ),
  ),
  'an importer of the holder’s own': await judge(
    read(shortened, { exporterName: `${terms}exporterName`, importerName: '@index' }, (it) => ({
      ...it,
      importerName: 'Whoever the holder likes',
    })),
  ),
};
process.stdout.write(JSON.stringify(said));
process.exit(0);
