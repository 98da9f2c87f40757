import type { Delivery } from '../api/webhooks.ts';
import type { Text } from '../text/text.tsx';

/** The receiver's answer, or why there was none. */
export function attemptWords(
  { status, failure }: Pick<NonNullable<Delivery['lastAttempt']>, 'status' | 'failure'>,
  { webhooks: words }: Text,
): string {
  if (status !== null) return words.status(status);
  return words.failures[failure ?? ''] ?? failure ?? '';
}
