import type { Text } from '../en/index.ts';

export const revocation: Text['revocation'] = {
  title: '撤销',
  lead: '永久终止此证书，移交之后亦然。每位核验者都会看到。',
  start: '撤销此证书',
  reason: '理由',
  reasonLead: '每位核验此证书的人都会看到。',
  choose: '选择理由',
  reasons: {
    issuedInError: '签发有误',
    dataIncorrect: '数据不正确',
    goodsNotShipped: '货物未发运',
    fraud: '欺诈',
    replaced: '由另一证书替换',
    requestedByApplicant: '应申请人请求',
  },
  successor: '替换它的证书',
  successorLead: '须为贵商会签发的另一份有效证书。可留空。',
  nothing: '没有此号码的有效证书',
  warning: '此操作不可撤回。撤销后，所有人不能再移交此证书。',
};
