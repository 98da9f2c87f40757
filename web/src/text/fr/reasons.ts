import type { Text } from '../en/index.ts';

export const reasons: Text['reasons'] = {
  issuedInError: 'délivré par erreur',
  dataIncorrect: 'données inexactes',
  goodsNotShipped: 'marchandises non expédiées',
  fraud: 'fraude',
  replaced: 'remplacé',
  requestedByApplicant: 'à la demande du demandeur',
  switchedToPaper: 'converti en papier',
  surrendered: 'remis',
  acquitted: 'apuré',
  moved: 'déplacé vers un autre registre',
};
