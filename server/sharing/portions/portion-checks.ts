import { decodeCredential } from '../../../core/credential.ts';
import type { Trx } from '../../database/database.ts';
import { documentStore } from '../../documents/index.ts';
import { problem } from '../../http/problem.ts';
import { invalidField } from '../../http/validate.ts';
import { type RecordRow, recordAccessStore } from '../../records/record-store.ts';
import { sha256 } from '../../records/recorder.ts';
import type { Portion } from './portion.ts';
import { portionViews } from './portion-views.ts';

/**
 * Whether there is such a part, as who gives it sees the record. Under its row-level security.
 * @throws invalid_request that names the field
 */
export async function checkPortion(trx: Trx, record: RecordRow, portion: Portion): Promise<void> {
  const { documentIds, hidden } = portion;
  if (documentIds !== null) {
    const there = new Set(
      record.kind === 'pouch' ? (await documentStore.ofPouch(trx, record.recordId)).map(({ id }) => id) : [],
    );
    const unknown = documentIds.findIndex((id) => !there.has(id));
    if (unknown >= 0) throw invalidField(`/documentIds/${unknown}`, 'There is no such document in it.');
  }
  if (hidden === null) return;
  const certificate = await portionViews.credential(trx, record.recordId);
  const disclosed: readonly string[] =
    certificate === undefined ? [] : decodeCredential(certificate.credential, sha256).disclosed;
  const fixed = hidden.findIndex((path) => !disclosed.includes(path));
  if (fixed >= 0) throw invalidField(`/hide/${fixed}`, 'This is no field of it that can be hidden.');
}

/**
 * What was given is shown as long as who gave it may still give it. Under the giver's row-level security.
 * @throws not_found
 */
export async function requireGiver(
  trx: Trx,
  recordId: Buffer,
  giver: string,
  rights: readonly string[],
  what: string,
): Promise<void> {
  const held = await recordAccessStore.rightsOf(trx, recordId, giver);
  if (!held.has('share') || !rights.every((right) => held.has(right))) throw problem('not_found', { what });
}

/** @throws forbidden when who gives it does not hold what it gives, or may not share */
export async function requireMayGive(
  trx: Trx,
  recordId: Buffer,
  giver: string,
  rights: readonly string[],
): Promise<void> {
  const held = await recordAccessStore.rightsOf(trx, recordId, giver);
  if (!held.has('share')) throw problem('forbidden', { needs: 'the right to share' });
  const index = rights.findIndex((right) => !held.has(right));
  if (index < 0) return;
  const errors = [
    {
      ...{ in: 'body' as const, pointer: `/rights/${index}`, code: 'not_held' as const },
      detail: 'You do not hold this right yourself.',
    },
  ];
  throw problem('forbidden', { needs: 'every right that is shared' }, { errors });
}
