import type { Text } from '../en/index.ts';

export const closing: Text['closing'] = {
  title: 'الإغلاق',
  lead: 'حين يؤدي غرضه. كل من يتحقق منه يقرأ أنه مغلق ولماذا.',
  start: 'إغلاق نهائي',
  dialogTitle: 'إغلاق نهائي',
  warning: 'لا رجوع في ذلك. لن يمكن تسليمه ولا الإضافة إليه؛ ويبقى لكل من يحق له الاطلاع أن يطّلع عليه.',
  reason: 'السبب',
  reasons: {
    acquitted: 'التخليص: تم تخليص البضائع',
    surrendered: 'سُلّم إلى سلطة أو مصرف',
    switchedToPaper: 'حُوّل إلى ورق',
  },
  to: 'سُلّم إلى',
  toLead: 'مكتب أو مصرف لا شخص: يقرؤه هناك كل من يطّلع على مسار التدقيق. يمكن تركه فارغًا.',
  surrenderedTo: (name) => `سُلّم إلى ${name}`,
};
