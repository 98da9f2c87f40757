import type { Text } from '../en/index.ts';
import { pluralIn } from '../words.ts';

const plural = pluralIn('fr');

export const bulk: Text['bulk'] = {
  label: 'Certificats choisis',
  choose: (what: string) => `Choisir ${what}`,
  chooseAll: 'Choisir tout ce qui est affiché',
  chosen: (count: number) => plural(count, { one: `${count} choisi`, other: `${count} choisis` }),
  progress: (done: number, total: number) =>
    plural(done, { one: `${done} traité sur ${total}`, other: `${done} traités sur ${total}` }),
  submit: (count: number) =>
    plural(count, { one: `Soumettre ${count} brouillon`, other: `Soumettre ${count} brouillons` }),
  putIn: (count: number) => `Placer ${count} dans un dossier`,
  putInTitle: 'Placer dans un dossier',
  put: 'Placer',
  noPouch: 'Vous ne possédez pas de dossier ouvert de ce nom',
  clear: 'Ne rien choisir',
};
