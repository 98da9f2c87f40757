import { problem } from '../http/problem.ts';

/**
 * Passwords that are tried for one e-mail in a row, wherever they come from: guessing from a thousand addresses is as
 * slow as from one (NIST SP 800-63B, 5.2.2, allows a hundred). Of each process; whether somebody has that e-mail makes
 * no difference.
 */
export interface Attempts {
  /** One more. @throws too_many_requests: not even the right password is looked at for a while */
  begin(email: string): void;
  /** It was the right one. */
  forget(email: string): void;
}

const most = 50;
const pauseMs = 15 * 60_000;
/** Who tries with more e-mails than these at once makes us forget the first. */
const mostEmails = 10_000;

/** @param now milliseconds since 1970 */
export function createAttempts(now: () => number): Attempts {
  const tried = new Map<string, { count: number; readonly until: number }>();
  return {
    begin(email) {
      const name = email.toLowerCase();
      const found = tried.get(name);
      if (found === undefined || found.until <= now()) {
        tried.delete(name);
        const [first] = tried.keys();
        if (first !== undefined && tried.size >= mostEmails) tried.delete(first);
        tried.set(name, { count: 1, until: now() + pauseMs });
        return;
      }
      if (found.count >= most) {
        const seconds = Math.ceil((found.until - now()) / 1000);
        throw problem('too_many_requests', { seconds }, { headers: { 'retry-after': String(seconds) } });
      }
      found.count += 1;
    },
    forget: (email) => void tried.delete(email.toLowerCase()),
  };
}
