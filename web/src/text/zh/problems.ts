import type { AllProblems } from '../en/problems.ts';
import { certificates } from './certificates.ts';
import { handovers } from './handovers.ts';
import { pouches } from './pouches.ts';
import { undertakings } from './undertakings.ts';

/** As the server says them (server/http/problem.ts); it may say more, and then less is said here. */
const states: Readonly<Record<string, string>> = {
  ...{ ...undertakings.states, ...handovers.states, ...pouches.states, ...certificates.states },
  ended: '已终止',
  erased: '已销毁',
  not_accredited: '未获认可',
  yourself: '您本人',
  the_last_administrator: '最后一位管理员',
};

const reasons: Readonly<Record<string, string>> = {
  'certificates are applied for at a chamber': '证书应向商会申请',
  'undertakings are given to chambers': '承诺书应向商会提交',
  'it is your own organisation': '这是您自己的机构',
  'it sees all of it already': '对方已经可以查看全部内容',
  'it keeps its identity key itself, and would have to sign each time': '对方自行保管身份密钥，每次都须签名',
  'here nobody can be asked for a signature': '在此无法请任何人签名',
  'no fresh key is enrolled for it': '没有为其登记新的密钥',
  'no key of theirs is enrolled for records': '对方没有登记用于证书和单证包的密钥',
  'it owns the record': '对方已是所有人',
  'nobody recommended it': '尚无人推荐签发',
  'you recommended it yourself': '是您本人推荐的',
  'whoever asked for it cannot approve it': '申请者本人不能批准',
};

/** The sentence, with the reason where it is known. */
function because(sentence: string, why: string | number | undefined): string {
  const reason = /^an organisation of the role/.test(String(why))
    ? '此角色不能成为所有人，请改用共享'
    : reasons[String(why)];
  return reason === undefined ? `${sentence}。` : `${sentence}：${reason}。`;
}

export const problems: AllProblems = {
  said: {
    malformed_json: () => '请求无法读取。',
    invalid_request: () => '填写的内容有误。',
    idempotency_key_missing: () => '请求不完整。',
    idempotency_key_invalid: () => '请求无法读取。',
    not_signed_in: () => '请先登录。',
    wrong_credentials: () => '名称或密码不正确。',
    wrong_code: () => '链接或访问码不正确，或已过期。',
    invalid_client: () => '客户端未知或已终止，或其密钥不正确。',
    invalid_token: () => '访问令牌无效或已失效。',
    forbidden: () => '您没有此项权限。',
    cross_site: () => '此操作只能在我们自己的页面上进行。',
    not_found: () => '它不存在，或未与您共享。',
    method_not_allowed: () => '此地址不支持该操作。',
    wrong_state: ({ state }) => {
      const known = states[String(state).replaceAll(' ', '_')];
      return known === undefined ? '当前状态下不能进行此操作。' : `当前状态下不能进行此操作：${known}。`;
    },
    already_exists: () => '已经存在。',
    request_in_progress: () => '正在处理中。',
    second_person_needed: ({ why }) => because('贵机构要求由两人决定', why),
    wrong_offset: () => '文件缺少一部分：请重试。',
    range_not_satisfiable: () => '文件没有这一部分。',
    infected: ({ found = '' }) => `病毒扫描在此文件中发现${found}：未予接收。`,
    limit_reached: ({ limit = '' }) => `已有${limit}个：不能再添加。`,
    not_owner: () => '只有所有人可以这样做，而所有人是另一方。',
    undertaking_missing: () => '该商会只在有其已接受的年度承诺书时受理申请，而贵公司没有有效的承诺书。',
    not_a_signatory: () => '只有贵公司对该商会的承诺书中所列人员才能代表贵公司作此声明。',
    kept: ({ until = '' }) => `须保管至${until}。`,
    on_hold: ({ since = '' }) => `自${since}起处于保全中：任何内容均不销毁。`,
    signatures_needed: () => '贵机构自行保管密钥：待您以密钥签名后即执行。目前尚未执行任何操作。',
    signature_needed: () => '此操作须以所有人自行保管的密钥签名。',
    signed_otherwise: () => '自您准备以来内容已有变化，您签名的内容不再相符：请重新开始。',
    handover_open: () => '有一项移交尚未答复：请先撤回。',
    changed_meanwhile: () => '自您读取以来已有改动：请重新读取。',
    precondition_missing: () => '请先重新读取。',
    body_too_large: () => '内容过大。',
    unsupported_media_type: () => '此处不接受这种类型的文件。',
    idempotency_key_reused: () => '此请求已用于其他操作。',
    application_incomplete: () => '申请不完整。',
    not_expressible: ({ format = '' }) => `此证书无法以${format}格式写出。`,
    not_permitted_party: ({ why }) => because('所选的一方不能参与', why),
    too_many_requests: ({ seconds = 60 }) => `请求过多：请等待${seconds}秒。`,
    internal: () => '我方出现错误。',
    unavailable: () => '部分服务目前不可用：请重试。',
  },
  fields: {
    missing: () => '此处尚未填写。',
    unknown: () => '没有这个栏目。',
    wrong_type: () => '类型不符。',
    malformed: () => '格式不符。',
    not_allowed: () => '不是可选的值。',
    inconsistent: () => '与其他数据不一致。',
    invalid: () => '此处有误。',
    too_short: (limit) => `至少${limit}个字符。`,
    too_long: (limit) => `最多${limit}个字符。`,
    too_few: (limit) => `至少${limit}个。`,
    too_many: (limit) => `最多${limit}个。`,
    too_small: (limit) => `不得小于${limit}。`,
    too_big: (limit) => `不得大于${limit}。`,
    empty_file: () => '文件为空。',
    too_far: (limit) => `最迟为今后${limit}天。`,
    in_the_past: () => '此时间已经过去。',
    taken: () => '已有人使用此电子邮件地址登录。',
    not_held: () => '您自己没有此项权限。',
    no_such_organisation: () => '没有这个机构。',
    not_in_force: () => '这不是贵商会签发的另一份有效证书。',
    nothing_to_add: () => '证书不能添加内容。',
  },
};
