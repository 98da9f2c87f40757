import type { Text } from '../en/index.ts';
import { countedAfter, things } from './counted.ts';

export const chamber: Text['chamber'] = {
  title: 'كيف تعمل غرفتكم',
  numberFormat: 'أرقام الشهادات',
  numberFormatLead: (example) =>
    `أول رقم في السنة: ${example}. المتاح: {year} أو {yy}، و{seq:6} لستة أرقام، و{country} و{code} و{check}. إن تُرك فارغًا فالصيغة المعتادة.`,
  deadlineDays: 'أيام العمل للبتّ',
  deadlineLead: 'دون عطلة نهاية الأسبوع والعطل الرسمية في بلدكم؛ من اليوم التالي للتقديم.',
  fourEyes: 'الرقابة الثنائية',
  fourEyesLead: 'يوصي شخص، ويُصدر آخر.',
  fee: 'رسم الشهادة',
  documentFee: 'رسم المستند',
  currency: 'العملة',
  feeLead: 'يُقيَّد مع كل شهادة تصدرونها أو مستند تصدّقونه. إن تُرك فارغًا فلا رسم؛ وللمستند الرسم نفسه.',
  save: 'حفظ',
  figures: 'الإحصاءات',
  figuresLead: (from, to) => `قراراتكم من ${from} إلى ${to}.`,
  period: 'الفترة',
  lastDays: (days) => `آخر ${days} يومًا`,
  issued: 'صادرة',
  rejected: 'لم تصدر',
  turnAround: 'صدر نصفها خلال',
  hours: (hours) => countedAfter(hours, things.hour),
  minutes: (minutes) => countedAfter(minutes, things.minute),
  fees: 'الرسوم المقيّدة',
  byDay: 'حسب اليوم',
  byDestination: 'الصادرة حسب الوجهة',
  day: 'اليوم',
  destination: 'الوجهة',
  nothing: 'لم يُبتّ في شيء خلال هذه الفترة.',
  download: 'تنزيل بصيغة CSV',
  tradeTrust: {
    title: 'شهادات لـ TradeTrust',
    domain: 'نطاق الغرفة على الإنترنت',
    lead: 'الشهادات التي تصدر لدى TradeTrust أيضًا صالحة في الأدوات الرسمية لسنغافورة، تحت نطاق يخصكم. إن تُرك فارغًا فلا يصدر منها المزيد.',
    save: 'حفظ النطاق',
    record: 'سطر لسجلات DNS للنطاق',
    recordLead: (domain) =>
      `اطلبوا إدراجه في سجل TXT للنطاق ${domain}: حتى ذلك الحين لا يعرف TradeTrust أن الشهادات لكم.`,
  },
};
