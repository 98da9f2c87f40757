import type { Text } from '../en/index.ts';

export const live: Text['live'] = {
  away: 'انقطع الاتصال، تجري إعادة المحاولة',
};
