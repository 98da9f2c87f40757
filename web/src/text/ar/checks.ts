import { isolated } from '../../../../core/isolates.ts';
import type { JsonObject } from '../../../../core/json.ts';
import type { CheckCode } from '../../../../core/verdict.ts';
import type { CheckWords } from '../en/checks.ts';
import { counted, things } from './counted.ts';

const sealed = {
  ok: ({ sequence, block }: JsonObject) => `خُتم الحدث ${sequence} في الكتلة ${block}.`,
  unknown: ({ sequence, root, block }: JsonObject) => {
    if (root === undefined) return `الحدث ${sequence} بانتظار دفعته.`;
    return block === undefined
      ? `دفعة الحدث ${sequence} ليست على السلسلة بعد.`
      : `الحدث ${sequence} في الكتلة ${block}، وهي لم تصبح نهائية بعد.`;
  },
};

const accredited = {
  ok: 'كان المفتاح معتمدًا حين خُتم هذا.',
  failed: ({ until, time }: JsonObject) => {
    if (time === undefined) return 'المفتاح الذي وقّع لم يعتمده أحد.';
    return String(time) >= String(until) ? 'وُقّع بمفتاح انتهى اعتماده.' : 'وُقّع بمفتاح لم يكن قد اعتُمد بعد.';
  },
  unknown: 'اعتماد المفتاح لم يصبح نهائيًا بعد.',
};

const ends: Readonly<Record<string, string>> = {
  closed: 'السجل مغلق.',
  revoked: 'السجل ملغى.',
  superseded: 'السجل ملغى وحلّ محله آخر.',
};

export const checks: Readonly<Record<CheckCode, CheckWords>> = {
  'proof.readable': {
    ok: 'الإثبات مقروء.',
    failed: 'الإثبات تالف أو ليس منّا.',
    unknown: ({ format }) =>
      format === undefined ? 'هذا الملف لا يحمل إثباتًا.' : 'أُعدّ الإثبات لإصدار أحدث من هذا.',
  },
  'deployment.known': {
    ok: 'الاتحاد الذي صدر في إطاره موثوق به.',
    failed: 'صدر في إطار اتحاد غير موثوق به هنا.',
  },
  'record.id': {
    ok: 'معرّف السجل مطابق لنشأته.',
    failed: 'معرّف السجل غير مطابق لنشأته.',
  },
  'trail.chain': {
    ok: 'الأحداث المعروضة متسلسلة.',
    failed: ({ sequence }) => `الحدث ${sequence} لا يتسلسل مع سواه.`,
  },
  'trail.signatures': {
    ok: 'كل حدث معروض موقّع.',
    failed: ({ sequence }) => `الحدث ${sequence} ليس الحدث المسجّل، أو توقيعه غير صحيح.`,
  },
  'trail.batches': {
    ok: 'كل حدث موجود في دفعته.',
    failed: ({ sequence }) => `الحدث ${sequence} ليس في الدفعة التي ينبغي أن يكون فيها.`,
  },
  'issuance.event': {
    ok: 'وقّعته الغرفة أو الجهة التي أصدرته.',
    failed: 'ليس هذا ما وُقّع عند الإصدار.',
    unknown: 'الحدث الذي نشأ به غير معروض.',
  },
  'content.commitment': {
    ok: 'البيانات هي بيانات هذا السجل.',
    failed: 'البيانات ليست بيانات هذا السجل.',
    unknown: 'البيانات غير معروضة.',
  },
  'credential.signature': {
    ok: ({ hiddenCount }) =>
      hiddenCount === 0
        ? 'بيانات الشهادة كاملة وموقّعة.'
        : `بيانات الشهادة موقّعة؛ المخفي في هذه النسخة: ${counted(Number(hiddenCount), things.field)}.`,
    failed: 'عُدّلت بيانات الشهادة أو أن توقيعها غير صحيح.',
  },
  'credential.issuer': {
    ok: 'البيانات موقّعة بمفتاح جهة الإصدار.',
    failed: 'البيانات موقّعة بمفتاح غير مفتاح جهة الإصدار.',
  },
  'issuer.named': {
    ok: ({ legalName }) => `تذكر الشهادة جهة إصدارها: ${isolated(legalName)}.`,
    failed: ({ named, legalName }) =>
      `تذكر الشهادة ${isolated(named)}، غير أن جهة إصدارها هي ${isolated(legalName)}.`,
    unknown: 'ملف تعريف جهة الإصدار غير معروض.',
  },
  'vouchers.signatures': {
    ok: 'الإفادات عن الموقّعين موقّعة هي أيضًا.',
    failed: 'إحدى الإفادات عن الموقّعين توقيعها غير صحيح.',
  },
  'subject.event': {
    ok: 'الحدث يسجّل هذا الملف.',
    failed: 'الحدث لا يسجّل ملفًا كهذا.',
    unknown: 'الحدث الذي سجّل الملف غير معروض.',
  },
  'file.unchanged': {
    ok: ({ digest }) =>
      digest === undefined
        ? 'الملف هو الملف المسجّل نفسه، بايتًا ببايت.'
        : 'الملف هو الملف المصدّق نفسه، بايتًا ببايت.',
    failed: ({ type, digest }) =>
      digest !== undefined
        ? 'الملف ليس الملف المصدّق.'
        : type === undefined
          ? 'لا يقول الإثبات شيئًا عن هذا الملف.'
          : 'الملف ليس الملف المسجّل: جرى تعديله.',
  },
  'chain.answers': {
    unknown: ({ why, endpoint, endpoints, ageSeconds }) => {
      const [one, other] = Array.isArray(endpoints) ? endpoints : [];
      if (why === 'disagree') return `لا يقول ${one} و${other} الشيء نفسه عن السلسلة.`;
      if (why === 'stuck') return `${endpoint} متأخر: مضى على آخر كتلة عنده ${ageSeconds} ثانية.`;
      return why === 'silent' ? `${endpoint} لا يجيب، أو لا يدع هذه الصفحة تسأل.` : 'تعذّر سؤال السلسلة.';
    },
  },
  'chain.identity': {
    ok: 'السلسلة وعقودها هي الموثوق بها.',
    unknown: ({ foreign }) =>
      foreign === undefined
        ? 'أجابت سلسلة غير السلسلة الموثوق بها.'
        : 'العقود على هذه السلسلة ليست العقود الموثوق بها.',
  },
  'chain.fresh': {
    ok: ({ block }) => `سُئلت السلسلة عند الكتلة ${block}.`,
    unknown: ({ ageSeconds }) => `مضى على آخر كتلة معروفة ${ageSeconds} ثانية.`,
  },
  'issuance.sealed': sealed,
  'certificate.validity': {
    ok: 'لم تنتهِ مدة الصلاحية.',
    failed: 'انتهت مدة الصلاحية.',
  },
  'subject.sealed': sealed,
  'issuer.accredited': accredited,
  'issuer.profile': {
    ok: 'ملف التعريف المعروض هو ملف جهة الإصدار.',
    failed: 'ملف التعريف المعروض ليس ملف جهة الإصدار.',
  },
  'record.status': {
    ok: ({ block }) => `السجل غير ملغى وغير مغلق حتى الكتلة ${block}.`,
    failed: ({ status }) => ends[String(status)] ?? 'لم يعد السجل مستخدمًا.',
  },
  'rendition.issuer': {
    ...accredited,
    failed: (evidence) =>
      evidence['time'] === undefined
        ? 'لم تُنشئ الملفَ الغرفةُ التي أصدرت الشهادة.'
        : accredited.failed(evidence),
  },
  'recorder.vouched': {
    ok: 'تشهد غرفة معتمدة بهوية الموقّع.',
    unknown: 'لا تفيد أي غرفة معتمدة لمن المفتاح الذي وقّع.',
  },
  'control.statement': {
    ok: 'الإفادة موقّعة وتخص هذا السجل.',
    failed: 'الإفادة توقيعها غير صحيح أو تخص شيئًا آخر.',
  },
  'control.current': {
    ok: 'الموقِّع على الإفادة يحوز الأصل.',
    failed: ({ sequence, sequenceOnChain }) =>
      Number(sequenceOnChain) > Number(sequence)
        ? 'سُلّم منذ ذلك الحين: صار في حوزة غيره.'
        : 'الموقِّع على الإفادة لا يحوز الأصل.',
    unknown: 'آخر تسليم لم يصبح نهائيًا على السلسلة بعد.',
  },
  'control.time': {
    ok: 'الإفادة ما زالت سارية.',
    failed: 'انقضت مدة الإفادة: اطلب إفادة جديدة.',
    unknown: 'تاريخ الإفادة لاحق للوقت الحالي: إحدى الساعتين غير مضبوطة.',
  },
  'control.holder': {
    ok: 'تشهد غرفة معتمدة بصاحب الإفادة.',
    unknown: 'لا تفيد أي غرفة معتمدة لمن هذه الإفادة.',
  },
  'archive.whole': {
    ok: 'في الأرشيف كل مستند يذكره مسار التدقيق، ولا شيء سواه.',
    failed: 'الأرشيف ناقص، أو فيه ما ليس منه.',
    unknown: 'مسار التدقيق غير معروض كاملًا: ربما حُذفت مستندات.',
  },
  'archive.part': {
    ok: 'هذا الجزء هو ما يقوله فهرس الأرشيف.',
    failed: 'هذا الجزء ليس ما يقوله فهرس الأرشيف.',
  },
  'export.signature': {
    ok: 'وقّعه المشغّل الموثوق به هنا.',
    failed: 'لم يوقّعه المشغّل الموثوق به هنا.',
    unknown: ({ signed }) =>
      signed === false ? 'لم يوقّعه المشغّل: لا أحد يعلم هل حُذفت أسطر.' : 'لا يُعرف هنا من المشغّل.',
  },
  'export.lines': {
    ok: 'الأسطر تقول ما تقوله أحداثها.',
    failed: ({ line }) => `السطر ${line} يقول غير ما يقوله حدثه.`,
  },
  'export.whole': {
    ok: 'لم يُنقل شيء من مكانه، وحيث طُلب كل شيء لم يُحذف شيء.',
    failed: ({ line }) =>
      line === undefined ? 'حُذفت أسطر أو أُضيفت.' : `حُذف سطر أو نُقل أو أُضيف (عند السطر ${line}).`,
  },
  'export.sealed': {
    ok: 'مختوم على السلسلة.',
    failed: 'تعرف السلسلة وقت ختم أحدث مما هو مذكور هنا.',
    unknown: 'لم يصبح الختم نهائيًا لكل الأسطر بعد.',
  },
};
