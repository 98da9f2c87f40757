import type { AllProblems } from '../en/problems.ts';
import { certificates } from './certificates.ts';
import { handovers } from './handovers.ts';
import { pouches } from './pouches.ts';
import { undertakings } from './undertakings.ts';

/** As the server says them (server/http/problem.ts); it may say more, and then less is said here. */
const states: Readonly<Record<string, string>> = {
  ...{ ...undertakings.states, ...handovers.states, ...pouches.states, ...certificates.states },
  ended: 'Terminé',
  erased: 'Effacé',
  not_accredited: 'Non agréée',
  yourself: 'Vous-même',
  the_last_administrator: 'Le dernier administrateur',
};

const reasons: Readonly<Record<string, string>> = {
  'certificates are applied for at a chamber': 'les certificats se demandent à une chambre',
  'undertakings are given to chambers': 'les engagements se prennent envers des chambres',
  'it is your own organisation': 'c’est votre propre organisation',
  'it sees all of it already': 'elle le voit déjà en entier',
  'it keeps its identity key itself, and would have to sign each time':
    'elle détient elle-même sa clé d’identité et devrait signer à chaque fois',
  'here nobody can be asked for a signature': 'ici, personne ne peut être prié de signer',
  'no fresh key is enrolled for it': 'aucune nouvelle clé n’est enregistrée pour cela',
  'no key of theirs is enrolled for records': 'elle n’a enregistré aucune clé pour certificats et dossiers',
  'it owns the record': 'elle en est déjà propriétaire',
  'nobody recommended it': 'personne ne l’a encore recommandé',
  'you recommended it yourself': 'vous l’avez recommandé vous-même',
  'whoever asked for it cannot approve it': 'qui l’a demandé ne peut l’approuver',
};

/** The sentence, with the reason where it is known. */
function because(sentence: string, why: string | number | undefined): string {
  const reason = /^an organisation of the role/.test(String(why))
    ? 'ce rôle ne peut pas être propriétaire ; partagez plutôt'
    : reasons[String(why)];
  return reason === undefined ? `${sentence}.` : `${sentence} : ${reason}.`;
}

export const problems: AllProblems = {
  said: {
    malformed_json: () => 'La demande est illisible.',
    invalid_request: () => 'Tout ce qui a été saisi n’est pas correct.',
    idempotency_key_missing: () => 'La demande est incomplète.',
    idempotency_key_invalid: () => 'La demande est illisible.',
    not_signed_in: () => 'Connectez-vous d’abord.',
    wrong_credentials: () => 'Le nom ou le secret est incorrect.',
    wrong_code: () => 'Le lien ou le code est incorrect, ou leur délai est passé.',
    invalid_client: () => 'Le client est inconnu ou terminé, ou son secret est incorrect.',
    invalid_token: () => 'Le jeton d’accès n’est pas ou plus valable.',
    forbidden: () => 'Vous n’en avez pas le droit.',
    cross_site: () => 'Cela n’est possible que depuis nos propres pages.',
    not_found: () => 'L’élément n’existe pas, ou il n’est pas partagé avec vous.',
    method_not_allowed: () => 'Cela n’est pas possible à cette adresse.',
    wrong_state: ({ state }) => {
      const known = states[String(state).replaceAll(' ', '_')];
      return known === undefined
        ? 'Cela n’est pas possible dans cet état.'
        : `Cela n’est pas possible dans cet état : ${known}.`;
    },
    already_exists: () => 'Cela existe déjà.',
    request_in_progress: () => 'Cette demande est encore en cours de traitement.',
    second_person_needed: ({ why }) => because('Votre organisation veut que deux personnes décident', why),
    wrong_offset: () => 'Une partie du fichier manque : réessayez.',
    range_not_satisfiable: () => 'Le fichier n’a pas cette partie.',
    infected: ({ found = '' }) => `L’antivirus a trouvé ${found} dans ce fichier : il n’a pas été accepté.`,
    limit_reached: ({ limit = '' }) => `Il y en a déjà ${limit} : aucun autre ne peut être ajouté.`,
    not_owner: () => 'Seul le propriétaire peut le faire, et c’est une autre partie.',
    undertaking_missing: () =>
      'Cette chambre n’accepte de demandes que sous un engagement annuel qu’elle a accepté, et vous n’en avez aucun en vigueur.',
    not_a_signatory: () =>
      'Seules les personnes désignées dans votre engagement envers cette chambre peuvent déclarer pour vous.',
    kept: ({ until = '' }) => `Ceci doit être conservé jusqu’au ${until}.`,
    on_hold: ({ since = '' }) => `Ceci est retenu depuis le ${since} : rien n’en est effacé.`,
    signatures_needed: () =>
      'Votre organisation garde elle-même ses clés : ceci sera fait dès que vous l’aurez signé avec vos clés. Rien n’a encore été fait.',
    signature_needed: () => 'Ceci demande une signature avec une clé que son propriétaire garde lui-même.',
    signed_otherwise: () =>
      'Quelque chose a changé depuis la préparation, et ce que vous avez signé ne convient plus : recommencez.',
    handover_open: () => 'Un transfert est ouvert : retirez-le d’abord.',
    changed_meanwhile: () => 'L’élément a été modifié depuis que vous l’avez lu : relisez-le.',
    precondition_missing: () => 'Relisez-le d’abord.',
    body_too_large: () => 'C’est trop volumineux.',
    unsupported_media_type: () => 'Un fichier de ce type n’est pas accepté ici.',
    idempotency_key_reused: () => 'Cette demande a déjà servi à autre chose.',
    application_incomplete: () => 'La demande n’est pas complète.',
    not_expressible: ({ format = '' }) => `Ce certificat ne peut pas être écrit en ${format}.`,
    not_permitted_party: ({ why }) => because('La partie choisie ne peut pas y prendre part', why),
    too_many_requests: ({ seconds = 60 }) => `Trop de demandes : attendez ${seconds} secondes.`,
    internal: () => 'Une erreur s’est produite de notre côté.',
    unavailable: () => 'Une partie du service n’est pas disponible pour l’instant : réessayez.',
  },
  fields: {
    missing: () => 'Cette donnée manque.',
    unknown: () => 'Ce champ n’existe pas.',
    wrong_type: () => 'Ce n’est pas du type attendu.',
    malformed: () => 'Cela n’a pas la forme attendue.',
    not_allowed: () => 'Ce n’est pas l’une des valeurs possibles.',
    inconsistent: () => 'Cela ne s’accorde pas avec les autres données.',
    invalid: () => 'Ce n’est pas correct.',
    too_short: (limit) => `Au moins ${limit} caractères.`,
    too_long: (limit) => `Au plus ${limit} caractères.`,
    too_few: (limit) => `Au moins ${limit}.`,
    too_many: (limit) => `Au plus ${limit}.`,
    too_small: (limit) => `Au moins ${limit}.`,
    too_big: (limit) => `Au plus ${limit}.`,
    empty_file: () => 'Le fichier est vide.',
    too_far: (limit) => `Au plus ${limit} jours à partir de maintenant.`,
    in_the_past: () => 'C’est dans le passé.',
    taken: () => 'Quelqu’un se connecte déjà avec cette adresse e-mail.',
    not_held: () => 'Vous n’avez pas ce droit vous-même.',
    no_such_organisation: () => 'Cette organisation n’existe pas.',
    not_in_force: () => 'Ce n’est pas un autre certificat en vigueur que vous avez délivré.',
    nothing_to_add: () => 'Rien ne peut être ajouté à un certificat.',
  },
};
