import { pluralIn } from '../words.ts';

/** A thing as it is counted: one, two, with 3 to 10, with 11 to 99, and with 100, with none and with fractions. */
export type Counted = readonly [one: string, two: string, few: string, many: string, other: string];

const choose = pluralIn('ar');

/** Of a number, or of one that was formatted. */
const numberIn = (count: number | string): number => Number(String(count).replaceAll(',', ''));

/** `شهادة واحدة`, `شهادتان`, `3 شهادات`, `11 شهادة`: one and two are said by the word alone. */
export const counted = (count: number | string, [one, two, few, many, other]: Counted): string =>
  choose(numberIn(count), {
    one,
    two,
    few: `${count} ${few}`,
    many: `${count} ${many}`,
    other: `${count} ${other}`,
  });

/** The same after a preposition or another noun, where two end otherwise: `إصدار شهادتين`. */
export const countedAfter = (count: number | string, [one, two, ...rest]: Counted): string =>
  counted(count, [one, two.replace(/ان(?= |$)/g, 'ين'), ...rest]);

export const things = {
  application: ['طلب واحد', 'طلبان', 'طلبات', 'طلبًا', 'طلب'],
  certificate: ['شهادة واحدة', 'شهادتان', 'شهادات', 'شهادة', 'شهادة'],
  day: ['يوم واحد', 'يومان', 'أيام', 'يومًا', 'يوم'],
  document: ['مستند واحد', 'مستندان', 'مستندات', 'مستندًا', 'مستند'],
  draft: ['مسودة واحدة', 'مسودتان', 'مسودات', 'مسودة', 'مسودة'],
  entry: ['قيد واحد', 'قيدان', 'قيود', 'قيدًا', 'قيد'],
  field: ['حقل واحد', 'حقلان', 'حقول', 'حقلًا', 'حقل'],
  file: ['ملف واحد', 'ملفان', 'ملفات', 'ملفًا', 'ملف'],
  hour: ['ساعة واحدة', 'ساعتان', 'ساعات', 'ساعة', 'ساعة'],
  minute: ['دقيقة واحدة', 'دقيقتان', 'دقائق', 'دقيقة', 'دقيقة'],
  month: ['شهر واحد', 'شهران', 'أشهر', 'شهرًا', 'شهر'],
  offer: ['عرض واحد', 'عرضان', 'عروض', 'عرضًا', 'عرض'],
  package: ['طرد واحد', 'طردان', 'طرود', 'طردًا', 'طرد'],
  year: ['سنة واحدة', 'سنتان', 'سنوات', 'سنة', 'سنة'],
} as const satisfies Readonly<Record<string, Counted>>;
