import type { Text } from '../en/index.ts';

export const live: Text['live'] = {
  away: '连接中断，正在重试',
};
