import type { Right } from '../api/records.ts';
import type { languages } from '../text/languages.ts';

export type Way = 'company' | 'email' | 'link';
export type Part = 'whole' | 'documents' | 'hidden';

/** What stands in the dialog of sharing. */
export interface ShareWish {
  readonly way: Way;
  readonly organisationId: string | null;
  readonly email: string;
  readonly language: keyof typeof languages | null;
  readonly label: string;
  readonly part: Part;
  readonly documentIds: readonly string[];
  /** Paths of fields. */
  readonly hide: readonly string[];
  /** Beyond seeing, which every share allows. */
  readonly rights: readonly Right[];
  readonly actsFor: boolean;
  /** `2026-05-12`, or empty. */
  readonly ends: string;
}

export const emptyWish: ShareWish = {
  ...{ way: 'company', organisationId: null, email: '', language: null, label: '' },
  ...{ part: 'whole', documentIds: [], hide: [], rights: ['download'], actsFor: false, ends: '' },
};

export function isComplete({
  way,
  organisationId,
  email,
  label,
  part,
  documentIds,
  hide,
}: ShareWish): boolean {
  const isTo = { company: organisationId !== null, email: email.includes('@'), link: label.trim() !== '' }[
    way
  ];
  const isOf = { whole: true, documents: documentIds.length > 0, hidden: hide.length > 0 }[part];
  return isTo && isOf;
}

/** What can be allowed beyond seeing. @param mayGrow a pouch, to which something can be added */
export function choicesOf({ way, part, actsFor }: ShareWish, mayGrow: boolean): readonly Right[] {
  if (way === 'link' || part !== 'whole') return ['download'];
  return [
    'download',
    ...(mayGrow ? (['add'] as const) : []),
    'share',
    ...(actsFor ? (['offer'] as const) : []),
  ];
}
