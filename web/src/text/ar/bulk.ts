import type { Text } from '../en/index.ts';
import { countedAfter, things } from './counted.ts';

export const bulk: Text['bulk'] = {
  label: 'الشهادات المختارة',
  choose: (what) => `اختيار ${what}`,
  chooseAll: 'اختيار كل المعروض',
  chosen: (count) => `المختار: ${count}`,
  progress: (done, total) => `تم ${done} من ${total}`,
  submit: (count) => `تقديم ${countedAfter(count, things.draft)}`,
  putIn: (count) => `وضع ${countedAfter(count, things.certificate)} في حافظة`,
  putInTitle: 'الوضع في حافظة',
  put: 'وضع',
  noPouch: 'لا تملك حافظة مفتوحة بهذا الاسم',
  clear: 'إلغاء الاختيار',
};
