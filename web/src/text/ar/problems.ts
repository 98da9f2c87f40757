import { isolated } from '../../../../core/isolates.ts';
import type { AllProblems } from '../en/problems.ts';
import { certificates } from './certificates.ts';
import { handovers } from './handovers.ts';
import { pouches } from './pouches.ts';
import { undertakings } from './undertakings.ts';

/** As the server says them (server/http/problem.ts); it may say more, and then less is said here. */
const states: Readonly<Record<string, string>> = {
  ...{ ...undertakings.states, ...handovers.states, ...pouches.states, ...certificates.states },
  ended: 'منتهٍ',
  erased: 'ممحوّ',
  not_accredited: 'غير معتمدة',
  yourself: 'أنت نفسك',
  the_last_administrator: 'المسؤول الأخير',
};

const reasons: Readonly<Record<string, string>> = {
  'certificates are applied for at a chamber': 'تُطلب الشهادات من غرفة تجارة',
  'undertakings are given to chambers': 'تُقدَّم التعهدات إلى غرف التجارة',
  'it is your own organisation': 'هي جهتك نفسها',
  'it sees all of it already': 'هو يطّلع عليه كله أصلًا',
  'it keeps its identity key itself, and would have to sign each time':
    'يحتفظ بمفتاح هويته بنفسه، وكان عليه أن يوقّع كل مرة',
  'here nobody can be asked for a signature': 'لا يمكن هنا أن يُطلب من أحد توقيع',
  'no fresh key is enrolled for it': 'لم يُسجَّل له مفتاح جديد',
  'no key of theirs is enrolled for records': 'لم يُسجَّل له مفتاح للسجلات',
  'it owns the record': 'هو مالك السجل',
  'nobody recommended it': 'لم يوصِ به أحد بعد',
  'you recommended it yourself': 'أنت من أوصى به',
  'whoever asked for it cannot approve it': 'من طلبه لا يمكنه الموافقة عليه',
};

/** The sentence, with the reason where it is known. */
function because(sentence: string, why: string | number | undefined): string {
  const reason = /^an organisation of the role/.test(String(why))
    ? 'هذا الدور لا يملك سجلات؛ شارك معه بدلًا من ذلك'
    : reasons[String(why)];
  return reason === undefined ? `${sentence}.` : `${sentence}: ${reason}.`;
}

export const problems: AllProblems = {
  said: {
    malformed_json: () => 'تعذّرت قراءة الطلب.',
    invalid_request: () => 'ليس كل ما أُدخل صحيحًا.',
    idempotency_key_missing: () => 'الطلب غير مكتمل.',
    idempotency_key_invalid: () => 'تعذّرت قراءة الطلب.',
    not_signed_in: () => 'سجّل الدخول أولًا.',
    wrong_credentials: () => 'الاسم أو السر غير صحيح.',
    wrong_code: () => 'الرابط أو الرمز غير صحيح، أو انقضت مدتهما.',
    invalid_client: () => 'العميل غير معروف أو أُنهي، أو أن سره غير صحيح.',
    invalid_token: () => 'رمز الوصول غير صالح أو لم يعد صالحًا.',
    forbidden: () => 'لا يحق لك ذلك.',
    cross_site: () => 'لا يمكن ذلك إلا من صفحاتنا.',
    not_found: () => 'هذا غير موجود، أو لم يُشارَك معك.',
    method_not_allowed: () => 'لا يمكن ذلك على هذا العنوان.',
    wrong_state: ({ state }) => {
      const known = states[String(state).replaceAll(' ', '_')];
      return known === undefined ? 'لا يمكن ذلك في هذه الحالة.' : `لا يمكن ذلك في هذه الحالة: ${known}.`;
    },
    already_exists: () => 'هذا موجود من قبل.',
    request_in_progress: () => 'ما زال هذا الطلب قيد المعالجة.',
    second_person_needed: ({ why }) => because('تريد جهتك أن يقرر شخصان', why),
    wrong_offset: () => 'جزء من الملف ناقص: أعد المحاولة.',
    range_not_satisfiable: () => 'ليس في الملف هذا الجزء.',
    infected: ({ found = '' }) => `وجد مضاد الفيروسات ${isolated(found)} في هذا الملف: لم يُقبل.`,
    limit_reached: ({ limit = '' }) => `بلغ العدد حدّه الأقصى (${limit}): لا يمكن إضافة المزيد.`,
    not_owner: () => 'لا يمكن ذلك إلا للمالك، وهو طرف آخر.',
    undertaking_missing: () => 'لا تقبل هذه الغرفة الطلبات إلا بموجب تعهّد سنوي قبلته، وليس لك تعهّد سارٍ.',
    not_a_signatory: () => 'لا يقدّم الإقرار عنك إلا الأشخاص المذكورون في تعهّدك لهذه الغرفة.',
    kept: ({ until = '' }) => `يجب حفظ هذا حتى ${isolated(until)}.`,
    on_hold: ({ since = '' }) => `هذا مجمّد منذ ${isolated(since)}: لا يُمحى منه شيء.`,
    signatures_needed: () => 'تحتفظ جهتك بمفاتيحها بنفسها: يتم هذا حالما توقّعه بمفاتيحك. لم يحدث شيء بعد.',
    signature_needed: () => 'يلزم لهذا توقيع بمفتاح يحتفظ به صاحبه بنفسه.',
    signed_otherwise: () => 'تغيّر شيء منذ التحضير، ولم يعد ما وقّعته مطابقًا: ابدأ من جديد.',
    handover_open: () => 'هناك تسليم مفتوح: اسحبه أولًا.',
    changed_meanwhile: () => 'عُدّل هذا منذ أن قرأته: أعد قراءته.',
    precondition_missing: () => 'أعد قراءته أولًا.',
    body_too_large: () => 'هذا أكبر من المسموح.',
    unsupported_media_type: () => 'لا يُقبل هنا ملف من هذا النوع.',
    idempotency_key_reused: () => 'سبق أن استُخدم هذا الطلب لغير ذلك.',
    application_incomplete: () => 'الطلب غير مكتمل.',
    not_expressible: ({ format = '' }) => `لا يمكن كتابة هذه الشهادة بصيغة ${isolated(format)}.`,
    not_permitted_party: ({ why }) => because('لا يمكن للطرف المختار أن يشارك في هذا', why),
    too_many_requests: ({ seconds = 60 }) => `طلبات أكثر من المسموح: انتظر ${seconds} ثانية.`,
    internal: () => 'حدث خطأ من جانبنا.',
    unavailable: () => 'جزء من الخدمة غير متاح حاليًا: أعد المحاولة.',
  },
  fields: {
    missing: () => 'هذا ناقص.',
    unknown: () => 'هذا الحقل غير موجود.',
    wrong_type: () => 'ليس من النوع المطلوب.',
    malformed: () => 'ليس بالصيغة المطلوبة.',
    not_allowed: () => 'ليست من القيم الممكنة.',
    inconsistent: () => 'لا يتوافق مع بقية البيانات.',
    invalid: () => 'هذا غير صحيح.',
    too_short: (limit) => `الحد الأدنى لعدد الأحرف: ${limit}.`,
    too_long: (limit) => `الحد الأقصى لعدد الأحرف: ${limit}.`,
    too_few: (limit) => `${limit} على الأقل.`,
    too_many: (limit) => `${limit} على الأكثر.`,
    too_small: (limit) => `${limit} على الأقل.`,
    too_big: (limit) => `${limit} على الأكثر.`,
    empty_file: () => 'الملف فارغ.',
    too_far: (limit) => `في غضون ${limit} يومًا على الأكثر من الآن.`,
    in_the_past: () => 'هذا في الماضي.',
    taken: () => 'يسجّل شخص آخر الدخول بهذا البريد الإلكتروني.',
    not_held: () => 'ليست لك هذه الصلاحية.',
    no_such_organisation: () => 'هذه الجهة غير موجودة.',
    not_in_force: () => 'ليست هذه شهادة أخرى سارية أصدرتها.',
    nothing_to_add: () => 'لا يمكن إضافة شيء إلى شهادة.',
  },
};
