import type { Text } from '../en/index.ts';

export const books: Text['books'] = {
  title: 'Modèles et carnets d’adresses',
  lead: 'Ce que vous gardez pour rédiger des demandes. Cela n’appartient qu’à votre organisation ; ce qui en a été rédigé reste quand vous le retirez.',
  toNew: 'Demander un certificat',
  none: 'Rien pour l’instant. On le garde depuis le formulaire d’une demande.',
  since: (time: string) => `gardé le ${time}`,
  use: 'Utiliser',
  takeOf: (name: string) => `Utiliser ${name}`,
  remove: 'Retirer',
  removeOf: (name: string) => `Retirer ${name}`,
  nameOfTemplate: 'Nom du modèle',
  fromTemplate: (name: string) => `Modèle ${name}`,
  keepTemplate: 'Garder comme modèle',
  keep: 'Garder',
  kept: 'Gardé',
  titles: { template: 'Modèles', party: 'Opérateurs', product: 'Produits' },
  pick: { party: 'Du carnet d’adresses', product: 'De vos produits' },
  keepIt: { party: 'Garder dans le carnet d’adresses', product: 'Garder parmi vos produits' },
  nothingFound: 'Rien de ce nom',
};
