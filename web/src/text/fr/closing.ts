import type { Text } from '../en/index.ts';

export const closing: Text['closing'] = {
  title: 'Clôturer',
  lead: 'Quand il a rempli son rôle. Quiconque le vérifie lit qu’il est clôturé, et pourquoi.',
  start: 'Clôturer pour de bon',
  dialogTitle: 'Clôturer pour de bon',
  warning:
    'Cela ne peut être annulé. Il ne peut plus être transféré ni complété ; ceux qui le voient le voient toujours.',
  reason: 'Motif',
  reasons: {
    acquitted: 'Apuré : les marchandises sont dédouanées',
    surrendered: 'Remis à une autorité ou à une banque',
    switchedToPaper: 'Converti en papier',
  },
  to: 'Remis à',
  toLead:
    'Un bureau ou une banque plutôt qu’une personne : tous ceux qui voient la piste l’y lisent. Peut rester vide.',
  surrenderedTo: (name: string) => `Remis à ${name}`,
};
