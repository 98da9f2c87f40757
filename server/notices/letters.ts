import type { AppContext } from '../context.ts';
import { findOrganisation } from '../organisations/index.ts';
import { mostListed, writeLetter } from './letter.ts';
import { letterStore, type Reader, type WaitingLetter } from './letter-store.ts';
import { type MailPort, RefusedMail } from './mail.ts';
import { noticeStore } from './notice-store.ts';
import { noticeViews } from './notice-views.ts';

export interface Letters {
  /** Writes what is due, and sends what waits, some of it. @returns whether there may be more */
  work(): Promise<boolean>;
}

type LetterContext = Pick<AppContext, 'database' | 'logger' | 'now' | 'publicUrl'>;

/** What comes within this time after a letter goes with the next. */
const quietMs = 60_000;
/** For so long a letter is one process's own. */
const leaseMs = 180_000;
const givenUpMs = 4 * 86_400_000;

/** When a letter that could not be sent is tried again: from half a minute up to an hour. */
export const letterPauseMs = (attempts: number): number => Math.min(30_000 * 2 ** (attempts - 1), 3_600_000);

export function createLetters({ database, logger, now, publicUrl }: LetterContext, mail: MailPort): Letters {
  /** Lines go and the letter comes in one transaction: nobody is told twice, nor never. */
  const write = (reader: Reader): Promise<void> =>
    database.asSystem(async (trx) => {
      const at = now();
      const ids = await letterStore.takeLines(trx, reader.userId, at);
      if (ids.length === 0) return;
      // Under the row-level security of the reader's organisation: what it sees now, and no more.
      const notices = await database.as(reader, async (own) => ({
        views: await noticeViews(own, reader, { only: 'unread', ids, limit: mostListed }),
        count: await noticeStore.unreadAmong(own, reader, ids),
        organisation: (await findOrganisation(own, reader.organisationId)).legalName,
      }));
      if (notices.views.length === 0) return;
      const letter = writeLetter(notices.views, reader.language, {
        ...{ count: notices.count, organisation: notices.organisation },
        publicUrl: publicUrl(),
      });
      await letterStore.insert(trx, { userId: reader.userId, ...letter, at });
    });

  const send = async ({ id, email, subject, body, attempts, createdAt }: WaitingLetter): Promise<void> => {
    const end = (state: 'sent' | 'refused') =>
      database.asSystem((trx) => letterStore.end(trx, id, state, now()));
    if (email === null) return end('refused');
    try {
      await mail.send({ id, to: email, subject, text: body });
      await end('sent');
    } catch (err) {
      // Of whom and of what is not the log's to know.
      if (err instanceof RefusedMail || now().getTime() - createdAt.getTime() > givenUpMs) {
        logger.warn({ letter: id, reason: codeOf(err) }, 'a letter was given up');
        return end('refused');
      }
      logger.warn({ letter: id, attempts, reason: codeOf(err) }, 'a letter waits for the mail server');
      const next = new Date(now().getTime() + letterPauseMs(attempts));
      await database.asSystem((trx) => letterStore.postpone(trx, id, next));
    }
  };

  return {
    async work() {
      const at = now();
      const quietSince = new Date(at.getTime() - quietMs);
      const readers = await database.asSystem((trx) => letterStore.due(trx, { now: at, quietSince }));
      for (const reader of readers) {
        await write(reader).catch((err: unknown) =>
          logger.warn({ err }, 'a letter could not be written yet'),
        );
      }
      const until = new Date(at.getTime() + leaseMs);
      const letters = await database.asSystem((trx) => letterStore.claim(trx, { now: now(), until }));
      await Promise.all(letters.map(send));
      return letters.length > 0;
    },
  };
}

/** Of nodemailer's errors: their messages may name the recipient. */
function codeOf(error: unknown): string {
  const cause = error instanceof RefusedMail ? error.cause : error;
  const { code, responseCode } = cause as { code?: unknown; responseCode?: unknown };
  return [code, responseCode].filter((part) => part !== undefined).join(' ') || 'unknown';
}
