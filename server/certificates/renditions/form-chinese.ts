import type { FormWords } from './form-vocabulary.ts';

/**
 * As forms of certificates of origin call things on the mainland. On paper nothing sets room beside Latin words and
 * figures: it is in the words here.
 */
export const chinese: FormWords = {
  locale: 'zh-CN',
  boxes: {
    1: '发货人',
    2: '收货人',
    3: '原产国',
    4: '运输细节（可选填）',
    5: '备注',
    6: '项目编号、唛头及包装号、包装件数及种类、货物名称',
    7: '数量',
    8: '证明',
  },
  title: '原产地证书',
  union: '欧洲联盟',
  kinds: { original: '正本', copy: '副本', duplicate: '重发' },
  inControl: (moment, owner, isClosed) =>
    isClosed ? `已关闭；截至UTC ${moment}正本的最后控制方：${owner}` : `UTC ${moment}正本的控制方：${owner}`,
  certifies: '下列签署机构兹证明：上述货物原产于第3栏所示国家',
  issued: '签发地点和日期',
  signatory: '授权签字人',
  authority: '主管机构',
  accreditation: (number) => `国际商会（ICC）认可编号 ${number}`,
  validUntil: '有效期至',
  signed: '电子签署：无手写签名，无印章。本文件自带凭证。',
  check: (address) => `请在 ${address} 凭证书号和核验码核验，或将本文件拖放到该页面。`,
  number: '编号',
  seeBelow: (box) => `${box}：见第6栏货物下方。`,
  boxOf: (name, number) => `${name}（第${number}栏）`,
  continued: (sheet, sheets) => `续第${sheet}页，共${sheets}页`,
  continuation: (sheet, sheets) => `续页   ·   第${sheet}页，共${sheets}页`,
  onBehalfOf: '代表',
  toOrder: '凭指示',
  destination: (country) => `目的国：${country}`,
  modes: {
    ...{ sea: '海运', rail: '铁路运输', road: '公路运输', air: '空运', mail: '邮运' },
    ...{ multimodal: '多式联运', fixed: '固定设施运输', 'inland-water': '内河运输' },
  },
  voyage: (number) => `航次 ${number}`,
  from: (place) => `自 ${place}`,
  to: (place) => `至 ${place}`,
  departure: (day) => `启运日期：${day}`,
  transportDocument: (number) => `运输单证 ${number}`,
  invoice: (number, day) => `${day}的发票 ${number}`,
  order: (number) => `订单 ${number}`,
  contract: (number) => `合同 ${number}`,
  credit: (number) => `信用证 ${number}`,
  importer: (who) => `进口商：${who}`,
  packedElsewhere: '与另一项货物同装',
  inBulk: '散装',
  product: (id) => `产品 ${id}`,
  origin: (name) => `原产国：${name}`,
  gross: '毛重',
  net: '净重',
  total: (packages) => (packages === undefined ? '合计' : `合计：${packages}件`),
  containers: (list) => `集装箱：${list}`,
  packages: {
    ...{ BG: '袋', BX: '盒', CR: '板条箱', CS: '箱', CT: '纸箱', DR: '桶', PK: '件', PX: '托盘', RO: '卷' },
  },
  units: {
    ...{ KGM: '千克', GRM: '克', TNE: '吨', LBR: '磅', LTR: '升', MTR: '米', MTK: '平方米', MTQ: '立方米' },
    ...{ H87: '件', C62: '个', NPR: '双', SET: '套' },
  },
};
