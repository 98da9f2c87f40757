import type { Text } from '../en/index.ts';

export const validity: Text['validity'] = {
  title: 'Hoelang bestemmingen certificaten aanvaarden',
  lead: 'Certificaten voor deze landen vervallen vanzelf. Wat al afgegeven is, behoudt zijn einde.',
  none: 'Nog geen termijnen',
  noneLead: 'Certificaten vervallen niet zolang hier geen land staat, met de regel die het zegt.',
  add: 'Land toevoegen',
  country: 'Land',
  validity: 'Aanvaard gedurende',
  months: 'Maanden',
  howLong: (months) => (months === 1 ? '1 maand' : `${months} maanden`),
  since: 'Vanaf',
  sinceLead: 'De eerste dag waarop certificaten met deze geldigheid worden afgegeven.',
  source: 'Bron',
  sourceLead: 'De regel, en waar die te lezen is.',
  change: 'Wijzigen',
  changeOf: (country) => `${country} wijzigen`,
  remove: 'Verwijderen',
  removeOf: (country) => `${country} verwijderen`,
  removeLead:
    'Certificaten die vanaf nu worden afgegeven, vervallen daar niet. Wat al afgegeven is, behoudt zijn einde.',
  save: 'Opslaan',
};
