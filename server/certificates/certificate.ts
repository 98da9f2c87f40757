import type { CertificateState } from '../database/tables.ts';
import { problem } from '../http/problem.ts';

export type { CertificateState } from '../database/tables.ts';

/** What can be done to a certificate; UN/CEFACT's life cycle of a certificate of origin, with revocation added. */
export type CertificateAct = 'update' | 'submit' | 'issue' | 'reject' | 'revoke' | 'supersede';

/** An issued certificate is never changed (paper allows no erasures): it is revoked, with or without a successor. */
const transitions: Readonly<
  Record<CertificateAct, Readonly<Partial<Record<CertificateState, CertificateState>>>>
> = {
  update: { draft: 'draft', not_issued: 'draft' },
  submit: { draft: 'submitted' },
  issue: { submitted: 'issued' },
  reject: { submitted: 'not_issued' },
  revoke: { issued: 'revoked' },
  supersede: { issued: 'superseded' },
};

const names: Readonly<Record<CertificateAct, string>> = {
  update: 'an update',
  submit: 'submission',
  issue: 'issuing',
  reject: 'rejection',
  revoke: 'revocation',
  supersede: 'replacement',
};

/** @throws wrong_state when the act is not possible in this state. */
export function stateAfter(state: CertificateState, act: CertificateAct): CertificateState {
  const next = transitions[act][state];
  if (next === undefined) {
    throw problem('wrong_state', { what: 'certificate', state: state.replace('_', ' '), act: names[act] });
  }
  return next;
}

/** Why the chamber did not issue, or revoked. */
export interface Decision {
  readonly reason: string;
  /** Name of the person or system that decided for the chamber. */
  readonly by: string;
}
