import type { JsonObject } from '../../../../core/json.ts';
import type { CheckCode } from '../../../../core/verdict.ts';
import type { CheckWords } from '../en/checks.ts';

const sealed = {
  ok: ({ sequence, block }: JsonObject) => `L’événement ${sequence} a été scellé dans le bloc ${block}.`,
  unknown: ({ sequence, root, block }: JsonObject) => {
    if (root === undefined) return `L’événement ${sequence} attend son lot.`;
    return block === undefined
      ? `Le lot de l’événement ${sequence} n’est pas encore sur la blockchain.`
      : `L’événement ${sequence} est dans le bloc ${block}, qui n’est pas encore définitif.`;
  },
};

const accredited = {
  ok: 'La clé était agréée lorsque ceci a été scellé.',
  failed: ({ until, time }: JsonObject) => {
    if (time === undefined) return 'Personne n’a agréé la clé qui a signé.';
    return String(time) >= String(until)
      ? 'Signé avec une clé dont l’agrément avait pris fin.'
      : 'Signé avec une clé qui n’était pas encore agréée.';
  },
  unknown: 'L’agrément de la clé n’est pas encore définitif.',
};

const ends: Readonly<Record<string, string>> = {
  closed: 'L’enregistrement est clôturé.',
  revoked: 'L’enregistrement est révoqué.',
  superseded: 'L’enregistrement est révoqué et un autre le remplace.',
};

export const checks: Readonly<Record<CheckCode, CheckWords>> = {
  'proof.readable': {
    ok: 'La preuve est lisible.',
    failed: 'La preuve est endommagée ou n’est pas des nôtres.',
    unknown: ({ format }) =>
      format === undefined
        ? 'Ce fichier ne porte pas de preuve.'
        : 'La preuve a été faite pour une version plus récente que celle-ci.',
  },
  'deployment.known': {
    ok: 'La fédération sous laquelle il a été délivré est digne de confiance.',
    failed: 'Délivré sous une fédération à laquelle on ne se fie pas ici.',
  },
  'record.id': {
    ok: 'L’identifiant de l’enregistrement correspond à son origine.',
    failed: 'L’identifiant de l’enregistrement ne correspond pas à son origine.',
  },
  'trail.chain': {
    ok: 'Les événements montrés se suivent.',
    failed: ({ sequence }) => `L’événement ${sequence} ne suit pas les autres.`,
  },
  'trail.signatures': {
    ok: 'Chaque événement montré est signé.',
    failed: ({ sequence }) =>
      `L’événement ${sequence} n’est pas celui qui a été enregistré, ou n’est pas correctement signé.`,
  },
  'trail.batches': {
    ok: 'Chaque événement est dans son lot.',
    failed: ({ sequence }) => `L’événement ${sequence} n’est pas dans le lot où il devrait être.`,
  },
  'issuance.event': {
    ok: 'La chambre ou la partie qui l’a délivré l’a signé.',
    failed: 'Ce n’est pas ce qui a été signé lors de la délivrance.',
    unknown: 'L’événement qui lui a donné naissance n’est pas montré.',
  },
  'content.commitment': {
    ok: 'Les données sont celles de cet enregistrement.',
    failed: 'Les données ne sont pas celles de cet enregistrement.',
    unknown: 'Les données ne sont pas montrées.',
  },
  'credential.signature': {
    ok: ({ hiddenCount }) =>
      hiddenCount === 0
        ? 'Les données du certificat sont complètes et signées.'
        : `Les données du certificat sont signées ; masquées dans cet exemplaire : ${hiddenCount}.`,
    failed: 'Les données du certificat ont été modifiées ou ne sont pas correctement signées.',
  },
  'credential.issuer': {
    ok: 'Les données sont signées avec la clé de l’émetteur.',
    failed: 'Les données sont signées avec une autre clé que celle de l’émetteur.',
  },
  'issuer.named': {
    ok: ({ legalName }) => `Le certificat nomme son émetteur : ${legalName}.`,
    failed: ({ named, legalName }) => `Le certificat nomme ${named}, mais son émetteur est ${legalName}.`,
    unknown: 'Le profil de l’émetteur n’est pas montré.',
  },
  'vouchers.signatures': {
    ok: 'Les attestations sur les signataires sont elles-mêmes signées.',
    failed: 'Une attestation sur un signataire n’est pas correctement signée.',
  },
  'subject.event': {
    ok: 'L’événement enregistre ce fichier.',
    failed: 'L’événement n’enregistre pas un tel fichier.',
    unknown: 'L’événement qui a enregistré le fichier n’est pas montré.',
  },
  'file.unchanged': {
    ok: ({ digest }) =>
      digest === undefined
        ? 'Le fichier est, octet pour octet, celui qui a été enregistré.'
        : 'Le fichier est, octet pour octet, celui qui a été certifié.',
    failed: ({ type, digest }) =>
      digest !== undefined
        ? 'Le fichier n’est pas celui qui a été certifié.'
        : type === undefined
          ? 'La preuve ne dit rien de ce fichier.'
          : 'Le fichier n’est pas celui qui a été enregistré : il a été modifié.',
  },
  'chain.answers': {
    unknown: ({ why, endpoint, endpoints, ageSeconds }) => {
      const [one, other] = Array.isArray(endpoints) ? endpoints : [];
      if (why === 'disagree') return `${one} et ${other} ne disent pas la même chose de la blockchain.`;
      if (why === 'stuck')
        return `${endpoint} est en retard : son dernier bloc date d’il y a ${ageSeconds} s.`;
      return why === 'silent'
        ? `${endpoint} ne répond pas, ou ne laisse pas cette page l’interroger.`
        : 'La blockchain n’a pas pu être interrogée.';
    },
  },
  'chain.identity': {
    ok: 'La blockchain et ses contrats sont ceux auxquels on se fie.',
    unknown: ({ foreign }) =>
      foreign === undefined
        ? 'Une autre blockchain que celle à laquelle on se fie a répondu.'
        : 'Les contrats sur cette blockchain ne sont pas ceux auxquels on se fie.',
  },
  'chain.fresh': {
    ok: ({ block }) => `Interrogée au bloc ${block}.`,
    unknown: ({ ageSeconds }) => `Le dernier bloc connu date de ${ageSeconds} s.`,
  },
  'issuance.sealed': sealed,
  'certificate.validity': {
    ok: 'La validité n’a pas pris fin.',
    failed: 'La validité a pris fin.',
  },
  'subject.sealed': sealed,
  'issuer.accredited': accredited,
  'issuer.profile': {
    ok: 'Le profil montré est celui de l’émetteur.',
    failed: 'Le profil montré n’est pas celui de l’émetteur.',
  },
  'record.status': {
    ok: ({ block }) => `L’enregistrement n’est ni révoqué ni clôturé au bloc ${block}.`,
    failed: ({ status }) => ends[String(status)] ?? 'L’enregistrement n’est plus en usage.',
  },
  'rendition.issuer': {
    ...accredited,
    failed: (evidence) =>
      evidence['time'] === undefined
        ? 'Le fichier n’a pas été fait par la chambre qui a délivré le certificat.'
        : accredited.failed(evidence),
  },
  'recorder.vouched': {
    ok: 'Une chambre agréée atteste qui a signé.',
    unknown: 'Aucune chambre agréée ne dit de qui est la clé qui a signé.',
  },
  'control.statement': {
    ok: 'La déclaration est signée et porte sur cet enregistrement.',
    failed: 'La déclaration n’est pas correctement signée, ou porte sur autre chose.',
  },
  'control.current': {
    ok: 'Le signataire de la déclaration détient l’original.',
    failed: ({ sequence, sequenceOnChain }) =>
      Number(sequenceOnChain) > Number(sequence)
        ? 'Il a été transféré depuis : quelqu’un d’autre le détient.'
        : 'Le signataire de la déclaration ne détient pas l’original.',
    unknown: 'Le dernier transfert n’est pas encore définitif sur la blockchain.',
  },
  'control.time': {
    ok: 'La déclaration est encore en vigueur.',
    failed: 'Le temps de la déclaration est écoulé : demandez-en une nouvelle.',
    unknown: 'La déclaration est postérieure à maintenant : une des horloges est fausse.',
  },
  'control.holder': {
    ok: 'Une chambre agréée atteste de qui est la déclaration.',
    unknown: 'Aucune chambre agréée ne dit de qui est cette déclaration.',
  },
  'archive.whole': {
    ok: 'Les archives contiennent chaque document dont parle la piste, et rien d’autre.',
    failed: 'Les archives ne sont pas complètes, ou contiennent ce qui n’y a pas sa place.',
    unknown: 'La piste n’est pas montrée en entier : des documents peuvent avoir été omis.',
  },
  'archive.part': {
    ok: 'Cette pièce est bien ce que dit le sommaire des archives.',
    failed: 'Cette pièce n’est pas ce que dit le sommaire des archives.',
  },
  'export.signature': {
    ok: 'L’opérateur auquel on se fie ici l’a signé.',
    failed: 'Ce n’est pas signé par l’opérateur auquel on se fie ici.',
    unknown: ({ signed }) =>
      signed === false
        ? 'L’opérateur ne l’a pas signé : personne ne sait si des lignes ont été omises.'
        : 'On ne sait pas ici qui est l’opérateur.',
  },
  'export.lines': {
    ok: 'Les lignes disent ce que disent leurs événements.',
    failed: ({ line }) => `La ligne ${line} dit autre chose que son événement.`,
  },
  'export.whole': {
    ok: 'Rien n’a été déplacé et, là où tout a été demandé, rien n’a été omis.',
    failed: ({ line }) =>
      line === undefined
        ? 'Des lignes ont été omises ou ajoutées.'
        : `Une ligne a été omise, déplacée ou ajoutée (près de la ligne ${line}).`,
  },
  'export.sealed': {
    ok: 'Scellé sur la blockchain.',
    failed: 'La blockchain connaît un scellement plus tardif que celui qui est dit ici.',
    unknown: 'Tout n’est pas encore définitivement scellé.',
  },
};
