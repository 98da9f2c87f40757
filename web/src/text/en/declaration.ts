import type { SpokenLanguage } from '../../../../core/spoken-languages.ts';

export const declaration = {
  /** Of the declaration's own text, which is kept as it was read (core/declaration.ts). */
  language: 'en' as SpokenLanguage,
  title: 'Declaration of the applicant',
  by: (person: string, organisation: string) => `You declare this as ${person}, for ${organisation}.`,
  submit: 'Declare and submit',
  made: 'Declaration',
  madeBy: (who: string, time: string) => `Declared by ${who} on ${time}`,
  authenticated: {
    password: 'signed in with a password',
    'client-credentials': 'a system with its own credentials',
  },
};
