import { setImmediate } from 'node:timers/promises';
import { DOCUMENT_FORM } from '../../../core/certificate-kind.ts';
import { type RecordId, SignerId } from '../../../core/ids.ts';
import type { AppContext } from '../../context.ts';
import { elevated, type Trx } from '../../database/database.ts';
import { type ChamberSettings, caseStore, secondPersonNeeded, settingsStore } from '../../desk/index.ts';
import { Problem, problem } from '../../http/problem.ts';
import { organisationStore, takeOwnerKeys } from '../../organisations/index.ts';
import { toBytes } from '../../records/bytes.ts';
import { recordAccessStore, recordStore } from '../../records/record-store.ts';
import type { PreparedEvent } from '../../records/recorder.ts';
import { endCertificate } from '../after-issuing/ending.ts';
import { validityStore } from '../after-issuing/validity-store.ts';
import { stateAfter } from '../certificate.ts';
import { type CertificateRow, certificateStore } from '../certificate-store.ts';
import { completeApplication } from '../checks/application.ts';
import { submissionsStore } from '../submissions/submissions-store.ts';
import { codeOf, defaultNumberFormat } from './certificate-number.ts';
import {
  type IssuingChamber,
  type MadeCertificate,
  makeCertificate,
  type Order,
} from './make-certificate.ts';

/** Somebody who acts for a chamber wants this certificate issued. */
export interface IssuingWish {
  readonly id: string;
  /** Name of who decides; stands in box 8. */
  readonly officer: string;
  /** The person's or the system's id: four eyes are two of these. */
  readonly officerId: string;
}

export interface IssuedCertificate {
  readonly number: string;
  readonly verificationCode: string;
  readonly recordId: RecordId;
  readonly issuedAt: Date;
  /** Of the event with which it was issued. */
  readonly receipt: string;
  /** Of the event that ended the certificate whose place it took. */
  readonly receiptsOfReplaced: readonly string[];
}

export interface IssuingService {
  /**
   * Issues all that can be issued, in the caller's transaction (under the chamber's row-level security) and in as
   * many statements as for a single one. Numbers are taken in the order of the wishes.
   * @returns for each wish what was issued, or why it was not
   */
  issue(
    trx: Trx,
    chamberId: string,
    wishes: readonly IssuingWish[],
  ): Promise<(IssuedCertificate | Problem)[]>;
}

/** How many are made before other requests get their turn. */
const atOnce = 16;

type IssuingContext = Pick<
  AppContext,
  'keyring' | 'recorder' | 'domain' | 'documentStores' | 'vocabulary' | 'now'
>;

export function createIssuingService(context: IssuingContext): IssuingService {
  const { keyring, recorder, now } = context;
  return {
    async issue(trx, chamberId, wishes) {
      const settings = await settingsStore.find(trx, chamberId);
      const chamber = await issuingChamber(trx, chamberId, settings);
      const rows = await certificateStore.lockWithReplaced(
        trx,
        wishes.map(({ id }) => id),
      );
      const refused = settings.fourEyes ? await secondPersonNeeded(trx, wishes) : new Map<string, Problem>();
      const decided = await decide(trx, wishes, { rows, refused, chamberId });
      const orders = decided.filter((one): one is Order => !(one instanceof Problem));
      if (orders.length === 0) return decided.filter((one) => one instanceof Problem);
      const { fee } = settings;
      const issued = await elevated(trx, () => issueOrders(trx, { chamber, orders, fee }));
      return decided.map((one) => (one instanceof Problem ? one : (issued.get(one.id) as IssuedCertificate)));
    },
  };

  async function issuingChamber(
    trx: Trx,
    chamberId: string,
    settings: ChamberSettings,
  ): Promise<IssuingChamber> {
    const organisation = await organisationStore.find(trx, chamberId);
    if (organisation === undefined || organisation.profile === null) {
      throw problem('wrong_state', { what: 'chamber', state: 'not accredited', act: 'issuing' });
    }
    const key = await organisationStore.currentKey(trx, chamberId, 'issuing');
    const { did, legalName } = organisation.profile;
    // ICC World Chambers Federation's accreditation number, where the chamber has one.
    const icc = organisation.identifiers.find(({ scheme }) => scheme === 'icc')?.value;
    return {
      organisation,
      issuer: { id: did, name: legalName, ...(icc !== undefined && { accreditationNumber: icc }) },
      code: codeOf(organisation),
      numberFormat: settings.numberFormat ?? defaultNumberFormat,
      signer: keyring.signer(key),
      signerId: SignerId.of(key.signerId),
    };
  }

  /** What it takes the place of is superseded, here and on the chain. As the system. */
  async function endReplaced(
    trx: Trx,
    { organisation, signer }: IssuingChamber,
    { id, recordId, replaces, officer, officerId }: MadeCertificate,
    at: Date,
  ): Promise<string[]> {
    if (replaces === undefined) return [];
    const by = { organisationId: organisation.id, name: officer, personId: officerId };
    const successor = { id, recordId: toBytes(recordId) };
    return endCertificate(context, trx, replaces, { reason: 'replaced', successor, signer, by, at });
  }

  /** The owner keys that applicants enrolled who hold their keys themselves, by order. As the system. */
  async function heldKeysFor(trx: Trx, orders: readonly Order[]) {
    const ofHolders = orders.filter(({ applicant }) => applicant.selfCustody === true);
    const found = new Map<string, { id: string; signerId: SignerId }>();
    for (const [organisationId, theirs] of Map.groupBy(ofHolders, ({ applicant }) => applicant.id)) {
      const keys = await takeOwnerKeys(trx, keyring, { organisationId, held: true }, theirs.length);
      for (const [index, { id }] of theirs.entries()) {
        const key = keys[index];
        if (key !== undefined) found.set(id, { id: key.id, signerId: SignerId.of(key.signerId) });
      }
    }
    return found;
  }

  /** As the system. */
  async function issueOrders(
    trx: Trx,
    {
      chamber,
      orders,
      fee,
    }: { chamber: IssuingChamber; orders: readonly Order[]; fee: ChamberSettings['fee'] },
  ) {
    const at = now();
    const chamberId = chamber.organisation.id;
    const first = await certificateStore.takeNumbers(trx, chamberId, at.getUTCFullYear(), orders.length);
    const ends = await validityStore.ends(trx, at);
    const made: MadeCertificate[] = [];
    const held = await heldKeysFor(trx, orders);
    for (const [index, order] of orders.entries()) {
      if (index > 0 && index % atOnce === 0) await setImmediate();
      const validUntil = endOf(order, ends);
      const heldKey = held.get(order.id);
      made.push(
        await makeCertificate(context, chamber, { ...order, validUntil, heldKey }, first + index, at),
      );
    }
    const events = await recorder.prepareFirst(made.map((one) => one.event));
    const pairs = made.map((one, index) => [one, events[index] as PreparedEvent] as const);
    await organisationStore.insertKeys(
      trx,
      made.flatMap(({ madeKey }) => (madeKey === undefined ? [] : [madeKey])),
    );
    await recordStore.insert(
      trx,
      pairs.map(([one, event]) => recordRow(one, event, chamberId, at)),
    );
    await recorder.insert(trx, events);
    await certificateStore.setIssued(
      trx,
      made.map((one) => ({ ...one, recordId: toBytes(one.recordId) })),
      at,
    );
    const ids = made.map(({ id }) => id);
    await validityStore.setExpiry(trx, made);
    await caseStore.close(trx, ids, { outcome: 'issued', at, fee });
    // After the certificates know their records: an access takes its place in lists from them.
    await recordAccessStore.grant(
      trx,
      made.flatMap((one) => accessRows(one, chamberId, at)),
    );
    const issued = new Map<string, IssuedCertificate>();
    for (const [one, { receipt }] of pairs) {
      const { id, number, verificationCode, recordId } = one;
      const receiptsOfReplaced = await endReplaced(trx, chamber, one, at);
      issued.set(id, { number, verificationCode, recordId, issuedAt: at, receipt, receiptsOfReplaced });
    }
    return issued;
  }
}

/** Of a certificate of origin; what is certified of a document has no end. */
const endOf = ({ application }: Order, ends: ReadonlyMap<string, Date>): Date | undefined =>
  application.formType === DOCUMENT_FORM ? undefined : ends.get(application.destinationCountry);

/** For each wish the order, or why it cannot be issued. A certificate that is wished for twice is issued once. */
async function decide(
  trx: Trx,
  wishes: readonly IssuingWish[],
  found: {
    readonly rows: readonly CertificateRow[];
    readonly refused: ReadonlyMap<string, Problem>;
    readonly chamberId: string;
  },
): Promise<(Order | Problem)[]> {
  const { rows, refused, chamberId } = found;
  const own = new Map(rows.filter((row) => row.chamberId === chamberId).map((row) => [row.id, row]));
  const submissions = await submissionsStore.latestCommitments(trx, [...own.keys()]);
  const applicants = await organisationStore.findMany(trx, [...new Set(rows.map((row) => row.applicantId))]);
  const ordered = new Set<string>();
  const replaced = new Set<string>();
  return wishes.map(({ id, officer, officerId }) => {
    try {
      const row = own.get(id);
      if (row === undefined) throw problem('not_found', { what: 'certificate' });
      stateAfter(ordered.has(id) ? 'issued' : row.state, 'issue');
      const refusal = refused.get(id);
      if (refusal !== undefined) throw refusal;
      const replaces = row.replacesId === null ? undefined : own.get(row.replacesId);
      if (replaces !== undefined)
        stateAfter(replaced.has(replaces.id) ? 'superseded' : replaces.state, 'supersede');
      const application = completeApplication(row.application);
      const applicant = applicants.find((one) => one.id === row.applicantId);
      if (applicant === undefined) throw new Error(`The applicant ${row.applicantId} is gone.`);
      const submission = submissions.get(id);
      if (submission === undefined) throw new Error(`What was submitted of ${id} is gone.`);
      ordered.add(id);
      if (replaces !== undefined) replaced.add(replaces.id);
      return { id, applicant, application, officer, officerId, submission, replaces };
    } catch (refusal) {
      if (refusal instanceof Problem) return refusal;
      throw refusal;
    }
  });
}

function recordRow(one: MadeCertificate, event: PreparedEvent, chamberId: string, createdAt: Date) {
  const { genesis } = one;
  return {
    recordId: toBytes(one.recordId),
    kind: genesis.kind,
    issuer: toBytes(genesis.issuer),
    issuerOrganisationId: chamberId,
    firstOwner: toBytes(genesis.firstOwner),
    content: toBytes(genesis.content),
    contentSalt: toBytes(one.salt),
    ownerOrganisationId: one.applicant.id,
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

function accessRows(one: MadeCertificate, chamberId: string, createdAt: Date) {
  const recordId = toBytes(one.recordId);
  return [
    { recordId, organisationId: one.applicant.id, basis: 'owner' as const, createdAt },
    { recordId, organisationId: chamberId, basis: 'issuer' as const, createdAt },
  ];
}
