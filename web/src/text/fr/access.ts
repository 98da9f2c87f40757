import type { Text } from '../en/index.ts';

export const access: Text['access'] = {
  title: 'Qui peut le voir',
  owner: 'Propriétaire',
  bases: {
    owner: 'Propriétaire',
    issuer: 'L’a délivré',
    former_owner: 'Ancien propriétaire',
    offer: 'Le reçoit en proposition',
    share: 'Partagé',
  },
  rights: {
    view: 'voir',
    download: 'télécharger',
    add: 'ajouter des documents',
    share: 'partager à son tour',
    offer: 'proposer le transfert',
  },
  may: (rights: string) => `Peut ${rights}`,
  until: (time: string) => `jusqu’au ${time}`,
  share: 'Partager',
  shareTitle: 'Partager avec une autre organisation',
  shareWith: 'Organisation',
  rightsLabel: 'Ce qu’elle peut faire',
  choices: {
    view: 'Voir',
    download: 'Télécharger',
    add: 'Ajouter des documents',
    share: 'Partager à son tour',
  },
  end: 'Mettre fin',
  endFor: (name: string) => `Mettre fin au partage avec ${name}`,
  sharedOnBy: (who: string) => `Partagé à son tour par ${who}`,
  endsAlso: (names: string) => `Y mettre fin met aussi fin à ce qui a été partagé à son tour : ${names}.`,
  nobody: 'Personne d’autre.',
};
