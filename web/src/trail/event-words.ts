import { useQuery } from '@tanstack/react-query';
import { organisationQuery } from '../api/organisations.ts';
import type { TrailEvent } from '../api/records.ts';
import type { Text } from '../text/text.tsx';

type Data = TrailEvent['data'];

/** `handover.offered`, of `org.openpouch.handover.offered`. */
export const kindOf = (type: string): string => type.replace(/^org\.openpouch\./, '');

/** "Issued by …"; of a kind that these pages do not know yet, its own words. */
export function sentenceOf(type: string, who: string, about: string | null, text: Text): string {
  const kind = kindOf(type);
  const say = text.trail.events[kind];
  return say === undefined ? text.trail.other(inWords(kind), who) : say(who, about);
}

function inWords(kind: string): string {
  const words = kind.replace(/[.-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Whom or what an event names beside who did it: the reader of a share, the recipient of an offer, a document. */
export function useAbout(data: Data): string | null {
  const id = textIn(data, 'organisationId') ?? textIn(data, 'to');
  const organisation = useQuery({ ...organisationQuery(id ?? ''), enabled: id !== null });
  return id === null ? textIn(data, 'name') : (organisation.data?.legalName ?? null);
}

/** The owner in whose name somebody acted. */
export function useForWhom(data: Data): string | null {
  const id = textIn(data, 'for');
  const organisation = useQuery({ ...organisationQuery(id ?? ''), enabled: id !== null });
  return organisation.data?.legalName ?? null;
}

export function textIn(data: Data, name: string): string | null {
  const value = data?.[name];
  return typeof value === 'string' ? value : null;
}

const inOwnWords: Readonly<Record<string, string>> = {
  'share.link-made': 'label',
  'share.link-ended': 'label',
  'share.link-locked': 'label',
  'share.link-opened': 'label',
  'share.link-downloaded': 'label',
  'certificate.disputed': 'reason',
  'certificate.refused': 'reason',
  'certificate.confirmed': 'reason',
  'certificate.legalised': 'authority',
};

/** What whoever acted said of it: why it is disputed or closed, which consulate it was. */
export function ownWords({ type, data }: Pick<TrailEvent, 'type' | 'data'>, text: Text): string | null {
  if (kindOf(type) === 'record.closed') return closedBecause(data, text);
  const member = inOwnWords[kindOf(type)];
  return member === undefined ? null : textIn(data, member);
}

/** Why its owner closed it, and to whom it was surrendered; null where it is not said. */
export function closedBecause(data: Data, { closing }: Text): string | null {
  const [reason, to] = [textIn(data, 'reason'), textIn(data, 'surrenderedTo')];
  if (reason === 'surrendered' && to !== null) return closing.surrenderedTo(to);
  const reasons: Readonly<Record<string, string>> = closing.reasons;
  return reason === null ? null : (reasons[reason] ?? null);
}

/** What only looks at a record or copies from it: left out of the main steps. */
const lesser: ReadonlySet<string> = new Set([
  'certificate.viewed',
  'certificate.rendered',
  'certificate.wrapped',
  'pouch.viewed',
  'document.downloaded',
  'share.extract-read',
  'share.link-downloaded',
  'document.receipt-given',
  'pouch.message-written',
]);
export const isMainStep = ({ type }: Pick<TrailEvent, 'type'>): boolean => !lesser.has(kindOf(type));
