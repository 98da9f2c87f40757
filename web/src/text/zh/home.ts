import type { Text } from '../en/index.ts';

export const home: Text['home'] = {
  headline: '能够自证的贸易单证。',
  lead: 'OpenPouch将原产地证书及相关单证从签发证书的商会一路送达目的国海关。每份单证都显示由谁签署、何时存证、现归谁所有；任何人都可以核验，无须询问我们。',
  noAccount: '收到一份单证？核验无须账户：',
  verifyLink: '核验单证',
  demonstration: '这是演示系统',
  demonstrationLead: '一键即可以任何一方的身份进入。所列公司均为虚构。',
  title: '需要您处理的事项',
  workLead: '先列出等待您处理的，再列出等待他人处理的。',
  all: '查看全部',
  allOf: (what) => `查看全部：${what}`,
  offered: '移交给您的',
  toDecide: '等待您审签',
  refused: '未予签发：需要修改',
  drafts: '可继续填写的草稿',
  tasks: '请您办理的任务',
  withChamber: '商会处理中',
  offering: '您发起的移交，尚未答复',
  latest: '近期动态',
  nothing: {
    title: '没有等待您处理的事项',
    lead: '他人发送或移交给您的内容会自动显示在这里。',
  },
};
