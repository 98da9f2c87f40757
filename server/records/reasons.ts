import { z } from 'zod';
import {
  CLOSING_REASONS,
  type ClosingReason,
  REVOCATION_REASONS,
  type RevocationReason,
} from '../../core/typed-data.ts';
import type { RecordStatus } from '../database/tables.ts';

export const closingReasonSchema = z.enum(
  Object.keys(CLOSING_REASONS) as [ClosingReason, ...ClosingReason[]],
);
export const revocationReasonSchema = z.enum(
  Object.keys(REVOCATION_REASONS) as [RevocationReason, ...RevocationReason[]],
);

/** The word for a stored reason code; null while the record is active. */
export function reasonOf(status: RecordStatus, code: number): ClosingReason | RevocationReason | null {
  if (status === 'active') return null;
  const words = status === 'closed' ? CLOSING_REASONS : REVOCATION_REASONS;
  const found = Object.entries(words).find(([, value]) => value === code);
  return found === undefined ? null : (found[0] as ClosingReason | RevocationReason);
}
