import { randomUUID } from 'node:crypto';
import type { ProofBundle } from '../../core/bundle.ts';
import { toHex } from '../../core/bytes.ts';
import type { CertificateApplication } from '../../core/certificate-subject.ts';
import { decodeCredential } from '../../core/credential.ts';
import { signDigest } from '../../core/es256.ts';
import {
  dnsRecordOf,
  hashesOf,
  issuersOf,
  type Json,
  type OpenAttestation,
  wrapDocuments,
} from '../../core/open-attestation.ts';
import { issuanceDigest, storeDomain } from '../../core/typed-data.ts';
import { storeCall } from '../../server/anchoring/act-calls.ts';
import { storeAddress } from '../../server/anchoring/index.ts';
import { deployDocumentStores } from '../../server/chain/deployment.ts';
import { sampleApplication } from '../client/sample-application.ts';
import type { OwnDeployment } from '../demo/attacker.ts';

const domain = 'chamber.example';

export interface VerificationSample {
  readonly bundles: readonly ProofBundle[];
  /** As many certificates in each of three more batches. */
  readonly others: readonly (readonly ProofBundle[])[];
  /** The same certificates as documents of OpenAttestation v2, issued by the chamber's store on the same chain. */
  readonly documents: readonly OpenAttestation[];
  /** The answers of DNS that make the store its chamber's. */
  readonly dns: Readonly<Record<string, readonly string[]>>;
}

/** Certificates of 48 fields, each in both forms, in one batch of either. */
export async function makeSample(own: OwnDeployment, count: number): Promise<VerificationSample> {
  const { key, chamber } = await own.accredit();
  const applications = Array.from({ length: count }, (_, serial) => withOneItem(sampleApplication(serial)));
  const others: (readonly ProofBundle[])[] = [];
  for (let n = 0; n < 3; n++) others.push(await own.issueBatch(key, new Date(), applications));
  const bundles = await own.issueBatch(key, new Date(), applications);

  const stores = await deployDocumentStores(own.send, own.deployment);
  const store = storeAddress(stores, chamber);
  const issuers = issuersOf({ name: 'Antwerp Chamber of Commerce', documentStore: store, domain });
  const documents = wrapDocuments(
    bundles.map((bundle) => ({ name: 'Certificate of origin', issuers, certificate: subjectOf(bundle) })),
    randomUUID,
  );
  const [first] = documents;
  if (first === undefined) throw new Error('Nothing was wrapped.');
  const root = hashesOf(first).merkleRoot;
  const { chainId, verifiers } = own.deployment;
  const signature = toHex(await signDigest(key, issuanceDigest(storeDomain(chainId, store), root)));
  const by = { jwk: key.jwk, signature };
  await own.send(storeCall({ act: 'storeIssuance', stores, chamber, root, by }, verifiers));
  return { bundles, others, documents, dns: { [domain]: [dnsRecordOf(chainId, store)] } };
}

const withOneItem = (application: CertificateApplication): CertificateApplication => ({
  ...application,
  items: application.items.slice(0, 1),
});

function subjectOf({ content }: ProofBundle): Json {
  if (content === null || !('credential' in content)) throw new Error('The bundle is of no certificate.');
  const subject = decodeCredential(content.credential).subject as Json;
  const fields = fieldsOf(subject);
  if (fields !== 48) throw new Error(`The certificate has ${fields} fields, not 48.`);
  return subject;
}

const fieldsOf = (value: Json): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, inner) => sum + fieldsOf(inner), 0)
    : 1;
