import type { Text } from '../en/index.ts';

export const declaration: Text['declaration'] = {
  language: 'zh',
  title: '申请人声明',
  by: (person: string, organisation: string) => `您以${person}的身份，代表${organisation}作出此声明。`,
  submit: '声明并提交',
  made: '声明',
  madeBy: (who: string, time: string) => `由${who}于${time}声明`,
  authenticated: {
    password: '以密码登录',
    'client-credentials': '使用自有凭据的系统',
  },
};
