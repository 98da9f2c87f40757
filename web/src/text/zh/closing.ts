import type { Text } from '../en/index.ts';

export const closing: Text['closing'] = {
  title: '关闭',
  lead: '用途完成后即可关闭。核验者会看到它已关闭及其原因。',
  start: '永久关闭',
  dialogTitle: '永久关闭',
  warning: '此操作不可撤回。关闭后不能再移交或添加内容；有权查看的人仍可查看。',
  reason: '原因',
  reasons: {
    acquitted: '已核销：货物已通关',
    surrendered: '已交给主管机关或银行',
    switchedToPaper: '已转为纸质',
  },
  to: '交给',
  toLead: '请填机关或银行，不要填个人：凡能看到审计轨迹的人都会看到。可留空。',
  surrenderedTo: (name) => `已交给${name}`,
};
