import type { Text } from '../en/index.ts';

export const declaration: Text['declaration'] = {
  language: 'ar',
  title: 'إقرار مقدّم الطلب',
  by: (person, organisation) => `تقدّم هذا الإقرار بصفتك ${person}، عن ${organisation}.`,
  submit: 'إقرار وتقديم',
  made: 'الإقرار',
  madeBy: (who, time) => `أقرّ به ${who} في ${time}`,
  authenticated: {
    password: 'سجّل الدخول بكلمة مرور',
    'client-credentials': 'نظام ببيانات اعتماده الخاصة',
  },
};
