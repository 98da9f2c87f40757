import type { Text } from '../en/index.ts';
import { byCode } from '../words.ts';

export const reasons: Text['reasons'] = byCode({
  issuedInError: 'صدرت خطأً',
  dataIncorrect: 'بيانات غير صحيحة',
  goodsNotShipped: 'لم تُشحن البضائع',
  fraud: 'احتيال',
  replaced: 'استُبدلت',
  requestedByApplicant: 'بطلب من مقدّم الطلب',
  switchedToPaper: 'حُوّل إلى ورق',
  surrendered: 'سُلّم إلى سلطة أو مصرف',
  acquitted: 'تم التخليص',
  moved: 'نُقل إلى سجل آخر',
});
