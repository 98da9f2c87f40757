import type { Text } from '../en/index.ts';

export const reasons: Text['reasons'] = {
  issuedInError: 'ten onrechte afgegeven',
  dataIncorrect: 'onjuiste gegevens',
  goodsNotShipped: 'goederen niet verzonden',
  fraud: 'fraude',
  replaced: 'vervangen',
  requestedByApplicant: 'op vraag van de aanvrager',
  switchedToPaper: 'omgezet naar papier',
  surrendered: 'ingeleverd',
  acquitted: 'gezuiverd',
  moved: 'overgebracht naar een ander register',
};
