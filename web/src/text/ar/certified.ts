import type { Text } from '../en/index.ts';
import { byCode } from '../words.ts';

export const certified: Text['certified'] = {
  kind: 'المطلوب',
  anyKind: 'كل الأنواع',
  kinds: { origin: 'شهادة منشأ', document: 'تصديق مستند' },
  kindLeads: {
    origin: 'تشهد الغرفة بمنشأ البضائع.',
    document: 'تصدّق الغرفة على فاتورة تجارية أو قائمة تعبئة أو مستند آخر من إعدادك.',
  },
  manyOf: { origin: 'شهادات المنشأ', document: 'المستندات المصدّقة' },
  ones: { origin: 'شهادة منشأ', document: 'مستند مصدّق' },
  editTitle: 'طلب تصديق مستند',
  sheet: 'مستند مصدّق',
  documentOf: 'المستند',
  named: (title, number) => [title ?? 'مستند', number ?? ''].filter(Boolean).join(' '),
  box3: 'ما يُصدَّق عليه',
  box4: 'المستند',
  things: byCode({ signature: 'التوقيع', contents: 'المحتوى', origin: 'المنشأ المذكور فيه' }),
  thingLead: 'ما يطلب بلد الوجهة من الغرفة تصديقه.',
  signedBy: (name) => `وقّعه ${name}`,
  originOf: (countries) => `المنشأ المذكور: ${countries}`,
  certifiesThat: byCode({
    signature:
      'تشهد السلطة الموقِّعة أدناه أن التوقيع الوارد على المستند هو توقيع الشخص المذكور المخوَّل بالتوقيع عن المُرسِل.',
    contents: 'تشهد السلطة الموقِّعة أدناه أن محتوى المستند مطابق لما عُرض عليها.',
    origin: 'تشهد السلطة الموقِّعة أدناه بالمنشأ المذكور في المستند.',
    other: 'تصدّق السلطة الموقِّعة أدناه على المستند.',
  }),
  digest: 'بصمة الملف (SHA-256)',
  signatoryLead: 'من وقّع المستند عن شركتك.',
  originsLead: 'كما يذكرها المستند.',
  titleLead: 'كما يرد على المستند.',
  moreTitles: ['قائمة أسعار', 'فاتورة مبدئية'],
  fileLead: 'ملف PDF، موقّع إذا كان التوقيع هو ما يُصدَّق. ترتبط الشهادة بكل بايت فيه: أي تغيير لاحق ينكشف.',
  removeFile: (name) => `إخراج ${name}`,
  takeHandedIn: 'أو خذ ملفًا سبق تقديمه',
  remarksLead: 'يمكن تركها فارغة.',
  certify: 'تصديق',
  panel: 'المستند',
  panelLead: 'أرسل الملف وإثباته معًا: من لديه كلاهما يتحقق منهما دون الرجوع إلينا.',
  download: 'المستند المصدّق',
};
