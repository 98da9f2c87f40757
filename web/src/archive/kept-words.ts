import type { KeptUntil, Retention } from '../api/retention.ts';
import type { Text } from '../text/text.tsx';

/** "Belgium: invoices and documents for VAT, 10 years"; of a law that these pages do not know, its own title. */
export function whyKept({ law, own, years }: KeptUntil, { archive: words }: Text): string {
  if (law !== null) return words.years(years, words.laws[law.code] ?? law.title);
  return words.ownTerm(own?.legalName ?? words.somebody, years);
}

/** A type of document as the terms have it. */
export function typeName(type: string, text: Text): string {
  if (type === 'certificate') return text.archive.certificateType;
  if (type === '*') return text.archive.everyType;
  return text.pouches.documentTypes[type] ?? type;
}

export type Standing = keyof Text['archive']['states'];

/** What is to be said of it first. */
export function standingOf({ erasure, erasedAt, holds, kept }: Retention, today: string): Standing {
  if (erasedAt !== null) return 'erased';
  if (holds.length > 0) return 'held';
  if (erasure !== null) return erasure.state === 'asked' ? 'asked' : 'waiting';
  return kept !== null && kept.until >= today ? 'kept' : 'free';
}

export const today = (): string => new Date().toISOString().slice(0, 10);
