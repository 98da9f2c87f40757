import type { Text } from '../en/index.ts';

export const revocation: Text['revocation'] = {
  title: 'الإلغاء',
  lead: 'تنتهي هذه الشهادة نهائيًا، حتى بعد تسليمها. كل من يتحقق منها سيقرأ ذلك.',
  start: 'إلغاء هذه الشهادة',
  reason: 'السبب',
  reasonLead: 'يقرؤه كل من يتحقق من الشهادة.',
  choose: 'اختر سببًا',
  reasons: {
    issuedInError: 'صدرت خطأً',
    dataIncorrect: 'بيانات غير صحيحة',
    goodsNotShipped: 'لم تُشحن البضائع',
    fraud: 'احتيال',
    replaced: 'استُبدلت بشهادة أخرى',
    requestedByApplicant: 'بطلب من مقدّم الطلب',
  },
  successor: 'الشهادة التي تحل محلها',
  successorLead: 'شهادة أخرى سارية أصدرتموها. يمكن تركها فارغة.',
  nothing: 'لا شهادة سارية بهذا الرقم',
  warning: 'لا رجوع في ذلك. لن يمكن لمالكها أن يسلّمها.',
};
