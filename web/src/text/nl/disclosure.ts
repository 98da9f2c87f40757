import type { Text } from '../en/index.ts';
import { byCode } from '../words.ts';

export const disclosure: Text['disclosure'] = {
  act: 'Exemplaar met verborgen velden geven',
  title: 'Een exemplaar met verborgen velden',
  lead: 'Kies wat een lezer ziet. Wat u verbergt, staat niet in het bestand; de handtekening van de kamer blijft geldig.',
  view: 'Weergave',
  choose: 'Kiezen',
  preview: 'Zoals een lezer het ziet',
  always: 'Altijd zichtbaar',
  allOfItem: (item: number) => `Alles van post ${item}`,
  inAllItems: 'In alle posten',
  allItems: (field: string) => `${field} in alle posten`,
  besides: 'Hoort erbij, maar staat in geen vak van het certificaat',
  showAll: 'Alles tonen',
  hideAll: 'Alles verbergen',
  count: (hidden: number) =>
    hidden === 0
      ? 'Alles is zichtbaar.'
      : hidden === 1
        ? '1 veld is verborgen.'
        : `${hidden} velden zijn verborgen.`,
  codeToo: 'Gaat altijd mee: wie hem heeft, kan het hele certificaat zien.',
  fields: byCode({
    'issue.officer': 'Ondertekenaar',
    totals: 'Totalen',
    verificationCode: 'Verificatiecode',
    proof: 'het bewijs, dat de aanvrager noemt',
  }),
  toldTitle: 'Wat u toont, verraadt nog iets van wat u verbergt',
  told: (field: string, where: string) => `${field}: zie ${where}.`,
  toldMore: (count: number) => `En nog ${count}.`,
  hideToo: 'Deze ook verbergen',
  download: 'Exemplaar downloaden',
  downloadLead: 'Stuur het bestand door. Wie het krijgt, verifieert het op',
  notSealed: 'Het certificaat is nog niet verzegeld. Zodra dat gebeurd is, kan een exemplaar worden gemaakt.',
  note: (count: number) =>
    count === 1
      ? 'In dit exemplaar is 1 veld verborgen.'
      : `In dit exemplaar zijn ${count} velden verborgen.`,
  noteNamed: (fields: string) => `Verborgen: ${fields}.`,
  noteItems: (count: number) =>
    count === 1
      ? '1 ervan staat bij een post en is daar gemarkeerd.'
      : `${count} ervan staan bij de posten en zijn daar gemarkeerd.`,
  noteFurther: (count: number) =>
    count === 1
      ? 'Nog 1 veld is verborgen; het exemplaar zegt niet welk.'
      : `Nog ${count} velden zijn verborgen; het exemplaar zegt niet welke.`,
  noteSigned: 'Wat zichtbaar is, is wat de kamer heeft ondertekend.',
};
