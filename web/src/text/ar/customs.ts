import type { Text } from '../en/index.ts';

export const customs: Text['customs'] = {
  title: 'المشارَك معكم',
  lead: 'ما تتيح الأطراف لمكتبكم الاطلاع عليه. التحقق يسأل السلسلة من جديد ويسجّل أنكم فعلتم.',
  kinds: 'ما يُعرض',
  verify: 'تحقق',
  verifyNow: 'تحقق الآن',
  verifyAgain: 'تحقق مرة أخرى',
  verifying: 'جارٍ سؤال السلسلة…',
  verificationOf: (name) => `التحقق من ${name}`,
  verificationLead: 'هل هو أصيل، وهل ما زال ساريًا؟ تُسأل السلسلة الآن، ويُدوَّن تحققكم في مسار التدقيق.',
  verifiedOn: (time) => `تم التحقق في ${time}، ودُوّن ذلك في مسار التدقيق.`,
  seeTrail: 'عرض مسار التدقيق',
  emptyCertificates: {
    title: 'لا شهادات مشارَكة معكم',
    lead: 'تظهر هنا حالما يشارك مصدّر أو وكيل شحن شهادةً مع مكتبكم.',
  },
  emptyPouches: {
    title: 'لا حوافظ مشارَكة معكم',
    lead: 'تظهر هنا حالما يشارك أحد الأطراف حافظةً مع مكتبكم.',
  },
};
