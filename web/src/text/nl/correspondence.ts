import type { Text } from '../en/index.ts';

export const correspondence: Text['correspondence'] = {
  title: 'Tussen kamer en aanvrager',
  said: {
    question: (name: string) => `${name} vraagt`,
    answer: (name: string) => `${name} antwoordt`,
    changes: (name: string) => `${name} vraagt wijzigingen`,
  },
  answer: 'Uw antwoord',
  send: 'Versturen',
  wanted: (chamber: string) => `${chamber} vraagt u te wijzigen:`,
  wantedLead: 'Wijzig deze velden en dien de aanvraag opnieuw in.',
  wish: (wish: string) => `De kamer: ${wish}`,
};
