import type { Text } from '../en/index.ts';

export const ui: Text['ui'] = {
  skip: '跳到正文',
  close: '关闭',
  cancel: '取消',
  loading: '正在加载',
  showMore: '显示更多',
  tryAgain: '重试',
  reload: '重新加载页面',
  toHome: '返回首页',
  toLight: '使用浅色',
  toDark: '使用深色',
  language: '语言',
  evidence: '依据',
  download: '下载',
  none: '无',
  search: '搜索',
  labelled: (label, value) => `${label}：${value}`,
  sentence: (words) => `${words}。`,
  failed: '本页出现错误。',
  failedLead: '您在服务器上所做的操作均已保存。请重新加载页面以继续。',
  unreachable: '无法连接服务器。没有任何内容丢失，请稍后重试。',
  notFound: {
    title: '此处没有该内容',
    lead: '它不存在，或未与您共享。',
  },
  notPermitted: {
    title: '您无权访问此内容',
    lead: '贵机构的角色不包括此项。如有需要，请联系管理员。',
  },
  noPage: {
    title: '此地址没有页面',
    lead: '地址可能输入有误，或页面已迁移。',
  },
};
