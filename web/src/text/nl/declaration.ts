import type { Text } from '../en/index.ts';

export const declaration: Text['declaration'] = {
  language: 'nl',
  title: 'Verklaring van de aanvrager',
  by: (person: string, organisation: string) => `U verklaart dit als ${person}, namens ${organisation}.`,
  submit: 'Verklaren en indienen',
  made: 'Verklaring',
  madeBy: (who: string, time: string) => `Verklaard door ${who} op ${time}`,
  authenticated: {
    password: 'aangemeld met een wachtwoord',
    'client-credentials': 'een systeem met eigen toegangsgegevens',
  },
};
