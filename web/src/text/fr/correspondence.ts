import type { Text } from '../en/index.ts';

export const correspondence: Text['correspondence'] = {
  title: 'Entre la chambre et le demandeur',
  said: {
    question: (name: string) => `${name} demande`,
    answer: (name: string) => `${name} répond`,
    changes: (name: string) => `${name} demande des modifications`,
  },
  answer: 'Votre réponse',
  send: 'Envoyer',
  wanted: (chamber: string) => `${chamber} vous demande de modifier :`,
  wantedLead: 'Modifiez ces champs, puis soumettez la demande à nouveau.',
  wish: (wish: string) => `La chambre : ${wish}`,
};
