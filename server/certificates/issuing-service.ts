import { setImmediate } from 'node:timers/promises';
import type { CertificateApplication, CertificateSubject } from '../../core/certificate-subject.ts';
import { newSalt } from '../../core/commitment.ts';
import { type CredentialIssuer, credentialCommitment, issueCredential } from '../../core/credential.ts';
import { Commitment, type RecordId, type Salt, SignerId } from '../../core/ids.ts';
import { type Genesis, recordId } from '../../core/typed-data.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { Problem, problem } from '../http/problem.ts';
import type { CustodialKey } from '../keys/keyring.ts';
import { type Organisation, organisationStore } from '../organisations/index.ts';
import { toBytes } from '../records/bytes.ts';
import { recordAccessStore, recordStore } from '../records/record-store.ts';
import { type EventDraft, type PreparedEvent, sha256 } from '../records/recorder.ts';
import { completeApplication } from './application.ts';
import { stateAfter } from './certificate.ts';
import { defaultNumberFormat, formatNumber, newVerificationCode } from './certificate-number.ts';
import { type CertificateRow, certificateStore } from './certificate-store.ts';

export interface IssuedCertificate {
  readonly id: string;
  readonly number: string;
  readonly verificationCode: string;
  readonly recordId: RecordId;
  readonly issuedAt: Date;
  readonly receipt: string;
}

/** Of one certificate among several: it was issued, or why not. */
export type Outcome =
  | { readonly id: string; readonly issued: IssuedCertificate }
  | { readonly id: string; readonly problem: Problem };

export interface IssuingService {
  /**
   * Issues all that can be issued, in the caller's transaction and in as many statements as for a single one.
   * Numbers are taken in the order of the ids given.
   */
  issue(trx: Trx, principal: Principal, ids: readonly string[]): Promise<Outcome[]>;
}

/** A certificate that can be issued. */
interface Ready {
  readonly id: string;
  readonly applicantId: string;
  readonly application: CertificateApplication;
}

/** One certificate, made and signed, not yet written. */
interface Made extends Ready {
  readonly number: string;
  readonly verificationCode: string;
  readonly ownerKey: CustodialKey;
  readonly credential: string;
  readonly salt: Salt;
  readonly genesis: Genesis;
  readonly recordId: RecordId;
  readonly event: EventDraft;
}

/** How many are made before other requests get their turn. */
const atOnce = 16;

type IssuingContext = Pick<AppContext, 'keyring' | 'recorder' | 'domain' | 'now'>;

export function createIssuingService({ keyring, recorder, domain, now }: IssuingContext): IssuingService {
  return {
    async issue(trx, principal, ids) {
      const chamber = await issuingChamber(trx, principal);
      const { ready, refused } = sort(ids, await certificateStore.lock(trx, ids), chamber.organisation.id);
      if (ready.length === 0) return ids.map((id) => refusalOf(id, refused));
      const applicants = await organisationStore.findMany(trx, [
        ...new Set(ready.map((row) => row.applicantId)),
      ]);
      const at = now();
      const issued = await elevated(trx, async () => {
        const year = at.getUTCFullYear();
        const first = await certificateStore.takeNumbers(trx, chamber.organisation.id, year, ready.length);
        const made: Made[] = [];
        for (const [index, one] of ready.entries()) {
          if (index > 0 && index % atOnce === 0) await setImmediate();
          const applicant = applicants.find(({ id }) => id === one.applicantId);
          if (applicant === undefined) throw new Error(`The applicant ${one.applicantId} is gone.`);
          made.push(await make(chamber, principal, one, applicant, first + index, at));
        }
        return write(trx, chamber.organisation.id, made, at);
      });
      return ids.map((id) => {
        const one = issued.get(id);
        return one === undefined ? refusalOf(id, refused) : { id, issued: one };
      });
    },
  };

  async function issuingChamber(trx: Trx, principal: Principal) {
    const organisation = await organisationStore.find(trx, principal.organisationId);
    if (organisation === undefined || organisation.profile === null) {
      throw problem('wrong_state', { what: 'chamber', state: 'not accredited', act: 'issuing' });
    }
    const key = await organisationStore.currentKey(trx, organisation.id, 'issuing');
    return {
      organisation,
      issuer: credentialIssuer(organisation, organisation.profile),
      code: accreditationNumber(organisation) ?? organisation.id.slice(0, 6).toUpperCase(),
      numberFormat: (await certificateStore.numberFormat(trx, organisation.id)) ?? defaultNumberFormat,
      signer: keyring.signer(key),
      signerId: SignerId.of(key.signerId),
    };
  }

  async function make(
    chamber: Awaited<ReturnType<typeof issuingChamber>>,
    principal: Principal,
    ready: Ready,
    applicant: Organisation,
    sequence: number,
    at: Date,
  ): Promise<Made> {
    const { organisation, signer } = chamber;
    const number = formatNumber(chamber.numberFormat, {
      country: organisation.country,
      code: chamber.code,
      year: at.getUTCFullYear(),
      sequence,
    });
    const verificationCode = newVerificationCode();
    const ownerKey = keyring.generate(applicant.id, 'owner');
    const subject: CertificateSubject = {
      ...ready.application,
      certificateNumber: number,
      copyStatus: 'DIGITAL_ORIGINAL',
      verificationCode,
      issue: {
        place: organisation.address.city,
        date: at.toISOString().slice(0, 10),
        officer: principal.name.slice(0, 70),
      },
    };
    const credential = await issueCredential(
      { issuer: chamber.issuer, validFrom: at, subject },
      signer,
      sha256,
    );
    const salt = newSalt();
    const content = credentialCommitment(salt, credential, sha256);
    const genesis: Genesis = {
      kind: 'certificate',
      issuer: chamber.signerId,
      firstOwner: ownerKey.signerId,
      content,
    };
    const id = recordId(domain, genesis);
    const { legalName, country } = applicant;
    const event: EventDraft = {
      recordId: id,
      type: 'org.openpouch.certificate.issued',
      // The chamber says whose the first owner's key is: on chain it is a number among numbers.
      data: { genesis, number, owner: { id: applicant.id, legalName, country } },
      signer,
      actor: { organisationId: organisation.id, name: principal.name },
      time: at,
    };
    return { ...ready, number, verificationCode, ownerKey, credential, salt, genesis, recordId: id, event };
  }

  /** As the system. */
  async function write(
    trx: Trx,
    chamberId: string,
    made: readonly Made[],
    at: Date,
  ): Promise<Map<string, IssuedCertificate>> {
    const events = await recorder.prepareFirst(made.map((one) => one.event));
    const pairs = made.map((one, index) => [one, events[index] as PreparedEvent] as const);
    await organisationStore.insertKeys(
      trx,
      made.map((one) => one.ownerKey),
    );
    await recordStore.insert(
      trx,
      pairs.map(([one, event]) => recordRow(one, event, chamberId, at)),
    );
    await recorder.insert(trx, events);
    await recordAccessStore.grant(
      trx,
      made.flatMap((one) => {
        const common = {
          recordId: toBytes(one.recordId),
          createdAt: at,
        };
        return [
          { ...common, organisationId: one.applicantId, basis: 'owner' as const },
          { ...common, organisationId: chamberId, basis: 'issuer' as const },
        ];
      }),
    );
    await certificateStore.setIssued(
      trx,
      made.map((one) => ({ ...one, recordId: toBytes(one.recordId) })),
      at,
    );
    return new Map(
      pairs.map(([one, event]) => [
        one.id,
        {
          id: one.id,
          number: one.number,
          verificationCode: one.verificationCode,
          recordId: one.recordId,
          issuedAt: at,
          receipt: event.receipt,
        },
      ]),
    );
  }
}

function recordRow(one: Made, event: PreparedEvent, chamberId: string, createdAt: Date) {
  return {
    recordId: toBytes(one.recordId),
    kind: 'certificate' as const,
    issuer: toBytes(one.genesis.issuer),
    issuerOrganisationId: chamberId,
    firstOwner: toBytes(one.genesis.firstOwner),
    content: toBytes(Commitment.parse(one.genesis.content)),
    contentSalt: toBytes(one.salt),
    ownerOrganisationId: one.applicantId,
    ownerKeyId: one.ownerKey.id,
    chainSequence: 0,
    status: 'active' as const,
    reason: 0,
    successor: null,
    headSequence: event.sequence,
    headHash: toBytes(event.entryHash),
    createdAt,
  };
}

/** What can be issued, in the order of the ids, and why the others cannot. */
function sort(ids: readonly string[], rows: readonly CertificateRow[], chamberId: string) {
  const found = new Map(rows.filter((row) => row.chamberId === chamberId).map((row) => [row.id, row]));
  const ready: Ready[] = [];
  const refused = new Map<string, Problem>();
  for (const id of ids) {
    try {
      const row = found.get(id);
      if (row === undefined) throw problem('not_found', { what: 'certificate' });
      stateAfter(row.state, 'issue');
      ready.push({ id, applicantId: row.applicantId, application: completeApplication(row.application) });
    } catch (refusal) {
      if (!(refusal instanceof Problem)) throw refusal;
      refused.set(id, refusal);
    }
  }
  return { ready, refused };
}

function refusalOf(id: string, refused: ReadonlyMap<string, Problem>): Outcome {
  const why = refused.get(id);
  if (why === undefined) throw new Error(`Nothing was decided about ${id}.`);
  return { id, problem: why };
}

function credentialIssuer(
  organisation: Organisation,
  profile: NonNullable<Organisation['profile']>,
): CredentialIssuer {
  const number = accreditationNumber(organisation);
  return {
    id: profile.did,
    name: profile.legalName,
    ...(number !== undefined && { accreditationNumber: number }),
  };
}

/** ICC World Chambers Federation's accreditation number, where the chamber has one. */
const accreditationNumber = (organisation: Organisation): string | undefined =>
  organisation.identifiers.find(({ scheme }) => scheme === 'icc')?.value;
