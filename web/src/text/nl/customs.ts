import type { Text } from '../en/index.ts';

export const customs: Text['customs'] = {
  title: 'Met u gedeeld',
  lead: 'Wat de partijen uw kantoor laten zien. Verifiëren bevraagt de blockchain opnieuw en legt vast dat u dat deed.',
  kinds: 'Wat tonen',
  verify: 'Verifiëren',
  verifyNow: 'Nu verifiëren',
  verifyAgain: 'Opnieuw verifiëren',
  verifying: 'De blockchain wordt bevraagd…',
  verificationOf: (name: string) => `Verificatie van ${name}`,
  verificationLead:
    'Is het echt, en geldt het nog? De blockchain wordt nu bevraagd, en uw verificatie wordt in het auditspoor geschreven.',
  verifiedOn: (time: string) => `Geverifieerd op ${time} en vastgelegd in het auditspoor.`,
  seeTrail: 'Auditspoor bekijken',
  emptyCertificates: {
    title: 'Er worden geen certificaten met u gedeeld',
    lead: 'Ze verschijnen hier zodra een exporteur of expediteur er een met uw kantoor deelt.',
  },
  emptyPouches: {
    title: 'Er worden geen dossiers met u gedeeld',
    lead: 'Ze verschijnen hier zodra een partij er een met uw kantoor deelt.',
  },
};
