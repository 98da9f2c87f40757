import type { Text } from '../en/index.ts';

export const sealing: Text['sealing'] = {
  sealedOn: (time) => `存证于${time}`,
  beingSealed: '正在存证',
  takenEarly: '正在存证，请稍候。现在取得的文件，无论在何处核验都会显示“尚未存证”。',
  failed: '尚未存证，正在重试',
  states: {
    recorded: '已记录，等待归入批次',
    batched: '已归入批次',
    submitted: '已发送至区块链',
    mined: '已上链，尚未最终确定',
    final: '已最终确定',
    failed: '被区块链拒绝',
  },
};
