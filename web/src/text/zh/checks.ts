import type { JsonObject } from '../../../../core/json.ts';
import type { CheckCode } from '../../../../core/verdict.ts';
import type { CheckWords } from '../en/checks.ts';

const sealed = {
  ok: ({ sequence, block }: JsonObject) => `事件${sequence}已在区块${block}中存证。`,
  unknown: ({ sequence, root, block }: JsonObject) => {
    if (root === undefined) return `事件${sequence}正在等待归入批次。`;
    return block === undefined
      ? `事件${sequence}所在的批次尚未写入区块链。`
      : `事件${sequence}在区块${block}中，该区块尚未最终确定。`;
  },
};

const accredited = {
  ok: '存证时该密钥已获认可。',
  failed: ({ until, time }: JsonObject) => {
    if (time === undefined) return '签名所用的密钥未获任何认可。';
    return String(time) >= String(until)
      ? '签名所用密钥的认可当时已终止。'
      : '签名所用的密钥当时尚未获认可。';
  },
  unknown: '该密钥的认可尚未最终确定。',
};

const ends: Readonly<Record<string, string>> = {
  closed: '该记录已关闭。',
  revoked: '该记录已撤销。',
  superseded: '该记录已撤销，并由另一记录替换。',
};

export const checks: Readonly<Record<CheckCode, CheckWords>> = {
  'proof.readable': {
    ok: '凭证可以读取。',
    failed: '凭证已损坏，或并非由我们出具。',
    unknown: ({ format }) =>
      format === undefined ? '该文件不带凭证。' : '该凭证是为比当前更新的版本制作的。',
  },
  'deployment.known': {
    ok: '签发所属的联合会受到信任。',
    failed: '签发所属的联合会在此不受信任。',
  },
  'record.id': {
    ok: '记录标识与其创建内容相符。',
    failed: '记录标识与其创建内容不符。',
  },
  'trail.chain': {
    ok: '所示事件前后衔接。',
    failed: ({ sequence }) => `事件${sequence}与其他事件不衔接。`,
  },
  'trail.signatures': {
    ok: '所示事件均有签名。',
    failed: ({ sequence }) => `事件${sequence}与所记录的不符，或签名不正确。`,
  },
  'trail.batches': {
    ok: '各事件均在其批次之中。',
    failed: ({ sequence }) => `事件${sequence}不在其所称的批次之中。`,
  },
  'issuance.event': {
    ok: '签发方签署了这份记录。',
    failed: '这不是签发方所签署的内容。',
    unknown: '未出示创建该记录的事件。',
  },
  'content.commitment': {
    ok: '数据属于该记录。',
    failed: '数据不属于该记录。',
    unknown: '未出示数据。',
  },
  'credential.signature': {
    ok: ({ hiddenCount }) =>
      hiddenCount === 0 ? '证书数据完整且已签名。' : `证书数据已签名；本件中隐藏的栏目数：${hiddenCount}。`,
    failed: '证书数据已被更改，或签名不正确。',
  },
  'credential.issuer': {
    ok: '数据以签发方的密钥签名。',
    failed: '数据所用的签名密钥并非签发方的密钥。',
  },
  'issuer.named': {
    ok: ({ legalName }) => `证书写明了签发方：${legalName}。`,
    failed: ({ named, legalName }) => `证书写明的是${named}，而签发方是${legalName}。`,
    unknown: '未出示签发方的资料。',
  },
  'vouchers.signatures': {
    ok: '关于签名者身份的证实声明均有签名。',
    failed: '一份关于签名者身份的证实声明签名不正确。',
  },
  'subject.event': {
    ok: '该事件记录了此文件。',
    failed: '该事件记录的不是此类文件。',
    unknown: '未出示记录此文件的事件。',
  },
  'file.unchanged': {
    ok: ({ digest }) => (digest === undefined ? '文件与所记录的逐字节一致。' : '文件与所证明的逐字节一致。'),
    failed: ({ type, digest }) =>
      digest !== undefined
        ? '文件不是所证明的文件。'
        : type === undefined
          ? '凭证未涉及此文件。'
          : '文件不是所记录的文件：它已被更改。',
  },
  'chain.answers': {
    unknown: ({ why, endpoint, endpoints, ageSeconds }) => {
      const [one, other] = Array.isArray(endpoints) ? endpoints : [];
      if (why === 'disagree') return `${one}与${other}关于区块链的说法不一致。`;
      if (why === 'stuck') return `${endpoint}滞后：其最新区块已是${ageSeconds}秒之前的。`;
      return why === 'silent' ? `${endpoint}没有应答，或不允许本页查询。` : '无法查询区块链。';
    },
  },
  'chain.identity': {
    ok: '区块链及其合约正是受信任的。',
    unknown: ({ foreign }) =>
      foreign === undefined ? '应答的区块链并非受信任的区块链。' : '此区块链上的合约并非受信任的合约。',
  },
  'chain.fresh': {
    ok: ({ block }) => `查询时位于区块${block}。`,
    unknown: ({ ageSeconds }) => `所知的最新区块已是${ageSeconds}秒之前的。`,
  },
  'issuance.sealed': sealed,
  'certificate.validity': {
    ok: '有效期未满。',
    failed: '有效期已满。',
  },
  'subject.sealed': sealed,
  'issuer.accredited': accredited,
  'issuer.profile': {
    ok: '所示资料属于签发方。',
    failed: '所示资料不属于签发方。',
  },
  'record.status': {
    ok: ({ block }) => `截至区块${block}，该记录未被撤销，也未关闭。`,
    failed: ({ status }) => ends[String(status)] ?? '该记录已不再使用。',
  },
  'rendition.issuer': {
    ...accredited,
    failed: (evidence) =>
      evidence['time'] === undefined ? '该文件并非由签发证书的商会制作。' : accredited.failed(evidence),
  },
  'recorder.vouched': {
    ok: '获认可的商会证实了签名者的身份。',
    unknown: '没有获认可的商会说明签名密钥属于谁。',
  },
  'control.statement': {
    ok: '声明已签名，且针对该记录。',
    failed: '声明签名不正确，或针对的是其他内容。',
  },
  'control.current': {
    ok: '声明的签署者持有正本。',
    failed: ({ sequence, sequenceOnChain }) =>
      Number(sequenceOnChain) > Number(sequence)
        ? '此后已移交：现由他人持有。'
        : '声明的签署者并不持有正本。',
    unknown: '最近一次移交在区块链上尚未最终确定。',
  },
  'control.time': {
    ok: '声明仍在有效时间内。',
    failed: '声明的时间已过：请索取新的声明。',
    unknown: '声明的时间晚于现在：有一方的时钟不准。',
  },
  'control.holder': {
    ok: '获认可的商会证实了作出声明者的身份。',
    unknown: '没有获认可的商会说明这是谁的声明。',
  },
  'archive.whole': {
    ok: '归档包含有轨迹所述的每份文件，别无其他。',
    failed: '归档包不完整，或含有不属于它的内容。',
    unknown: '轨迹未完整出示：可能有文件被略去。',
  },
  'archive.part': {
    ok: '此部分与归档包目录所述一致。',
    failed: '此部分与归档包目录所述不符。',
  },
  'export.signature': {
    ok: '由此处信任的运营方签名。',
    failed: '并非由此处信任的运营方签名。',
    unknown: ({ signed }) =>
      signed === false ? '运营方未签名：是否有行被略去，无人知晓。' : '此处不知道运营方是谁。',
  },
  'export.lines': { ok: '各行所述与其事件一致。', failed: ({ line }) => `第${line}行所述与其事件不符。` },
  'export.whole': {
    ok: '没有行被移动；在要求全部内容时，也没有行被略去。',
    failed: ({ line }) =>
      line === undefined ? '有行被略去或添加。' : `第${line}行附近有行被略去、移动或添加。`,
  },
  'export.sealed': {
    ok: '已在区块链上存证。',
    failed: '区块链所载的存证时间晚于此处所述。',
    unknown: '尚未全部最终存证。',
  },
};
