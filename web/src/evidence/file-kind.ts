import type { Evidence } from '../api/evidence.ts';

/** As what a file can be shown in the page; all others are downloaded. */
export type FileKind = 'pdf' | 'image' | 'text' | 'other';

const kinds: Readonly<Record<string, FileKind>> = {
  'application/pdf': 'pdf',
  'image/png': 'image',
  'image/jpeg': 'image',
  'image/webp': 'image',
  'image/gif': 'image',
  'text/plain': 'text',
  'text/csv': 'text',
  'application/json': 'text',
  'application/xml': 'text',
  'text/xml': 'text',
};

const kindsOfEndings: Readonly<Record<string, FileKind>> = {
  pdf: 'pdf',
  png: 'image',
  jpg: 'image',
  jpeg: 'image',
  txt: 'text',
  csv: 'text',
};

/** By what the sender said it is; by the end of its name where nothing was said. */
export function kindOf({ name, mediaType }: Pick<Evidence, 'name' | 'mediaType'>): FileKind {
  if (mediaType !== 'application/octet-stream') return kinds[mediaType] ?? 'other';
  return kindsOfEndings[name.split('.').at(-1)?.toLowerCase() ?? ''] ?? 'other';
}

/** Words in the names of files, by the UNCL 1001 code of what they are likely to be. */
const likely: readonly (readonly [words: RegExp, type: string])[] = [
  [/pack(ing)?[\s_-]*list|paklijst|colisage|packliste/, '271'],
  [/declaration|déclaration|verklaring|erklärung/, '862'],
  [/eur[\s_.-]?1\b/, '954'],
  [/certificate[\s_-]*of[\s_-]*origin|\bcoo\b|certificat[\s_-]*d.?origine|oorsprong/, '861'],
  [/air[\s_-]*waybill|\bh?awb\b/, '740'],
  [/bill[\s_-]*of[\s_-]*lading|\bb[\s_-]?l\b|cognossement|connossement|connaissement/, '705'],
  [/phyto/, '851'],
  [/sanitary|sanitaire|sanitair/, '852'],
  [/invoice|factuur|facture|rechnung|fattura/, '380'],
];

/** What is proposed for a file, which its sender may put right. */
export const likelyTypeOf = (name: string): string =>
  likely.find(([words]) => words.test(name.toLowerCase()))?.[1] ?? 'other';
