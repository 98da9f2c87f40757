import type { Text } from '../en/index.ts';

export const sealing: Text['sealing'] = {
  sealedOn: (time: string) => `Verzegeld op ${time}`,
  beingSealed: 'Wordt verzegeld',
  takenEarly:
    'Wordt verzegeld, een ogenblik. Van een bestand dat u nu ophaalt, zegt elke controle “nog niet verzegeld”.',
  failed: 'Nog niet verzegeld, wordt opnieuw geprobeerd',
  states: {
    recorded: 'Geregistreerd, wacht op een batch',
    batched: 'In een batch',
    submitted: 'Naar de blockchain gestuurd',
    mined: 'Op de blockchain, nog niet definitief',
    final: 'Definitief',
    failed: 'Door de blockchain geweigerd',
  },
};
