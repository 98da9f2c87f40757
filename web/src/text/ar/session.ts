import type { Text } from '../en/index.ts';

export const session: Text['session'] = {
  signIn: 'تسجيل الدخول',
  signOut: 'تسجيل الخروج',
  email: 'البريد الإلكتروني',
  password: 'كلمة المرور',
  showPassword: 'إظهار كلمة المرور',
  ended: 'سجّل الدخول من جديد',
  endedLead: 'انتهت جلستك. ما في هذه الصفحة يبقى كما هو.',
};
