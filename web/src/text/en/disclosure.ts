import { byCode } from '../words.ts';

export const disclosure = {
  act: 'Give a copy with fields hidden',
  title: 'A copy with fields hidden',
  lead: 'Choose what a reader sees. What you hide is not in the file; the chamber’s signature holds all the same.',
  view: 'View',
  choose: 'Choose',
  preview: 'As a reader sees it',
  always: 'Always shown',
  allOfItem: (item: number) => `All of item ${item}`,
  inAllItems: 'In all items',
  allItems: (field: string) => `${field} in all items`,
  besides: 'With it, on no box of the certificate',
  showAll: 'Show all',
  hideAll: 'Hide all',
  count: (hidden: number) =>
    hidden === 0 ? 'All is shown.' : hidden === 1 ? '1 field is hidden.' : `${hidden} fields are hidden.`,
  codeToo: 'Hidden with any field: with it anybody can see the whole certificate.',
  fields: byCode({
    'issue.officer': 'Signing officer',
    totals: 'Totals',
    verificationCode: 'Verification code',
    proof: 'the proof, which names who applied',
  }),
  toldTitle: 'What you show still tells some of what you hide',
  told: (field: string, where: string) => `${field}: look at ${where}.`,
  toldMore: (count: number) => (count === 1 ? 'And 1 more.' : `And ${count} more.`),
  hideToo: 'Hide these too',
  download: 'Download the copy',
  downloadLead: 'Send the file on. Whoever gets it verifies it at',
  notSealed: 'The certificate is not sealed yet. A copy can be made as soon as it is.',
  note: (count: number) =>
    count === 1 ? '1 field is hidden in this copy.' : `${count} fields are hidden in this copy.`,
  noteNamed: (fields: string) => `Hidden: ${fields}.`,
  noteItems: (count: number) =>
    count === 1
      ? '1 of them is in an item and marked there.'
      : `${count} of them are in items and marked there.`,
  noteFurther: (count: number) =>
    count === 1
      ? '1 more is hidden; the copy does not tell which.'
      : `${count} more are hidden; the copy does not tell which.`,
  noteSigned: 'What is shown is what the chamber signed.',
};
