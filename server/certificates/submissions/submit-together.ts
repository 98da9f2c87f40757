import type { CertificateKind } from '../../../core/certificate-kind.ts';
import type { Trx } from '../../database/database.ts';
import type { KeptDeclaration } from '../../database/tables.ts';
import { cases } from '../../desk/index.ts';
import { certificateStore } from '../certificate-store.ts';
import { submissionsStore } from './submissions-store.ts';

/** What many applications have in common that one file brings. */
export interface Together {
  readonly applicantId: string;
  readonly chamberId: string;
  readonly kind: CertificateKind;
  readonly declaration: KeptDeclaration;
  readonly at: Date;
}

/**
 * Submits drafts that were made in this transaction, with one declaration for all of them. The caller has found that
 * each is complete, that no rule forbids it, and that whoever declared may; no evidence came with them.
 */
export async function submitTogether(
  trx: Trx,
  drafts: readonly { readonly id: string; readonly application: object }[],
  { applicantId, chamberId, kind, declaration, at }: Together,
): Promise<void> {
  if (drafts.length === 0) return;
  const ids = drafts.map(({ id }) => id);
  await certificateStore.setAllSubmitted(trx, ids, at);
  await submissionsStore.insertFirst(trx, drafts, {
    ...{ applicantId, chamberId, declaration, at },
    by: declaration.by,
  });
  await cases.openedTogether(trx, ids, { chamberId, kind, at });
}
