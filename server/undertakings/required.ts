import { userStore } from '../access/index.ts';
import type { Principal } from '../access/scopes.ts';
import { elevated, type Trx } from '../database/database.ts';
import { settingsStore } from '../desk/index.ts';
import { problem } from '../http/problem.ts';
import { invalidField } from '../http/validate.ts';
import { signatoriesOf, type Undertaking } from './undertaking.ts';
import { undertakingStore } from './undertaking-store.ts';

/** What a chamber wants of an exporter before it takes a submission, and what of it there is. */
export interface Requirement {
  readonly required: boolean;
  /** Accepted last, its year not over; asked for only where one is required, as the next. */
  readonly standing: Undertaking | undefined;
  /** One waits for the chamber's answer. */
  readonly isGiven: boolean;
}

export async function requirementOf(
  trx: Trx,
  exporterId: string,
  chamberId: string,
  at: Date,
): Promise<Requirement> {
  // The exporter does not see how a chamber works.
  const settings = await elevated(trx, (trx) => settingsStore.find(trx, chamberId));
  const required = settings.undertakingRequired;
  const given = required ? await undertakingStore.between(trx, { exporterId, chamberId }, at) : [];
  return {
    required,
    standing: given.find(({ state }) => state === 'accepted'),
    isGiven: given.some(({ state }) => state === 'given'),
  };
}

/**
 * Where a chamber requires an undertaking, it takes a submission only from a signatory of the one that it has accepted
 * last and whose year is not over. A person declares for themselves; a system for the signatory that it names, who must
 * still sign in for the exporter.
 * @param signatoryId that a system declares for
 * @param place where the request names the signatory
 * @returns name of that signatory; undefined for a person, and where the chamber requires nothing
 * @throws undertaking_missing, not_a_signatory, invalid_request
 */
export async function checkSignatory(
  trx: Trx,
  { kind, id, organisationId }: Pick<Principal, 'kind' | 'id' | 'organisationId'>,
  { chamberId, signatoryId, at }: { chamberId: string; signatoryId?: string | undefined; at: Date },
  place: 'body' | 'query' = 'body',
): Promise<string | undefined> {
  const pointer = place === 'query' ? '/signatoryId' : '/declaration/signatoryId';
  if (kind === 'user' && signatoryId !== undefined)
    throw invalidField(pointer, 'A person declares for themselves: only systems name a signatory.', place);
  const { required, standing } = await requirementOf(trx, organisationId, chamberId, at);
  if (!required) return undefined;
  if (standing === undefined) throw problem('undertaking_missing');
  const declarer = kind === 'user' ? id : signatoryId;
  if (declarer === undefined)
    throw invalidField(pointer, 'The signatory of your undertaking that the system declares for.', place, {
      code: 'missing',
    });
  const signatory = signatoriesOf(standing).find((one) => one.id === declarer);
  if (signatory === undefined || (await userStore.find(trx, declarer)) === undefined)
    throw problem('not_a_signatory');
  return kind === 'user' ? undefined : signatory.name;
}
