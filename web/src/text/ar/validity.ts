import type { Text } from '../en/index.ts';
import { counted, things } from './counted.ts';

export const validity: Text['validity'] = {
  title: 'المدة التي تقبل فيها بلدان الوجهة الشهادات',
  lead: 'تنتهي صلاحية الشهادات إلى هذه البلدان من تلقاء نفسها. وما صدر من قبل يحتفظ بنهايته.',
  none: 'لا حدود بعد',
  noneLead: 'لا تنتهي صلاحية الشهادات حتى يُذكر هنا بلد، مع القاعدة التي تنص على ذلك.',
  add: 'إضافة بلد',
  country: 'البلد',
  validity: 'تُقبل لمدة',
  months: 'الأشهر',
  howLong: (months) => counted(months, things.month),
  since: 'ابتداءً من',
  sinceLead: 'أول يوم تصدر فيه شهادات بهذه الصلاحية.',
  source: 'المصدر',
  sourceLead: 'القاعدة، وأين يمكن قراءتها.',
  change: 'تعديل',
  changeOf: (country) => `تعديل ${country}`,
  remove: 'حذف',
  removeOf: (country) => `حذف ${country}`,
  removeLead: 'الشهادات التي تصدر من الآن لا تنتهي صلاحيتها هناك. وما صدر من قبل يحتفظ بنهايته.',
  save: 'حفظ',
};
