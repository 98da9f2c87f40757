import type { Text } from '../en/index.ts';

export const customs: Text['customs'] = {
  title: 'Partagé avec vous',
  lead: 'Ce que les parties laissent voir à votre bureau. Vérifier interroge à nouveau la blockchain et consigne que vous l’avez fait.',
  kinds: 'Que lister',
  verify: 'Vérifier',
  verifyNow: 'Vérifier maintenant',
  verifyAgain: 'Vérifier à nouveau',
  verifying: 'La blockchain est interrogée…',
  verificationOf: (name: string) => `Vérification de ${name}`,
  verificationLead:
    'Est-il authentique, et toujours valable ? La blockchain est interrogée maintenant, et votre vérification est inscrite dans la piste d’audit.',
  verifiedOn: (time: string) => `Vérifié le ${time} et consigné dans la piste d’audit.`,
  seeTrail: 'Voir la piste d’audit',
  emptyCertificates: {
    title: 'Aucun certificat n’est partagé avec vous',
    lead: 'Ils apparaissent ici dès qu’un exportateur ou un transitaire en partage un avec votre bureau.',
  },
  emptyPouches: {
    title: 'Aucun dossier n’est partagé avec vous',
    lead: 'Ils apparaissent ici dès qu’une partie en partage un avec votre bureau.',
  },
};
