import type { Text } from '../en/index.ts';
import { pluralIn } from '../words.ts';

const plural = pluralIn('fr');

export const verdicts: Text['verdicts'] = {
  checkingParts: (count) =>
    `Vérification… ${count} ${plural(count, { one: 'fichier', other: 'fichiers' })} jusqu’ici.`,
  parts: 'Ce que contiennent les archives',
  partsHold: (count) =>
    `${plural(count, { one: 'Le seul fichier', other: `Les ${count} fichiers` })} des archives ${plural(count, { one: 'est conforme', other: 'sont conformes' })}.`,
  partsFail: (count, all) =>
    `${count} des ${all} fichiers des archives ne sont pas conformes : voyez lesquels ci-dessous.`,
  noParts: 'Les archives ne contiennent pas de documents.',
  trailSigned: 'Tel que signé',
  trailOf: (who, time, lines) => `La piste de ${who} au ${time}, ${lines} lignes, signée par l’opérateur.`,
  trailNote:
    'C’est la parole de l’opérateur. Chaque ligne peut être prouvée à elle seule : demandez la preuve de son enregistrement.',
  trailProven:
    'Chaque ligne est prouvée par son propre événement. Les noms, destinations et états sont la parole de l’opérateur, de même que rien n’ait été omis à la fin.',
  lines: 'Les lignes, la dernière d’abord',
  moreLines: (count) => `En montrer davantage (encore ${count})`,
  heldAnyway: (count) =>
    `${count} ${plural(count, { one: 'contrôle est bon', other: 'contrôles sont bons' })} sans la blockchain. S’il a été scellé, révoqué ou transmis, seule la blockchain peut le dire.`,
  agreed: (endpoints) => `Interrogés, et d’accord entre eux : ${endpoints}.`,
  changes: 'Ce qui changerait ce verdict',
  revocation: 'La chambre le révoque ou le remplace par un autre.',
  closing: 'Son propriétaire le clôture : il le remet, ou passe au papier.',
  end: (day) => `Sa validité prend fin le ${day}.`,
  anyByte: 'Un autre fichier : un seul caractère modifié se voit.',
  handover: 'Il est transféré à quelqu’un d’autre.',
  statementEnds: (time) => `Le temps de la déclaration est écoulé le ${time}.`,
  sealedSince:
    'Le scellement est en cours : il prend en général quelques minutes. Redemandez ensuite ; si la réponse reste la même, redemandez le fichier à qui vous l’a donné.',
  sealing:
    'Son scellement devient définitif sur la blockchain, en général en quelques minutes. Redemandez alors.',
  chainAnswer: 'Une réponse de la blockchain. Redemandez, ou indiquez-en d’autres adresses ci-dessous.',
  missing: 'Ce qui n’est pas montré. Demandez la preuve entière à qui vous l’a donné.',
  trustedFederation: 'Votre propre confiance : si vous connaissez cette fédération, ajoutez-la ci-dessous.',
  nothingInvalid: 'Rien. Demandez l’authentique à qui vous l’a donné.',
  nothingEnded: 'Rien : c’est définitif.',
  successor: 'Rien : c’est définitif. Demandez le certificat qui le remplace.',
  successorNumber: (number) => `Rien : c’est définitif. Demandez le certificat ${number}, qui le remplace.`,
  otherCertificate:
    'Le serveur a répondu avec un autre certificat que celui demandé. Ne vous y fiez pas : demandez à la chambre.',
  serversWord: (host) =>
    `La chaîne n’a pas pu être interrogée d’ici. Ce qui suit est la parole de ${host}, et non votre propre vérification.`,
  anew: 'Rien : c’est définitif. Demandez-en un nouveau.',
  keep: 'Garder ceci comme preuve',
  keepLead:
    'Imprime qui a vérifié quoi, quand, avec quel résultat, et auprès de qui la blockchain a été interrogée.',
  checkedBy: 'Vérifié par',
  print: 'Imprimer',
  sheet: 'Preuve d’une vérification',
  checkedAt: 'Vérifié le',
  file: 'Fichier',
  digest: 'SHA-256',
  numberAsked: 'Numéro demandé',
  askedOf: 'Demandé à',
  latestBlock: 'Dernier bloc',
  finalBlock: 'Bloc définitif',
  block: (number, time) => `${number}, du ${time}`,
  program: 'Programme',
  byServer: (host) => `${host}, qui a trouvé le certificat par son numéro`,
  offline:
    'Vous êtes hors ligne. Les fichiers sont vérifiés ici malgré tout ; ce que seule la blockchain sait sera demandé quand vous serez de nouveau en ligne.',
  rpcUrls: 'Adresses RPC de la blockchain',
  rpcLead: 'Toutes doivent répondre et être d’accord : ainsi aucune ne peut mentir seule.',
  rpcUrl: (place) => `Adresse RPC ${place}`,
  addRpcUrl: 'Ajouter une adresse',
  removeRpcUrl: (place) => `Retirer l’adresse ${place}`,
};
