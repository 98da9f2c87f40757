import type { SpokenLanguage } from '../../core/spoken-languages.ts';
import { shortType } from './notice.ts';
import type { NoticeView } from './notice-views.ts';
import { ar } from './words/ar.ts';
import { en } from './words/en.ts';
import { fr } from './words/fr.ts';
import { nl } from './words/nl.ts';
import type { LetterWords } from './words/words.ts';
import { zh } from './words/zh.ts';

const languages: Readonly<Record<SpokenLanguage, LetterWords>> = { en, nl, fr, ar, zh };

/** Listed in one letter; of the others it tells how many. */
export const mostListed = 30;

export interface Letter {
  readonly subject: string;
  readonly body: string;
}

/**
 * What a letter says: plain text, who did what to which certificate by its number, and where to read more. No titles, no
 * documents' names, nothing that somebody wrote: a letter lies on the servers of others.
 * @param notices the latest first, at least one and at most `mostListed`
 * @param about.count of all that it tells of
 */
export function writeLetter(
  notices: readonly NoticeView[],
  language: SpokenLanguage,
  about: { count: number; organisation: string; publicUrl: string },
): Letter {
  const words = languages[language];
  const { count, organisation, publicUrl } = about;
  const sentences = notices.map((notice) => sentenceOf(notice, words));
  const rest = count - sentences.length;
  const [first = ''] = sentences;
  const lines = notices.map(
    ({ time }, index) => `- ${sentences[index]} (${time.slice(0, 16).replace('T', ' ')} UTC)`,
  );
  return {
    subject: `OpenPouch: ${count === 1 ? first : words.several(count)}`,
    body: [
      ...[words.greeting(organisation), ''],
      ...[...lines, ...(rest > 0 ? [`- ${words.more(rest)}`] : []), ''],
      `${words.inbox}: ${publicUrl}/inbox`,
      `${words.choose}: ${publicUrl}/inbox/settings`,
      '',
    ].join('\n'),
  };
}

function sentenceOf({ type, actor, about, change }: NoticeView, words: LetterWords): string {
  const who = actor.organisation?.legalName ?? words.operator;
  const short = shortType(type);
  const say = words.events[short as keyof LetterWords['events']];
  if (say === undefined) return words.other(who);
  if (change !== null) return say(who, words.certificate(change.number));
  if (about === null) return say(who, words.thing);
  return say(who, about.kind === 'pouch' ? words.pouch : words.certificate(about.name));
}
