import type { Text } from '../en/index.ts';

export const navigation: Text['navigation'] = {
  label: 'التنقل الرئيسي',
  menu: 'القائمة',
  home: 'الرئيسية',
  inbox: 'الوارد',
  shared: 'المشارَك معكم',
  certificates: 'الشهادات',
  pouches: 'الحوافظ',
  handovers: 'عمليات التسليم',
  organisations: 'الجهات',
  activity: 'النشاط',
  archive: 'الأرشيف',
  verify: 'التحقق',
  verifyMany: 'تحقق متعدد',
  watches: 'الشهادات المتابَعة',
  desk: 'مكتب الطلبات',
  organisation: 'جهتك',
  sealing: 'الختم',
};
