import type { Text } from '../en/index.ts';

export const scan: Text['scan'] = {
  open: 'QR-code scannen',
  title: 'Scan de QR-code',
  lead: 'Houd de code van de afdruk voor de camera. Het beeld wordt in deze pagina gelezen en nergens heen gestuurd.',
  stop: 'Camera stoppen',
  video: 'Wat de camera ziet',
  starting: 'De camera wordt gestart…',
  refused:
    'Deze pagina mag de camera niet gebruiken. Sta het toe in uw browser, of kies in plaats daarvan een foto van de afdruk.',
  noCamera: 'Hier kan geen camera gebruikt worden. Kies een foto van de afdruk, of typ nummer en code.',
  looking: 'Er wordt een QR-code in de foto gezocht…',
  notFound: (name) =>
    `In ${name} is geen QR-code te lezen. Neem de foto recht van boven, scherp en dichtbij, of typ nummer en code.`,
  notOurs: 'Deze QR-code is er geen van een certificaat.',
  elsewhere: (host) =>
    `De code leidt naar ${host}, niet naar deze pagina. Een vervalste afdruk kan naar een vervalste pagina leiden: ga er alleen heen als u dat adres kent.`,
  askHere: 'Vraag het hier met nummer en code',
  credentialAlone:
    'Dit is een bewijsstuk zonder meer, waarvan nummer of code verborgen is. Voeg de bewijsbundel toe die erbij hoorde.',
};
