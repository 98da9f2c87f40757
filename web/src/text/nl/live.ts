import type { Text } from '../en/index.ts';

export const live: Text['live'] = {
  away: 'Geen verbinding, wordt opnieuw geprobeerd',
};
