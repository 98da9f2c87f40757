import type { Text } from '../en/index.ts';

export const ui: Text['ui'] = {
  skip: 'الانتقال إلى المحتوى',
  close: 'إغلاق',
  cancel: 'إلغاء',
  loading: 'جارٍ التحميل',
  showMore: 'عرض المزيد',
  tryAgain: 'إعادة المحاولة',
  reload: 'إعادة تحميل الصفحة',
  toHome: 'إلى الصفحة الأولى',
  toLight: 'استخدام الألوان الفاتحة',
  toDark: 'استخدام الألوان الداكنة',
  language: 'اللغة',
  evidence: 'الأدلة',
  download: 'تنزيل',
  none: 'لا يوجد',
  search: 'بحث',
  labelled: (label, value) => `${label}: ${value}`,
  sentence: (words) => `${words}.`,
  failed: 'حدث خطأ في هذه الصفحة.',
  failedLead: 'ما فعلته على الخادم محفوظ. أعد تحميل الصفحة للمتابعة.',
  unreachable: 'يتعذر الوصول إلى الخادم. لم يُفقد شيء؛ أعد المحاولة بعد لحظات.',
  notFound: {
    title: 'لا شيء كهذا هنا',
    lead: 'إما أنه غير موجود، أو لم يُشارَك معك.',
  },
  notPermitted: {
    title: 'هذه الصفحة غير متاحة لك',
    lead: 'لا يشملها دور جهتك. اسأل المسؤول لديكم إن احتجت إليها.',
  },
  noPage: {
    title: 'لا صفحة على هذا العنوان',
    lead: 'ربما كُتب العنوان خطأً أو نُقلت الصفحة.',
  },
};
