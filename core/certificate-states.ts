/** What a certificate can be, in the order of its life; what leads where is drawn in docs/certificates.md. */
export const certificateStates = [
  'draft',
  'submitted',
  'changes_requested',
  'not_issued',
  'abandoned',
  'issued',
  'verified',
  'disputed',
  'refused',
  'acquitted',
  'expired',
  'revoked',
  'superseded',
] as const;
export type CertificateState = (typeof certificateStates)[number];

/** Why a chamber does not issue. */
export const rejectionCodes = [
  'origin_not_proven',
  'documents_missing',
  'data_inconsistent',
  'not_competent',
  'goods_not_eligible',
  'other',
] as const;
export type RejectionCode = (typeof rejectionCodes)[number];
