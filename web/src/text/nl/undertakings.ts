import type { Text } from '../en/index.ts';

export const undertakings: Text['undertakings'] = {
  title: 'Verbintenissen',
  lead: 'Waartoe uw onderneming zich voor een jaar jegens een kamer verbindt, en wie de aanvragen bij haar mag ondertekenen.',
  chamberLead: 'Waartoe exporteurs zich voor een jaar jegens u verbinden, en wie voor hen mag ondertekenen.',
  give: 'Verbintenis aangaan',
  giveIt: 'Verbintenis aangaan',
  renew: 'Vernieuwen',
  renewOf: (chamber: string) => `De verbintenis jegens ${chamber} vernieuwen`,
  chamber: 'Kamer',
  signatories: 'Mogen ondertekenen',
  signatoriesLead:
    'Wie voor u verklaart als een aanvraag wordt ingediend. Wilt u later iemand toevoegen, vernieuw ze dan.',
  signatoryMissing: 'Kies minstens één persoon.',
  nobody: 'Niemand meer',
  by: (person: string, organisation: string) =>
    `U gaat dit aan als ${person}, namens ${organisation}. Het eindigt na een jaar of, als het er een van nog hoogstens 90 dagen vernieuwt, een jaar na die ene.`,
  givenBy: (who: string, date: string) => `Aangegaan door ${who} op ${date}`,
  until: (date: string) => `tot ${date}`,
  states: {
    given: 'Wacht op de kamer',
    accepted: 'Van kracht',
    refused: 'Geweigerd',
    withdrawn: 'Teruggetrokken',
    replaced: 'Vervangen',
    expired: 'Afgelopen',
  },
  accept: 'Aanvaarden',
  acceptOf: (exporter: string) => `De verbintenis van ${exporter} aanvaarden`,
  refuse: 'Weigeren',
  refuseOf: (exporter: string) => `De verbintenis van ${exporter} weigeren`,
  reason: 'Reden',
  reasonLead: 'De exporteur leest ze.',
  withdraw: 'Terugtrekken',
  withdrawOf: (chamber: string) => `De verbintenis jegens ${chamber} terugtrekken`,
  withdrawLead:
    'Ze telt vanaf nu niet meer. Als de kamer er een vereist, neemt ze geen aanvragen van u aan tot ze een andere heeft aanvaard.',
  remove: 'Verwijderen',
  removeOf: (person: string) => `${person} als ondertekenaar verwijderen`,
  removeLead: 'Vanaf nu, onder deze verbintenis. Wilt u iemand weer laten ondertekenen, vernieuw ze dan.',
  details: 'Tekst en verloop',
  acts: {
    accepted: (who: string, time: string) => `Aanvaard door ${who} op ${time}`,
    refused: (who: string, time: string) => `Geweigerd door ${who} op ${time}`,
    withdrawn: (who: string, time: string) => `Teruggetrokken door ${who} op ${time}`,
    replaced: (who: string, time: string) => `Vervangen door een latere, aanvaard door ${who} op ${time}`,
  },
  removed: (person: string, who: string, time: string) =>
    `${person} mag niet langer ondertekenen: ${who}, op ${time}`,
  earlier: 'Vroegere',
  none: {
    title: 'Er is geen verbintenis van kracht',
    lead: 'Sommige kamers nemen alleen aanvragen aan van wie ondertekent onder een verbintenis die zij hebben aanvaard.',
  },
  shown: 'Getoond',
  waiting: 'Te beantwoorden',
  inForce: 'Van kracht',
  all: 'Alle',
  noneHere: {
    title: 'Hier zijn geen verbintenissen',
    lead: 'Wat exporteurs jegens u aangaan, verschijnt hier vanzelf.',
  },
  toAnswer: 'Verbintenissen om te beantwoorden',
  ending: 'Verbintenissen die weldra aflopen',
  endsOn: (date: string) => `loopt af op ${date}`,
  required: 'Een jaarlijkse verbintenis is vereist',
  requiredLead:
    'U neemt alleen aanvragen aan van wie mag ondertekenen onder een verbintenis die u hebt aanvaard en waarvan het jaar niet om is.',
  /** By the state of what one gave. */
  needed: {
    none: 'De kamer neemt aanvragen alleen aan onder een jaarlijkse verbintenis, en geen van uw verbintenissen is van kracht.',
    given:
      'De kamer neemt aanvragen alleen aan onder een jaarlijkse verbintenis. De uwe wacht op haar antwoord.',
    accepted:
      'De kamer neemt aanvragen alleen aan van de ondertekenaars van uw verbintenis. U bent daar niet bij.',
  },
  toThem: 'Uw verbintenissen bekijken',
  onBehalfOf: (person: string) => `voor ondertekenaar ${person}`,
};
