import type { Text } from '../en/index.ts';

export const correspondence: Text['correspondence'] = {
  title: '商会与申请人的往来',
  said: {
    question: (name) => `${name}提问`,
    answer: (name) => `${name}答复`,
    changes: (name) => `${name}要求修改`,
  },
  answer: '您的答复',
  send: '发送',
  wanted: (chamber) => `${chamber}请您修改：`,
  wantedLead: '请修改这些栏目，然后重新提交申请。',
  wish: (wish) => `商会意见：${wish}`,
};
