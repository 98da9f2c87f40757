import { Interface } from 'ethers';

/** What of the contracts the relay calls and reads (contracts/interfaces). A test compares it with the artifacts. */
const genesis = 'tuple(uint8 kind, bytes24 issuer, bytes24 firstOwner, bytes32 content)';
const terms = 'tuple(bytes32 recordId, uint48 sequence, bytes32 content, uint48 deadline)';
const closing = 'tuple(bytes32 recordId, uint48 sequence, uint8 reason, bytes32 content, uint48 deadline)';
const revocation = 'tuple(bytes32 recordId, uint8 reason, bytes32 successor)';
const signature = 'tuple(bytes signer, bytes signature)';
const es256 = 'tuple(bytes32 x, bytes32 y, bytes32 r, bytes32 s)';
const signedHandover = `tuple(${terms} terms, ${genesis} genesis, ${signature} from, ${signature} to)`;

export const recordRegistry = new Interface([
  `function handOverES256(${terms} terms, ${genesis} genesis, ${es256} from, ${es256} to)`,
  `function handOverGroup(bytes32 recordId, ${signedHandover}[] handovers)`,
  `function close(${closing} closing, ${genesis} genesis, ${signature} owner)`,
  `function revokeES256(${revocation} revocation, ${genesis} genesis, ${es256} signer)`,
  'function relay(bytes[] acts, uint256 gasPerAct)',
  'event RecordHandedOver(bytes32 indexed recordId, bytes24 from, bytes24 to, uint48 sequence, bytes32 content)',
  'event RecordClosed(bytes32 indexed recordId, bytes24 owner, uint48 sequence, uint8 reason, bytes32 content)',
  'event RecordRevoked(bytes32 indexed recordId, bytes24 signer, bytes32 successor, uint8 reason)',
  'event Skipped(bytes32 indexed recordId, bytes reason)',
  'error RecordRegistryGenesisMismatch(bytes32 recordId, bytes32 digest)',
  'error RecordRegistryKindUnknown(bytes32 recordId, uint8 kind)',
  'error RecordRegistryStatusFinal(bytes32 recordId, uint8 status)',
  'error RecordRegistrySequenceMismatch(bytes32 recordId, uint48 current, uint48 signed)',
  'error RecordRegistryNotOwner(bytes32 recordId, bytes24 signer)',
  'error RecordRegistryDeadlinePassed(bytes32 recordId, uint48 deadline)',
  'error RecordRegistrySignatureInvalid(bytes32 recordId, bytes24 signer)',
  'error RecordRegistryReasonUnknown(bytes32 recordId, uint8 reason)',
  'error RecordRegistrySignerNotAccredited(bytes32 recordId, bytes24 signer, bytes24 issuer)',
  'error RecordRegistrySuccessorIsItself(bytes32 recordId)',
  'error RecordRegistryGroupMalformed(bytes32 recordId, uint256 length)',
  'error RecordRegistryGasTooLow(uint256 index, uint256 gasPerAct)',
]);

export const chamberRegistry = new Interface([
  'function accredit(bytes signer, bytes16 chamber, uint48 from, uint48 until)',
  'function end(bytes24 signerId, uint48 until)',
  'function setProfile(bytes16 chamber, bytes32 profileHash)',
  'error ChamberRegistryChamberZero()',
  'error ChamberRegistryProfileZero(bytes16 chamber)',
  'error ChamberRegistryProfileKnown(bytes16 chamber, bytes32 current)',
  'error ChamberRegistrySignerNotKey(bytes signer)',
  'error ChamberRegistrySignerKnown(bytes24 signerId)',
  'error ChamberRegistrySignerUnknown(bytes24 signerId)',
  'error ChamberRegistryFromPast(uint48 from, uint48 blockTime)',
  'error ChamberRegistryIntervalEmpty(uint48 from, uint48 until)',
  'error ChamberRegistryEndNotEarlier(bytes24 signerId, uint48 current, uint48 until)',
  'error AccessControlUnauthorizedAccount(address account, bytes32 neededRole)',
]);

export const anchorRegistry = new Interface(['function anchor(bytes32 root)']);

/** One document store per chamber, for verifiers of OpenAttestation. */
export const documentStores = new Interface([
  `function issue(bytes16 chamber, bytes32 root, ${signature} by)`,
  `function revokeEnded(bytes16 chamber, bytes32 recordId, bytes32 targetHash, ${signature} by)`,
  'function storeOf(bytes16 chamber) view returns (address)',
]);

export const documentStore = new Interface([
  'function isIssued(bytes32 document) view returns (bool)',
  'function isRevoked(bytes32 document) view returns (bool)',
  'error ChamberDocumentStoreSignerNotAccredited(bytes24 signer, bytes16 chamber)',
  'error ChamberDocumentStoreSignatureInvalid(bytes24 signer)',
  'error ChamberDocumentStoreRecordActive(bytes32 recordId)',
]);
