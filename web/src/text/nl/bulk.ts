import type { Text } from '../en/index.ts';

export const bulk: Text['bulk'] = {
  label: 'Gekozen certificaten',
  choose: (what: string) => `${what} kiezen`,
  chooseAll: 'Alles kiezen wat getoond wordt',
  chosen: (count: number) => `${count} gekozen`,
  progress: (done: number, total: number) => `${done} van ${total} klaar`,
  submit: (count: number) => (count === 1 ? '1 concept indienen' : `${count} concepten indienen`),
  putIn: (count: number) => `${count} in een dossier leggen`,
  putInTitle: 'In een dossier leggen',
  put: 'Erin leggen',
  noPouch: 'U bezit geen open dossier met die naam',
  clear: 'Geen kiezen',
};
