import type { Text } from '../en/index.ts';

export const session: Text['session'] = {
  signIn: '登录',
  signOut: '退出登录',
  email: '电子邮件',
  password: '密码',
  showPassword: '显示密码',
  ended: '请重新登录',
  endedLead: '您的会话已结束。本页内容保持原样。',
};
