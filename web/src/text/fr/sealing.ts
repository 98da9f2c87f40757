import type { Text } from '../en/index.ts';

export const sealing: Text['sealing'] = {
  sealedOn: (time: string) => `Scellé le ${time}`,
  beingSealed: 'Scellement en cours',
  takenEarly:
    'Scellement en cours, un instant. Un fichier pris maintenant est dit « pas encore scellé » partout où on le vérifie.',
  failed: 'Pas encore scellé, nouvel essai en cours',
  states: {
    recorded: 'Enregistré, en attente d’un lot',
    batched: 'Dans un lot',
    submitted: 'Envoyé à la blockchain',
    mined: 'Sur la blockchain, pas encore définitif',
    final: 'Définitif',
    failed: 'Refusé par la blockchain',
  },
};
