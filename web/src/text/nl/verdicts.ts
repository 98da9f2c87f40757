import type { Text } from '../en/index.ts';
import { pluralIn } from '../words.ts';

const plural = pluralIn('nl');

export const verdicts: Text['verdicts'] = {
  checkingParts: (count) =>
    `Wordt nagegaan… ${count} ${plural(count, { one: 'bestand', other: 'bestanden' })} tot nu toe.`,
  parts: 'Wat er in het archief zit',
  partsHold: (count) =>
    `${plural(count, { one: 'Het ene bestand', other: `Alle ${count} bestanden` })} in het archief ${plural(count, { one: 'klopt', other: 'kloppen' })}.`,
  partsFail: (count, all) =>
    `${count} van de ${all} bestanden in het archief kloppen niet: hieronder ziet u welke.`,
  noParts: 'Het archief bevat geen documenten.',
  trailSigned: 'Zoals het ondertekend werd',
  trailOf: (who, time, lines) =>
    `Het spoor van ${who} per ${time}, ${lines} regels, ondertekend door de beheerder.`,
  trailNote:
    'Dit is het woord van de beheerder. Elke regel is op zichzelf te bewijzen: vraag het bewijs van het record.',
  trailProven:
    'Elke regel is bewezen door haar eigen gebeurtenis. Namen, bestemmingen en toestanden zijn het woord van de beheerder, ook dat er aan het eind niets is weggelaten.',
  lines: 'De regels, de laatste eerst',
  moreLines: (count) => `Meer tonen (nog ${count})`,
  heldAnyway: (count) =>
    `${count} ${plural(count, { one: 'controle klopt', other: 'controles kloppen' })} zonder de blockchain. Of het verzegeld, ingetrokken of doorgegeven is, kan alleen de blockchain zeggen.`,
  agreed: (endpoints) => `Bevraagd, en het met elkaar eens: ${endpoints}.`,
  changes: 'Wat dit oordeel zou veranderen',
  revocation: 'De kamer trekt het in of vervangt het door een ander.',
  closing: 'De eigenaar sluit het af: levert het in, of schakelt over op papier.',
  end: (day) => `De geldigheid eindigt op ${day}.`,
  anyByte: 'Een ander bestand: één gewijzigd teken wordt al gevonden.',
  handover: 'Het wordt aan iemand anders overgedragen.',
  statementEnds: (time) => `De tijd van de verklaring is om op ${time}.`,
  sealedSince:
    'De verzegeling loopt: meestal duurt dat enkele minuten. Vraag het dan opnieuw; blijft het antwoord hetzelfde, vraag dan het bestand opnieuw aan wie het u gaf.',
  sealing:
    'De verzegeling wordt definitief op de blockchain, meestal binnen enkele minuten. Vraag het dan opnieuw.',
  chainAnswer: 'Een antwoord van de blockchain. Vraag het opnieuw, of noem er hieronder andere adressen van.',
  missing: 'Wat niet getoond wordt. Vraag het volledige bewijs aan wie u dit gaf.',
  trustedFederation: 'Uw eigen vertrouwen: kent u die federatie, voeg ze dan hieronder toe.',
  nothingInvalid: 'Niets. Vraag het echte aan wie u dit gaf.',
  nothingEnded: 'Niets: dit is definitief.',
  successor: 'Niets: dit is definitief. Vraag naar het certificaat dat in de plaats kwam.',
  successorNumber: (number) =>
    `Niets: dit is definitief. Vraag naar certificaat ${number}, dat in de plaats kwam.`,
  otherCertificate:
    'De server antwoordde met een ander certificaat dan gevraagd. Vertrouw er niet op: vraag het de kamer.',
  serversWord: (host) =>
    `De keten kon van hieruit niet worden gevraagd. Wat volgt is het woord van ${host}, geen eigen controle.`,
  anew: 'Niets: dit is definitief. Vraag een nieuw.',
  keep: 'Bewaar dit als bewijs',
  keepLead: 'Drukt af wie wat naging, wanneer, met welk resultaat, en aan wie de blockchain gevraagd werd.',
  checkedBy: 'Nagegaan door',
  print: 'Afdrukken',
  sheet: 'Bewijs van een controle',
  checkedAt: 'Nagegaan op',
  file: 'Bestand',
  digest: 'SHA-256',
  numberAsked: 'Gevraagd nummer',
  askedOf: 'Gevraagd aan',
  latestBlock: 'Laatste blok',
  finalBlock: 'Definitief blok',
  block: (number, time) => `${number}, van ${time}`,
  program: 'Programma',
  byServer: (host) => `${host}, dat het certificaat op nummer vond`,
  offline:
    'U bent offline. Bestanden worden hier toch nagegaan; wat alleen de blockchain weet, wordt opgezocht zodra u weer online bent.',
  rpcUrls: 'RPC-adressen van de blockchain',
  rpcLead: 'Ze moeten allemaal antwoorden en het eens zijn: dan kan er geen alleen liegen.',
  rpcUrl: (place) => `RPC-adres ${place}`,
  addRpcUrl: 'Adres toevoegen',
  removeRpcUrl: (place) => `Adres ${place} weghalen`,
};
