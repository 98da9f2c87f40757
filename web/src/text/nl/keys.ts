import type { Text } from '../en/index.ts';

export const keys: Text['keys'] = {
  title: 'Wie uw sleutels bewaart',
  lead: 'Wie de sleutels bewaart, kan namens uw organisatie handelen en overdragen wat van u is.',
  summaryOurs: 'U bewaart ze zelf: elke handeling wordt ondertekend met een sleutel van u.',
  summaryServer: 'Deze server bewaart ze voor u en ondertekent in uw naam wat u hier doet.',
  more: 'Bekijken en wijzigen wie ze bewaart',
  loading: 'Wie uw sleutels bewaart',
  inCustody: (count: number) =>
    count === 1
      ? '1 document staat nog op een sleutel die de server bewaart. Open het en kies “Op een nieuwe sleutel zetten”.'
      : `${count} documenten staan nog op sleutels die de server bewaart. Open ze en kies “Op een nieuwe sleutel zetten”.`,
  none: {
    title: 'Nog niemand behalve de server',
    lead: 'Bewaar de sleutels in deze browser, in een passkey of in een eigen programma. Vanaf dan gebeurt er niets in uw naam zonder die sleutels.',
  },
  holders: 'Wie ze bewaart',
  holder: 'Bewaarder',
  state: 'Status',
  ready: 'Sleutels klaar',
  documents: 'Documenten',
  act: 'Wat te doen',
  kinds: { browser: 'Browser', passkey: 'Passkey', program: 'Programma' },
  states: { proposed: 'Voorgesteld', confirmed: 'Bewaart sleutels', ended: 'Beëindigd' },
  thisBrowser: 'Deze browser',
  since: (who: string, date: string) => (who === '' ? `sinds ${date}` : `${who}, sinds ${date}`),
  create: 'Sleutels in deze browser bewaren',
  createIt: 'Sleutels maken',
  proposeIt: 'Voorstellen',
  createPasskey: 'Een passkey gebruiken',
  name: 'Naam',
  nameLead: 'Waaraan uw collega’s ze herkennen.',
  defaultName: (who: string) => `Browser van ${who}`,
  defaultPasskey: (who: string) => `Passkey van ${who}`,
  stays:
    'De sleutels worden hier gemaakt en blijven hier. Niemand kan ze eruit kopiëren: wij niet, u niet en geen programma in deze browser.',
  lost: 'Worden de gegevens van deze browser gewist of gaat het toestel verloren, dan zijn de sleutels weg. Laat ook een tweede browser, een passkey of een programma sleutels bewaren voordat u erop vertrouwt.',
  passkeyStays:
    'Uw sleutels worden bij elke ondertekening uit de passkey afgeleid en daarna vergeten. Ze gaan mee met de passkey: wordt die gesynchroniseerd, dan ook naar uw andere toestellen.',
  passkeyLost:
    'Wie de passkey kan gebruiken, kan ondertekenen. Wordt de passkey verwijderd, dan zijn de sleutels voorgoed weg.',
  first:
    'Dit zijn de eerste. Vanaf dan kan de server niet meer voor uw organisatie ondertekenen: elke handeling vraagt een handtekening, en systemen die via de API voor u handelen, hebben eigen sleutels nodig.',
  proposed: 'Een beheerder van uw organisatie moet ze bevestigen voordat ze gebruikt kunnen worden.',
  waiting:
    'Deze browser heeft sleutels gemaakt. Ze kunnen gebruikt worden zodra een beheerder ze heeft bevestigd.',
  leftOver: {
    lead: (name) =>
      `Deze browser maakte sleutels (${name}) die van niemand zijn: het antwoord kwam nooit, of niemand bevestigde ze. Niets van u staat erop.`,
    use: 'Nu gebruiken',
    remove: 'Verwijderen',
    removeLead: 'Deze sleutels worden uit deze browser gewist. Niets van u staat erop.',
  },
  noPrf:
    'Deze passkey kan geen sleutels afleiden en wordt daarom niet gebruikt: met één sleutel voor alles zou iedereen zien welke documenten bij elkaar horen. Bewaar de sleutels in plaats daarvan in deze browser. De passkey mag u weer verwijderen.',
  noPasskey: 'De passkey is niet gebruikt. Er is niets gewijzigd.',
  otherPasskey: 'Dit is een andere passkey dan die waarin uw sleutels zitten.',
  add: '100 sleutels toevoegen',
  addTo: (name: string) => `100 sleutels toevoegen aan ${name}`,
  low: 'Bijna op. Als er geen meer is, dient de laatste opnieuw, en dan ziet iedereen dat die documenten bij elkaar horen.',
  confirm: 'Bevestigen',
  confirmOf: (name: string) => `De sleutels van ${name} bevestigen`,
  confirmLead: (who: string) =>
    `${who === '' ? 'Een systeem' : who} vraagt om sleutels van uw organisatie te bewaren. Vraag na of dat klopt: wie sleutels bewaart, kan in uw naam ondertekenen.`,
  end: 'Beëindigen',
  endOf: (name: string) => `${name} beëindigen`,
  endLead: 'Ondertekent niets meer in uw naam. Dit kan niet ongedaan worden gemaakt.',
  endRecords: (count: number) =>
    count === 1
      ? '1 document staat op deze sleutels en blijft daar: alleen deze bewaarder kan het overdragen. Zet het zo mogelijk eerst op een nieuwe sleutel.'
      : `${count} documenten staan op deze sleutels en blijven daar: alleen deze bewaarder kan ze overdragen. Zet ze zo mogelijk eerst op nieuwe sleutels.`,
  endLast: 'Dit is de laatste. De server bewaart uw sleutel dan weer, een nieuwe, en ondertekent in uw naam.',
  help: 'Als er iets met een toestel gebeurt',
  backUp: {
    title: 'Om zeker te zijn',
    lead: 'Sleutels worden nooit gekopieerd; een reserve is dus een tweede bewaarder: een andere browser, een passkey of een eigen programma dat via de API sleutels bewaart. Elke bewaarder ondertekent namens de organisatie; elk document blijft op de sleutel van wie het aannam.',
  },
  device: {
    title: 'Een toestel is verloren',
    lead: 'Beëindig het hier en handel verder met een andere bewaarder. Documenten op die sleutels kan niemand meer overdragen: vraag de kamer zo’n certificaat te vervangen, en maak op de pagina van zo’n dossier een nieuw in zijn plaats.',
  },
  change: {
    title: 'Een toestel wordt weggegeven of is gestolen',
    lead: 'Zet eerst de documenten op die sleutels op nieuwe sleutels, zo nodig op het toestel zelf. Beëindig het daarna hier.',
  },
  renewal: {
    title: 'De sleutel van dit document',
    lead: 'U beheerst dit document met een eigen sleutel. Een nieuwe sleutel maakt de oude onbruikbaar; bewaart u uw sleutels zelf, dan haalt ze het document ook uit de handen van de server.',
    start: 'Op een nieuwe sleutel zetten',
    dialog: 'Op een nieuwe sleutel zetten',
    dialogLead:
      'Het blijft van u en er verandert niets aan. Het auditspoor toont dat de sleutel vernieuwd is.',
    done: 'Het staat op een nieuwe sleutel van u.',
  },
  handover: {
    agreed: (name: string) => `${name} heeft aanvaard. Het is van hen zodra u ondertekent.`,
    agreedPart: (name) =>
      `${name} heeft aanvaard. Zodra u ondertekent, wordt er een dossier van gemaakt. Bewaren zij hun sleutels zelf, dan wordt hun daarna gevraagd dat dossier te aanvaarden, en ondertekent u als laatste.`,
    acceptedPart: (name) =>
      `U hebt aanvaard. Zodra ${name} ondertekent, wordt er een dossier van gemaakt. Bewaart u uw sleutels zelf, dan wordt u daarna gevraagd dat dossier te aanvaarden.`,
    sign: 'Overdracht ondertekenen',
  },
  sign: {
    browser: 'Ondertekenen met de sleutels in deze browser',
    passkey: 'Ondertekenen met uw passkey',
    lead: (organisation: string) => `Namens ${organisation} ondertekent u:`,
    one: 'Ondertekenen',
    signing: 'Bezig met ondertekenen…',
    give: (about: string) => `Het gaat naar ${about} en is vanaf dan van hen`,
    take: (about: string) => `Het komt van ${about} op een sleutel van u`,
    renew: 'Het gaat naar een nieuwe sleutel van u en blijft van u',
    close: 'Het wordt voorgoed afgesloten',
    control: 'U hebt er nu de zeggenschap over',
    more: (count: number) => `en nog ${count}`,
    exact: 'Wat er precies ondertekend wordt',
    not: 'Er is niets ondertekend, dus er is niets gebeurd.',
  },
  elsewhere: {
    title: 'De sleutels hiervoor zitten niet in deze browser',
    lead: 'Er is niets gebeurd en wat u invulde, staat er nog. Dit kan ondertekend worden met:',
    nobody: 'Niemand bewaart een sleutel die dit kan ondertekenen.',
    see: 'Wie uw sleutels bewaart',
  },
  refused: {
    title: 'Deze pagina weigert te ondertekenen',
    lead: 'Er is niets ondertekend en niets gebeurd.',
    why: {
      unreadable: 'Wat de server liet ondertekenen, is geen verklaring die deze pagina kent.',
      altered: 'Wat de server liet ondertekenen, is niet wat hij zei dat het was.',
      chain: 'Het is voor een ander register dan dat waarvoor uw sleutels gemaakt zijn.',
      'other-act': 'De server liet iets ondertekenen dat niet hoort bij wat u vroeg.',
      'other-words': 'De server liet iets ondertekenen dat afwijkt van wat u invulde.',
      time: 'Het draagt een andere datum dan nu. Kijk na of de klok van dit toestel juist staat.',
      stock:
        'Het document zou op een sleutel komen die niet in uw handen is. Voeg eerst sleutels toe aan deze bewaarder, onder “Wie uw sleutels bewaart”.',
    },
  },
};
