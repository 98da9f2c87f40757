import { leftToRightMark, rightToLeftMark } from '../../../core/isolates.ts';
import type { FormWords } from './form-vocabulary.ts';

/**
 * A number, a name or an address between marks of direction: its parts keep their order, and what stands beside it keeps
 * its own (UAX #9: digits that follow an Arabic letter would else change places at each hyphen).
 */
const own = (value: string): string => `${leftToRightMark}${value}${leftToRightMark}`;

/** As certificates of origin call things in Arabic; with figures as the certificate has them. */
export const arabic: FormWords = {
  locale: 'ar-u-nu-latn',
  isRtl: true,
  comma: `${rightToLeftMark}، `,
  boxes: {
    1: 'المُرسِل',
    2: 'المرسل إليه',
    3: 'بلد المنشأ',
    4: 'بيانات النقل (اختيارية)',
    5: 'ملاحظات',
    6: 'رقم البند، العلامات والأرقام، عدد الطرود ونوعها، وصف البضائع',
    7: 'الكمية',
    8: 'التصديق',
  },
  title: 'شهادة منشأ',
  union: 'الاتحاد الأوروبي',
  kinds: { original: 'أصل', copy: 'نسخة', duplicate: 'نسخة بديلة' },
  inControl: (moment, owner, isClosed) =>
    isClosed
      ? `مغلقة؛ آخر من كان الأصل في حوزته، حتى ${moment} ${own('UTC')}: ${own(owner)}`
      : `الأصل في حوزة ${own(owner)} في ${moment} ${own('UTC')}`,
  certifies: 'تشهد السلطة الموقِّعة أدناه بأن منشأ البضائع الموصوفة أعلاه هو البلد المبيّن في الخانة 3',
  issued: 'مكان الإصدار وتاريخه',
  signatory: 'المفوَّض بالتوقيع',
  authority: 'السلطة المختصة',
  accreditation: (number) => `اعتماد غرفة التجارة الدولية ${own(`ICC ${number}`)}`,
  validUntil: 'صالحة حتى',
  signed: 'موقَّعة إلكترونيًا: بلا توقيع بخط اليد وبلا ختم. يحمل هذا الملف إثباته في داخله.',
  check: (address) => `للتحقق: أدخل الرقم والرمز في ${own(address)} أو أفلت هذا الملف هناك.`,
  number: 'رقم',
  seeBelow: (box) => `${box}: انظر أسفل البضائع في الخانة 6.`,
  boxOf: (name, number) => `${name} (الخانة ${number})`,
  continued: (sheet, sheets) => `يتبع في الورقة ${sheet} من ${sheets}`,
  continuation: (sheet, sheets) => `ورقة تكميلية   ·   الورقة ${sheet} من ${sheets}`,
  onBehalfOf: 'نيابةً عن',
  toOrder: 'لأمر',
  destination: (country) => `الوجهة: ${country}`,
  modes: {
    ...{ sea: 'بحرًا', rail: 'بالسكك الحديدية', road: 'برًا', air: 'جوًا', mail: 'بالبريد' },
    ...{ multimodal: 'نقل مختلط', fixed: 'تجهيزات ثابتة', 'inland-water': 'عبر المجاري المائية الداخلية' },
  },
  voyage: (number) => `رحلة ${own(number)}`,
  from: (place) => `من ${own(place)}`,
  to: (place) => `إلى ${own(place)}`,
  departure: (day) => `المغادرة ${day}`,
  transportDocument: (number) => `مستند النقل ${own(number)}`,
  invoice: (number, day) => `الفاتورة ${own(number)} بتاريخ ${day}`,
  order: (number) => `أمر الشراء ${own(number)}`,
  contract: (number) => `العقد ${own(number)}`,
  credit: (number) => `الاعتماد المستندي ${own(number)}`,
  importer: (who) => `المستورد: ${own(who)}`,
  packedElsewhere: 'معبأة مع بند آخر',
  inBulk: 'سائبة',
  product: (id) => `المنتج ${own(id)}`,
  origin: (name) => `المنشأ: ${name}`,
  gross: 'الوزن القائم',
  net: 'الوزن الصافي',
  total: (packages) => (packages === undefined ? 'المجموع' : `المجموع، عدد الطرود: ${packages}`),
  containers: (list) => `الحاويات: ${own(list)}`,
  packages: {
    ...{ BG: 'كيس', BX: 'علبة', CR: 'قفص', CS: 'صندوق', CT: 'كرتون', DR: 'برميل', PK: 'طرد' },
    ...{ PX: 'منصة نقالة', RO: 'لفة' },
  },
  units: {
    ...{ KGM: 'كغ', GRM: 'غ', TNE: 'طن', LBR: 'رطل', LTR: 'لتر', MTR: 'م', MTK: 'م²', MTQ: 'م³' },
    ...{ H87: 'قطعة', C62: 'وحدة', NPR: 'زوج', SET: 'طقم' },
  },
};
