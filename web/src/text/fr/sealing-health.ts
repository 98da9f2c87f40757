import type { Text } from '../en/index.ts';

export const sealingHealth: Text['sealingHealth'] = {
  title: 'Scellement',
  lead: 'Tout ce qui est enregistré est scellé par lots, toutes les quelques secondes. Vous voyez ici si cela se poursuit.',
  well: 'Le scellement se déroule comme prévu.',
  behind: (time: string) => `Le scellement a du retard : l’élément le plus ancien attend depuis le ${time}.`,
  away: 'La blockchain ne répond pas. Ce qui est enregistré est conservé et sera scellé dès son retour.',
  refused: (count: number) =>
    count === 1
      ? 'La blockchain a refusé un acte. Les responsables du serveur doivent l’examiner.'
      : `La blockchain a refusé ${count} actes. Les responsables du serveur doivent les examiner.`,
  now: 'Maintenant',
  lastSeal: 'Dernier scellement',
  noSeal: 'Rien n’a encore été scellé.',
  together: (count: number) => (count === 1 ? 'un élément' : `${count} éléments ensemble`),
  waiting: 'En attente',
  nothingWaits: 'Rien',
  entries: (count: number) => (count === 1 ? '1 élément' : `${count} éléments`),
  acts: (count: number) => (count === 1 ? '1 acte pour la blockchain' : `${count} actes pour la blockchain`),
  transactions: (count: number) =>
    count === 1 ? '1 transaction en cours' : `${count} transactions en cours`,
  since: 'Le plus ancien depuis le',
  chain: 'Blockchain',
  block: (number: string, time: string) => `Bloc ${number}, ${time}`,
  noChain: 'Ne répond pas',
  refusedActs: 'Refusés par la blockchain',
  noneRefused: 'Aucun.',
  recordedOn: (time: string) => `Enregistré le ${time}`,
  actNames: {
    handover: 'Transfert',
    closing: 'Clôture',
    revocation: 'Révocation d’un certificat',
    accreditation: 'Agrément d’une clé',
    ending: 'Fin d’un agrément',
    profile: 'Profil d’une chambre',
    storeIssuance: 'Lot pour TradeTrust',
    storeRevocation: 'Révocation chez TradeTrust',
  },
};
