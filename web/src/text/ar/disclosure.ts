import type { Text } from '../en/index.ts';
import { byCode } from '../words.ts';
import { counted, things } from './counted.ts';

export const disclosure: Text['disclosure'] = {
  act: 'إعطاء نسخة بحقول مخفية',
  title: 'نسخة بحقول مخفية',
  lead: 'اختر ما يراه القارئ. ما تخفيه لا يكون في الملف؛ ويبقى توقيع الغرفة صحيحًا مع ذلك.',
  view: 'العرض',
  choose: 'الاختيار',
  preview: 'كما يراها القارئ',
  always: 'ظاهر دائمًا',
  allOfItem: (item) => `كل البند ${item}`,
  inAllItems: 'في كل البنود',
  allItems: (field) => `${field} في كل البنود`,
  besides: 'معها، خارج خانات الشهادة',
  showAll: 'إظهار الكل',
  hideAll: 'إخفاء الكل',
  count: (hidden) => (hidden === 0 ? 'كل شيء ظاهر.' : `المخفي: ${counted(hidden, things.field)}.`),
  codeToo: 'يُخفى مع أي حقل: به يستطيع أيٌّ كان رؤية الشهادة كاملة.',
  fields: byCode({
    'issue.officer': 'الموظف الموقِّع',
    totals: 'المجاميع',
    verificationCode: 'رمز التحقق',
    proof: 'الإثبات، وهو يذكر مقدّم الطلب',
  }),
  toldTitle: 'ما تُظهره يكشف مع ذلك بعض ما تخفيه',
  told: (field, where) => `${field}: انظر ${where}.`,
  toldMore: (count) => `وغيرها: ${count}.`,
  hideToo: 'إخفاء هذه أيضًا',
  download: 'تنزيل النسخة',
  downloadLead: 'أرسل الملف إلى من تشاء. من يحصل عليه يتحقق منه على',
  notSealed: 'لم تُختم الشهادة بعد. يمكن إنشاء نسخة حالما تُختم.',
  note: (count) => `المخفي في هذه النسخة: ${counted(count, things.field)}.`,
  noteNamed: (fields) => `المخفي: ${fields}.`,
  noteItems: (count) =>
    counted(count, [
      'واحد منها في أحد البنود ومؤشَّر عليه هناك.',
      'اثنان منها في البنود ومؤشَّر عليهما هناك.',
      'منها في البنود ومؤشَّر عليها هناك.',
      'منها في البنود ومؤشَّر عليها هناك.',
      'منها في البنود ومؤشَّر عليها هناك.',
    ]),
  noteFurther: (count) =>
    counted(count, [
      'حقل آخر مخفي؛ لا تذكر النسخة أيها هو.',
      'حقلان آخران مخفيان؛ لا تذكر النسخة أيها هما.',
      'حقول أخرى مخفية؛ لا تذكر النسخة أيها هي.',
      'حقلًا آخر مخفيًا؛ لا تذكر النسخة أيها هي.',
      'حقل آخر مخفي؛ لا تذكر النسخة أيها هي.',
    ]),
  noteSigned: 'ما هو ظاهر هو ما وقّعته الغرفة.',
};
