import type { Text } from '../en/index.ts';

export const sealing: Text['sealing'] = {
  sealedOn: (time) => `خُتم في ${time}`,
  beingSealed: 'قيد الختم',
  takenEarly: 'قيد الختم، لحظة من فضلك. الملف الذي يؤخذ الآن يقال عنه «لم يُختم بعد» حيثما جرى التحقق منه.',
  failed: 'لم يُختم بعد، تجري إعادة المحاولة',
  states: {
    recorded: 'مسجّل، بانتظار دفعته',
    batched: 'في دفعة',
    submitted: 'أُرسل إلى السلسلة',
    mined: 'على السلسلة، لم يصبح نهائيًا بعد',
    final: 'نهائي',
    failed: 'رفضته السلسلة',
  },
};
