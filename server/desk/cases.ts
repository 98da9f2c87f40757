import type { CertificateKind } from '../../core/certificate-kind.ts';
import { elevated, type Trx } from '../database/database.ts';
import { problem } from '../http/problem.ts';
import { organisationStore } from '../organisations/index.ts';
import { assignmentStore, mostAssignments } from './assignment-store.ts';
import { calendarOf } from './calendar.ts';
import { caseStore } from './case-store.ts';
import { settingsStore } from './settings-store.ts';
import { dueAfter } from './working-days.ts';

/**
 * What becomes of an application at the desk. Each is called by who holds the certificate's lock and was found to be
 * allowed to do it; what it writes is the chamber's, also where the applicant acts.
 */
export const cases = {
  async opened(
    trx: Trx,
    { certificateId, chamberId, kind, at }: Submitted & { readonly kind: CertificateKind },
  ): Promise<void> {
    await elevated(trx, async () => {
      const dueAt = await deadline(trx, chamberId, at);
      await caseStore.open(trx, { certificateId, chamberId, kind, submittedAt: at, dueAt });
    });
  },

  /** Of applications to one chamber, none of which was with it before. */
  async openedTogether(
    trx: Trx,
    ids: readonly string[],
    {
      chamberId,
      kind,
      at,
    }: { readonly chamberId: string; readonly kind: CertificateKind; readonly at: Date },
  ): Promise<void> {
    await elevated(trx, async () => {
      const dueAt = await deadline(trx, chamberId, at);
      await caseStore.openNew(trx, ids, { chamberId, kind, submittedAt: at, dueAt });
    });
  },

  closed(
    trx: Trx,
    ids: readonly string[],
    outcome: 'issued' | 'rejected' | 'withdrawn',
    at: Date,
  ): Promise<void> {
    return elevated(trx, () => caseStore.close(trx, ids, { outcome, at }));
  },

  /** The chamber's time stands still. */
  waits(trx: Trx, id: string, since: Date): Promise<void> {
    return elevated(trx, () => caseStore.set(trx, id, { waiting_since: since, due_at: null }));
  },

  /** The applicant has answered: the chamber's time begins anew. */
  async goesOn(trx: Trx, { certificateId, chamberId, at }: Submitted): Promise<void> {
    await elevated(trx, async () => {
      const due_at = await deadline(trx, chamberId, at);
      await caseStore.set(trx, certificateId, { waiting_since: null, due_at });
    });
  },

  /**
   * @param officerId null: put back for anybody to take
   * @throws invalid_request for who does not sign in for the acting chamber; limit_reached
   */
  async assign(
    trx: Trx,
    to: { readonly certificateId: string; readonly chamberId: string },
    officerId: string | null,
    act: { readonly by: string; readonly at: Date },
  ): Promise<void> {
    const officer = officerId === null ? null : await caseStore.officer(trx, officerId);
    if (officer === undefined) {
      throw problem('invalid_request', undefined, {
        errors: [{ in: 'body', pointer: '/officerId', detail: 'The id of a person of your chamber.' }],
      });
    }
    const before = await assignmentStore.of(trx, to.certificateId);
    // Who has it and takes it again changes nothing.
    const held = (await caseStore.find(trx, [to.certificateId])).get(to.certificateId)?.assignee ?? null;
    if (held?.id === officer?.id) return;
    if (before.length >= mostAssignments)
      throw problem('limit_reached', { limit: mostAssignments, what: 'changes of who has it' });
    await elevated(trx, async () => {
      await caseStore.set(trx, to.certificateId, { assignee_id: officerId });
      await assignmentStore.add(trx, to, { officer, ...act });
    });
  },

  recommended(trx: Trx, id: string, by: { id: string; name: string }, at: Date): Promise<void> {
    return elevated(trx, () => caseStore.setRecommended(trx, id, by, at));
  },
};

interface Submitted {
  readonly certificateId: string;
  readonly chamberId: string;
  readonly at: Date;
}

/** As the system: the applicant submits, and the chamber's settings are its own. */
async function deadline(trx: Trx, chamberId: string, from: Date): Promise<Date> {
  const { deadlineDays } = await settingsStore.find(trx, chamberId);
  const chamber = await organisationStore.find(trx, chamberId);
  return dueAfter(from, deadlineDays, await calendarOf(chamber?.country ?? ''));
}
