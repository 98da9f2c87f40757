import type { Text } from '../en/index.ts';

export const reasons: Text['reasons'] = {
  issuedInError: '签发有误',
  dataIncorrect: '数据不正确',
  goodsNotShipped: '货物未发运',
  fraud: '欺诈',
  replaced: '已被替换',
  requestedByApplicant: '应申请人请求',
  switchedToPaper: '已转为纸质',
  surrendered: '已交出',
  acquitted: '已核销',
  moved: '已迁至其他登记系统',
};
