import type { Text } from '../en/index.ts';

export const validity: Text['validity'] = {
  title: '各目的国接受证书的期限',
  lead: '发往这些国家的证书到期自动失效。已签发的证书保持原有期限。',
  none: '尚无期限',
  noneLead: '在此列出国家及其依据之前，证书不会过期。',
  add: '添加国家',
  country: '国家',
  validity: '接受期限',
  months: '月数',
  howLong: (months) => `${months}个月`,
  since: '起始日期',
  sinceLead: '按此期限签发证书的第一天。',
  source: '出处',
  sourceLead: '所依据的规定，及其查阅处。',
  change: '修改',
  changeOf: (country) => `修改${country}`,
  remove: '删除',
  removeOf: (country) => `删除${country}`,
  removeLead: '此后签发的证书在该国不会过期。已签发的证书保持原有期限。',
  save: '保存',
};
