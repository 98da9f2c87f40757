import type { Text } from '../en/index.ts';

export const customs: Text['customs'] = {
  title: '共享给您的',
  lead: '各方允许贵机关查看的内容。核验会重新查询区块链，并记录您已核验。',
  kinds: '显示种类',
  verify: '核验',
  verifyNow: '立即核验',
  verifyAgain: '重新核验',
  verifying: '正在查询区块链…',
  verificationOf: (name) => `核验${name}`,
  verificationLead: '是否真实，是否仍然有效？现在即查询区块链，并将您的核验写入审计轨迹。',
  verifiedOn: (time) => `已于${time}核验，并记入审计轨迹。`,
  seeTrail: '查看审计轨迹',
  emptyCertificates: {
    title: '没有共享给您的证书',
    lead: '出口商或货运代理与贵机关共享证书后，会立即显示在这里。',
  },
  emptyPouches: {
    title: '没有共享给您的单证包',
    lead: '有关方与贵机关共享单证包后，会立即显示在这里。',
  },
};
