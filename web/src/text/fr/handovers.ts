import type { Text } from '../en/index.ts';
import { pluralIn } from '../words.ts';

const plural = pluralIn('fr');

export const handovers: Text['handovers'] = {
  title: 'Transferts',
  lead: 'Changements de propriétaire, proposés à vous et par vous. Un transfert est accompli dès que le bénéficiaire accepte.',
  incoming: 'Proposés à vous',
  outgoing: 'Proposés par vous',
  box: 'Sens',
  kinds: { certificate: 'Certificat', pouch: 'Dossier' },
  unseen: 'N’est plus visible pour vous',
  from: (name: string) => `De ${name}`,
  to: (name: string) => `À ${name}`,
  offeredOn: (time: string) => `proposé le ${time}`,
  expiresOn: (time: string) => `ouvert jusqu’au ${time}`,
  withCertificates: (count: number) =>
    plural(count, { one: `avec ${count} certificat`, other: `avec ${count} certificats` }),
  states: {
    offered: 'Ouvert',
    accepted: 'Accepté',
    rejected: 'Refusé',
    withdrawn: 'Retiré',
    expired: 'Expiré',
    void: 'Caduc',
  },
  accept: 'Accepter',
  reject: 'Refuser',
  withdraw: 'Retirer',
  rejectTitle: 'Refuser ce transfert',
  reason: 'Motif',
  reasonLead: 'L’autre partie le lit.',
  emptyIncoming: {
    title: 'Rien ne vous est proposé',
    lead: 'Quand une partie vous transfère un dossier ou un certificat, vous l’acceptez ici.',
  },
  emptyOutgoing: {
    title: 'Vous n’avez rien proposé',
    lead: 'Ouvrez un dossier ou un certificat qui vous appartient et transférez-le.',
  },
  handOver: 'Transférer',
  handOverTitle: 'Transférer',
  handOverTo: 'À',
  handOverLead:
    'Dès qu’elle accepte, l’autre partie est propriétaire du tout, et vous gardez une copie à consulter. Jusque-là, vous pouvez retirer la proposition.',
  message: 'Message',
  messageLead: 'L’autre partie le lit avec la proposition. Peut rester vide.',
  offer: 'Proposer',
  open: (name: string) => `Proposé à ${name}, en attente de réponse.`,
  seeHandovers: 'Voir les transferts',
};
