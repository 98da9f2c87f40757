import type { Text } from '../en/index.ts';

export const live: Text['live'] = {
  away: 'Connexion perdue, nouvel essai en cours',
};
