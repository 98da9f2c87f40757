import { type Happening, type Reader, type ToldType, tellingOf } from './notice.ts';
import type { NewNotice } from './notice-store.ts';

/** What of a message decides who is told of it, and how. */
export interface MessageAddress {
  /** Who alone may read it; null: whoever sees the pouch. */
  readonly named: readonly string[] | null;
  readonly mentioned: readonly string[];
  /** Colleagues of the author, each told alone. */
  readonly people: readonly string[];
  /** Whose message it answers. */
  readonly answered: string | null;
}

type Told = Pick<NewNotice, 'organisationId' | 'happening' | 'kind' | 'type' | 'userId'>;

/** One notice for each organisation that may read it, but its author's; and for each of the author's colleagues it mentions. */
export function messageNotices(
  { key, actorOrganisationId }: Pick<Happening, 'key' | 'actorOrganisationId'>,
  { named, mentioned, people, answered }: MessageAddress,
  readers: readonly Reader[],
): Told[] {
  const to = (organisationId: string, short: ToldType, userId: string | null): Told => ({
    ...{ organisationId, userId, type: `org.openpouch.${short}`, kind: tellingOf(short)?.kind ?? 'message' },
    happening: userId === null ? key : `${key} for ${userId}`,
  });
  const wordsFor = (organisationId: string): ToldType => {
    if (organisationId === answered) return 'pouch.message-answered';
    const isMeant = mentioned.includes(organisationId) || named?.includes(organisationId) === true;
    return isMeant ? 'pouch.message-mentioned' : 'pouch.message-written';
  };
  return [
    ...readers
      .map(({ organisationId }) => organisationId)
      .filter((id) => id !== actorOrganisationId && named?.includes(id) !== false)
      .map((id) => to(id, wordsFor(id), null)),
    ...(actorOrganisationId === null
      ? []
      : people.map((userId) => to(actorOrganisationId, 'pouch.message-mentioned', userId))),
  ];
}
