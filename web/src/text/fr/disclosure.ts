import type { Text } from '../en/index.ts';
import { byCode, pluralIn } from '../words.ts';

const plural = pluralIn('fr');

export const disclosure: Text['disclosure'] = {
  act: 'Donner un exemplaire aux champs masqués',
  title: 'Un exemplaire aux champs masqués',
  lead: 'Choisissez ce que voit un lecteur. Ce que vous masquez n’est pas dans le fichier ; la signature de la chambre reste valable.',
  view: 'Affichage',
  choose: 'Choisir',
  preview: 'Comme le voit un lecteur',
  always: 'Toujours visible',
  allOfItem: (item: number) => `Tout l’article ${item}`,
  inAllItems: 'Dans tous les articles',
  allItems: (field: string) => `${field} dans tous les articles`,
  besides: 'Joint, mais dans aucune case du certificat',
  showAll: 'Tout montrer',
  hideAll: 'Tout masquer',
  count: (hidden: number) =>
    hidden === 0
      ? 'Tout est visible.'
      : plural(hidden, { one: `${hidden} champ est masqué.`, other: `${hidden} champs sont masqués.` }),
  codeToo: 'Masqué avec tout autre champ : qui l’a peut voir le certificat entier.',
  fields: byCode({
    'issue.officer': 'Signataire',
    totals: 'Totaux',
    verificationCode: 'Code de vérification',
    proof: 'la preuve, qui nomme le demandeur',
  }),
  toldTitle: 'Ce que vous montrez révèle encore ce que vous masquez',
  told: (field: string, where: string) => `${field} : voir ${where}.`,
  toldMore: (count: number) => plural(count, { one: `Et ${count} autre.`, other: `Et ${count} autres.` }),
  hideToo: 'Masquer aussi ceux-ci',
  download: 'Télécharger l’exemplaire',
  downloadLead: 'Transmettez le fichier. Qui le reçoit le vérifie à l’adresse',
  notSealed: 'Le certificat n’est pas encore scellé. Dès qu’il l’est, un exemplaire peut être fait.',
  note: (count: number) =>
    plural(count, {
      one: `${count} champ est masqué dans cet exemplaire.`,
      other: `${count} champs sont masqués dans cet exemplaire.`,
    }),
  noteNamed: (fields: string) => `Masqués : ${fields}.`,
  noteItems: (count: number) =>
    plural(count, {
      one: `${count} se trouve dans un article et y est signalé.`,
      other: `${count} se trouvent dans les articles et y sont signalés.`,
    }),
  noteFurther: (count: number) =>
    plural(count, {
      one: `${count} autre est masqué ; l’exemplaire ne dit pas lequel.`,
      other: `${count} autres sont masqués ; l’exemplaire ne dit pas lesquels.`,
    }),
  noteSigned: 'Ce qui est visible est ce que la chambre a signé.',
};
