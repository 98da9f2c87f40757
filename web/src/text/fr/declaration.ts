import type { Text } from '../en/index.ts';

export const declaration: Text['declaration'] = {
  language: 'fr',
  title: 'Déclaration du demandeur',
  by: (person: string, organisation: string) =>
    `Vous faites cette déclaration en tant que ${person}, pour ${organisation}.`,
  submit: 'Déclarer et soumettre',
  made: 'Déclaration',
  madeBy: (who: string, time: string) => `Déclaré par ${who} le ${time}`,
  authenticated: {
    password: 'connecté avec un mot de passe',
    'client-credentials': 'un système avec ses propres identifiants',
  },
};
