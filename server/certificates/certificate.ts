import type { CertificateState } from '../../core/certificate-states.ts';
import type { KeptDecision } from '../database/tables.ts';
import { problem } from '../http/problem.ts';

export type { CertificateState };

const inForce = { issued: null, verified: null, disputed: null } as const;

/** Still says what it said when it was issued: it can be rendered, revoked and replaced. */
export const isInForce = (state: CertificateState): boolean => Object.hasOwn(inForce, state);

const neverIssued: readonly CertificateState[] = [
  'draft',
  'submitted',
  'changes_requested',
  'not_issued',
  'abandoned',
];

/** It has a number, a record and a trail, whatever became of it. */
export const wasIssued = (state: CertificateState): boolean => !neverIssued.includes(state);

/** It may still become a certificate: also what was not issued, which its applicant can write anew. */
export const mayBeIssued = (state: CertificateState): boolean => !wasIssued(state) && state !== 'abandoned';

const ending = (end: CertificateState) => ({ issued: end, verified: end, disputed: end }) as const;

/**
 * What can be done to a certificate, and what it is after that; drawn in docs/certificates.md. UN/CEFACT's life cycle
 * of a certificate of origin, with changes requested, revocation and replacement added. "Updated by the issuer" is not
 * in it: paper allows no erasures, so an issued certificate is never changed but replaced by another.
 */
const transitions = {
  update: { draft: 'draft', not_issued: 'draft', changes_requested: 'changes_requested' },
  /** Written anew for another chamber, which is to see nothing of it before it is submitted. */
  redirect: { draft: 'draft', not_issued: 'draft', changes_requested: 'draft' },
  submit: { draft: 'submitted', changes_requested: 'submitted' },
  request_changes: { submitted: 'changes_requested' },
  reject: { submitted: 'not_issued', changes_requested: 'not_issued' },
  /** By the applicant: of what is in the chamber's hands it can be asked for alone. */
  abandon: { draft: 'abandoned', changes_requested: 'abandoned', not_issued: 'abandoned' },
  issue: { submitted: 'issued' },
  /** By customs of the country of destination, as the next three. */
  verify: { issued: 'verified' },
  dispute: { issued: 'disputed' },
  refuse: { disputed: 'refused' },
  /** The consignment is cleared. */
  acquit: { verified: 'acquitted' },
  /** By the country that issued it: it stands by what was disputed. */
  confirm: { disputed: 'verified' },
  expire: { issued: 'expired', verified: 'expired' },
  revoke: ending('revoked'),
  supersede: ending('superseded'),
} as const satisfies Record<string, Readonly<Partial<Record<CertificateState, CertificateState>>>>;

export type CertificateAct = keyof typeof transitions;
export const certificateActs = Object.keys(transitions) as readonly CertificateAct[];

const names: Readonly<Record<CertificateAct, string>> = {
  update: 'an update',
  redirect: 'an update',
  submit: 'submission',
  request_changes: 'asking for changes',
  reject: 'rejection',
  abandon: 'abandoning it',
  issue: 'issuing',
  verify: 'verification',
  dispute: 'a dispute',
  refuse: 'refusal',
  acquit: 'acquittal',
  confirm: 'confirmation',
  expire: 'expiry',
  revoke: 'revocation',
  supersede: 'replacement',
};

/** @throws wrong_state when the act is not possible in this state. */
export function stateAfter(state: CertificateState, act: CertificateAct): CertificateState {
  const to: Readonly<Partial<Record<CertificateState, CertificateState>>> = transitions[act];
  const next = to[state];
  if (next === undefined) throw wrongState(state, names[act]);
  return next;
}

/** @param act e.g. `rendering` */
export const wrongState = (state: CertificateState, act: string) =>
  problem('wrong_state', { what: 'certificate', state: state.replace('_', ' '), act });

export type Decision = KeptDecision;
