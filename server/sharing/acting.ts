import type { Es256Signer } from '../../core/es256.ts';
import type { EventType } from '../../core/event-types.ts';
import type { RecordId } from '../../core/ids.ts';
import type { JsonObject } from '../../core/json.ts';
import type { Principal } from '../access/scopes.ts';
import type { Trx } from '../database/database.ts';
import type { Keyring } from '../keys/keyring.ts';
import { organisationStore } from '../organisations/index.ts';
import { type RecordRow, recordAccessStore } from '../records/record-store.ts';
import type { EventDraft } from '../records/recorder.ts';

/** An act of the principal's organisation: the events that it makes, signed with the organisation's identity key. */
export interface Acting {
  readonly time: Date;
  event(recordId: RecordId, type: EventType, data: JsonObject): EventDraft;
}

export async function acting(
  trx: Trx,
  keyring: Keyring,
  principal: Pick<Principal, 'organisationId' | 'name'>,
  time: Date,
): Promise<Acting> {
  const key = await organisationStore.currentKey(trx, principal.organisationId, 'identity');
  return actingWith(
    keyring.signer(key),
    { organisationId: principal.organisationId, name: principal.name },
    time,
  );
}

/**
 * As `acting`, on one record: where the principal acts for its owner, each event says so (`for`). As the system, under the
 * record's lock.
 */
export async function actingOn(
  trx: Trx,
  keyring: Keyring,
  principal: Pick<Principal, 'organisationId' | 'name'>,
  record: Pick<RecordRow, 'recordId' | 'ownerOrganisationId'>,
  time: Date,
): Promise<Acting> {
  const by = await acting(trx, keyring, principal, time);
  if (!(await actsForOwner(trx, record, principal.organisationId))) return by;
  return {
    time,
    event: (recordId, type, data) => by.event(recordId, type, { ...data, for: record.ownerOrganisationId }),
  };
}

/** What an organisation agreed to beforehand, by an event that it signed; who signs now says so. */
export interface Consent {
  readonly invitationId: string;
  readonly signer: Es256Signer;
}

/** The same acts, signed on a consent, which each event names: who keeps its own keys is not there to sign. */
export const onConsent = (by: Acting, consent: Consent | undefined): Acting =>
  consent === undefined
    ? by
    : {
        time: by.time,
        event: (recordId, type, data) => ({
          ...by.event(recordId, type, { ...data, invitationId: consent.invitationId }),
          signer: consent.signer,
        }),
      };

/** @param right that it must hold for it; acting at all when undefined */
export async function actsForOwner(
  trx: Trx,
  { recordId, ownerOrganisationId }: Pick<RecordRow, 'recordId' | 'ownerOrganisationId'>,
  organisationId: string,
  right?: 'offer',
): Promise<boolean> {
  const rows = await recordAccessStore.ofRecord(trx, recordId);
  return rows.some(
    (row) =>
      row.organisationId === organisationId &&
      row.actsFor === ownerOrganisationId &&
      (right === undefined || row.rights.includes(right)),
  );
}

export function actingWith(signer: Es256Signer, actor: EventDraft['actor'], time: Date): Acting {
  return { time, event: (recordId, type, data) => ({ recordId, type, data, signer, actor, time }) };
}
