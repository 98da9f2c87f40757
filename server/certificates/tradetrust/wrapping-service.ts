import { randomUUID } from 'node:crypto';
import { toHex, utf8 } from '../../../core/bytes.ts';
import { kindOf } from '../../../core/certificate-kind.ts';
import { decodeCredential } from '../../../core/credential.ts';
import { signDigest } from '../../../core/es256.ts';
import { RecordId } from '../../../core/ids.ts';
import {
  hashesOf,
  issuersOf,
  type Json,
  type OpenAttestation,
  wrapDocuments,
} from '../../../core/open-attestation.ts';
import { aliasDigest, issuanceDigest, storeDomain } from '../../../core/typed-data.ts';
import type { Principal } from '../../access/scopes.ts';
import { insertChainAct } from '../../anchoring/index.ts';
import type { AppContext } from '../../context.ts';
import { elevated, type Trx } from '../../database/database.ts';
import { problem } from '../../http/problem.ts';
import { chamberIdOf, organisationStore } from '../../organisations/index.ts';
import { toBytes } from '../../records/bytes.ts';
import { recordStore } from '../../records/record-store.ts';
import { sha256 } from '../../records/recorder.ts';
import { requireActive } from '../../sharing/index.ts';
import { isInForce, wrongState } from '../certificate.ts';
import { lockAs } from '../certificate-service.ts';
import { findIssued, type Issued } from '../credential-service.ts';
import { type DocumentStore, documentStoreStore } from './document-store-store.ts';
import { type Wrapped, wrappedStore } from './wrapped-store.ts';

type Context = Pick<
  AppContext,
  'deployment' | 'documentStores' | 'keyring' | 'recorder' | 'sealer' | 'publicUrl' | 'now'
>;

const purpose = 'wrapped-certificate';

/**
 * Issues certificates to TradeTrust as well: one root for all of them on the chamber's store, and for each the
 * chamber's word which document shows which record. Those that are there already stay as they are.
 * @returns the receipts of the events appended
 * @throws not_found; wrong_state for one that is not in force, and without a domain (docs/exchange.md)
 */
export async function wrapCertificates(
  trx: Trx,
  context: Context,
  principal: Principal,
  ids: readonly string[],
): Promise<string[]> {
  const { deployment, documentStores: stores, keyring, recorder, sealer, now } = context;
  const { organisationId: chamberId, name } = principal;
  const there = await wrappedStore.among(trx, ids);
  const certificates: Issued[] = [];
  for (const id of ids.filter((it) => !there.has(it))) {
    await lockAs(trx, principal, id, 'chamberId');
    const certificate = await findIssued(trx, id);
    if (!isInForce(certificate.state)) throw wrongState(certificate.state, 'issuing it to TradeTrust');
    certificates.push(certificate);
  }
  if (certificates.length === 0) return [];
  const store = await documentStoreStore.find(trx, chamberId);
  if (store === undefined)
    throw problem('wrong_state', { what: 'chamber', state: 'without a domain for TradeTrust', act: 'this' });

  const documents = wrapDocuments(
    certificates.map((it) => documentOf(it, store, context.publicUrl())),
    randomUUID,
  );
  const [first] = documents;
  if (first === undefined) throw new Error('Nothing was wrapped.');
  const { merkleRoot } = hashesOf(first);
  return elevated(trx, async () => {
    // Its owner may have closed the record: the certificate itself does not tell.
    const records = await recordStore.lock(
      trx,
      certificates.map(({ recordId }) => recordId),
    );
    for (const record of records) requireActive(record, 'issuing it to TradeTrust');
    const at = now();
    const signer = keyring.signer(await organisationStore.currentKey(trx, chamberId, 'issuing'));
    const domain = storeDomain(deployment.chainId, store.address);
    const recorded = await recorder.append(
      trx,
      certificates.map(({ recordId }, index) => ({
        recordId: RecordId.of(recordId),
        type: 'org.openpouch.certificate.wrapped',
        data: { documentStore: store.address, ...hashesOf(documents[index] ?? first) },
        signer,
        actor: { organisationId: chamberId, name },
        time: at,
      })),
    );
    const rows: Wrapped[] = [];
    for (const [index, certificate] of certificates.entries()) {
      const document = documents[index] ?? first;
      const { targetHash } = hashesOf(document);
      const alias = await signDigest(
        signer,
        aliasDigest(domain, RecordId.of(certificate.recordId), targetHash),
      );
      rows.push({
        certificateId: certificate.id,
        recordId: certificate.recordId,
        chamberId,
        targetHash: toBytes(targetHash),
        sealed: Buffer.from(
          sealer.seal(utf8(JSON.stringify(document)), { organisationId: chamberId, purpose }),
        ),
        alias: Buffer.from(alias),
        aliasKey: { ...signer.jwk },
        eventSequence: recorded[index]?.sequence ?? 0,
        createdAt: at,
      });
    }
    await wrappedStore.insert(trx, rows);
    const signature = toHex(await signDigest(signer, issuanceDigest(domain, merkleRoot)));
    const by = { jwk: signer.jwk, signature };
    const chamber = chamberIdOf(chamberId);
    await insertChainAct(trx, { act: 'storeIssuance', stores, chamber, root: merkleRoot, by }, []);
    return recorded.map(({ receipt }) => receipt);
  });
}

/** The document of a certificate, as anybody can verify it there. @throws not_found */
export async function wrappedDocument(
  trx: Trx,
  { sealer }: Pick<Context, 'sealer'>,
  certificateId: string,
): Promise<OpenAttestation> {
  const wrapped = await wrappedStore.find(trx, certificateId);
  if (wrapped === undefined) throw problem('not_found', { what: 'document' });
  const plain = sealer.open(wrapped.sealed, { organisationId: wrapped.chamberId, purpose });
  return JSON.parse(Buffer.from(plain).toString('utf8')) as OpenAttestation;
}

/** After the act that ended a record: its document is revoked on the chamber's store too. As the system. */
export async function revokeWrapped(
  trx: Trx,
  { documentStores: stores }: Pick<AppContext, 'documentStores'>,
  recordId: Buffer,
): Promise<void> {
  const wrapped = await wrappedStore.ofRecord(trx, recordId);
  if (wrapped === undefined) return;
  const act = {
    act: 'storeRevocation',
    stores,
    chamber: chamberIdOf(wrapped.chamberId),
    recordId: RecordId.of(recordId),
    targetHash: toHex(wrapped.targetHash),
    by: { jwk: wrapped.aliasKey, signature: toHex(wrapped.alias) },
  } as const;
  await insertChainAct(trx, act, []);
}

/**
 * What the credential says, but for the verification code: with it whoever gets a document with parts taken out could
 * look up the rest.
 */
function documentOf(
  { application, credential, number, recordId }: Issued,
  store: DocumentStore,
  publicUrl: string,
): Json {
  const { issuer, validFrom, validUntil, subject } = decodeCredential(credential, sha256);
  const { verificationCode: _, ...said } = subject;
  return {
    id: number,
    name: kindOf(application) === 'document' ? 'Certified document' : 'Certificate of origin',
    issuers: issuersOf({ name: issuer.name, documentStore: store.address, domain: store.domain }),
    issuedAt: validFrom,
    ...(validUntil !== null && { validUntil }),
    certificate: full(said) ?? {},
    record: { id: RecordId.of(recordId), verifyAt: `${publicUrl}/verify` },
  };
}

/** Without empty lists and objects, which have no value to be salted. Undefined: nothing is left. */
function full(value: unknown): Json | undefined {
  if (typeof value !== 'object' || value === null) return value as Json;
  if (Array.isArray(value)) {
    const items = value.flatMap((item) => full(item) ?? []);
    return items.length === 0 ? undefined : items;
  }
  const members = Object.entries(value).flatMap(([name, it]) => {
    const kept = full(it);
    return kept === undefined ? [] : [[name, kept] as const];
  });
  return members.length === 0 ? undefined : Object.fromEntries(members);
}
