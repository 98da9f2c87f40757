import type { Text } from '../en/index.ts';
import { byCode } from '../words.ts';

export const access: Text['access'] = {
  title: 'من يمكنه الاطلاع',
  owner: 'المالك',
  bases: byCode({
    owner: 'المالك',
    issuer: 'جهة الإصدار',
    former_owner: 'مالك سابق',
    offer: 'معروض عليه',
    share: 'بالمشاركة',
  }),
  rights: byCode({
    view: 'الاطلاع',
    download: 'التنزيل',
    add: 'إضافة مستندات',
    share: 'المشاركة مع غيره',
    offer: 'عرض التسليم',
  }),
  may: (rights) => `يحق له: ${rights}`,
  until: (time) => `حتى ${time}`,
  share: 'مشاركة',
  shareTitle: 'المشاركة مع جهة أخرى',
  shareWith: 'الجهة',
  rightsLabel: 'ما يُسمح لها به',
  choices: { view: 'الاطلاع', download: 'التنزيل', add: 'إضافة مستندات', share: 'المشاركة مع غيرها' },
  end: 'إنهاء',
  endFor: (name) => `إنهاء المشاركة مع ${name}`,
  sharedOnBy: (who) => `شاركه ${who}`,
  endsAlso: (names) => `بإنهائها تنتهي أيضًا المشاركات المتفرعة عنها: ${names}.`,
  nobody: 'لا أحد غيرك.',
};
