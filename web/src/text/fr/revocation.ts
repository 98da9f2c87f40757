import type { Text } from '../en/index.ts';

export const revocation: Text['revocation'] = {
  title: 'Révoquer',
  lead: 'Met fin à ce certificat pour de bon, même après un transfert. Quiconque le vérifie le lira.',
  start: 'Révoquer ce certificat',
  reason: 'Motif',
  reasonLead: 'Quiconque vérifie le certificat le lit.',
  choose: 'Choisissez un motif',
  reasons: {
    issuedInError: 'Délivré par erreur',
    dataIncorrect: 'Données inexactes',
    goodsNotShipped: 'Marchandises non expédiées',
    fraud: 'Fraude',
    replaced: 'Remplacé par un autre certificat',
    requestedByApplicant: 'À la demande du demandeur',
  },
  successor: 'Certificat qui le remplace',
  successorLead: 'Un autre que vous avez délivré et qui est en vigueur. Peut rester vide.',
  nothing: 'Aucun certificat en vigueur ne porte ce numéro',
  warning: 'Cela ne peut être annulé. Son propriétaire ne pourra plus le transférer.',
};
