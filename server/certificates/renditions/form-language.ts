import { arabic } from './form-arabic.ts';
import { chinese } from './form-chinese.ts';
import type { FormWords } from './form-vocabulary.ts';

const english: FormWords = {
  locale: 'en-GB',
  isRtl: false,
  comma: ', ',
  boxes: {
    1: 'Consignor',
    2: 'Consignee',
    3: 'Country of origin',
    4: 'Transport details (optional)',
    5: 'Remarks',
    6: 'Item number; marks, numbers, number and kind of packages; description of goods',
    7: 'Quantity',
    8: 'Certification',
  },
  title: 'CERTIFICATE OF ORIGIN',
  union: 'European Union',
  kinds: { original: 'ORIGINAL', copy: 'COPY', duplicate: 'DUPLICATE' },
  inControl: (moment, owner, isClosed) =>
    isClosed
      ? `closed; last in control, as of ${moment} UTC: ${owner}`
      : `in control on ${moment} UTC: ${owner}`,
  certifies:
    'The undersigned authority certifies that the goods described above originate in the country shown in box 3',
  issued: 'Place and date of issue',
  signatory: 'Authorised signatory',
  authority: 'Competent authority',
  accreditation: (number) => `ICC accreditation ${number}`,
  validUntil: 'Valid until',
  signed: 'Signed electronically: no handwritten signature, no stamp. This file carries its own proof.',
  check: (address) => `Check at ${address} with number and code, or drop this file there.`,
  number: 'No.',
  seeBelow: (box) => `${box}: see below the goods in box 6.`,
  boxOf: (name, number) => `${name} (box ${number})`,
  continued: (sheet, sheets) => `continued on sheet ${sheet} of ${sheets}`,
  continuation: (sheet, sheets) => `CONTINUATION SHEET   ·   PAGE ${sheet} OF ${sheets}`,
  onBehalfOf: 'for and on behalf of',
  toOrder: 'To order',
  destination: (country) => `Destination: ${country}`,
  modes: {
    ...{ sea: 'By sea', rail: 'By rail', road: 'By road', air: 'By air', mail: 'By mail' },
    ...{ multimodal: 'Mixed transport', fixed: 'Fixed installation', 'inland-water': 'By inland waterway' },
  },
  voyage: (number) => `voyage ${number}`,
  from: (place) => `from ${place}`,
  to: (place) => `to ${place}`,
  departure: (day) => `Departure ${day}`,
  transportDocument: (number) => `Transport document ${number}`,
  invoice: (number, day) => `Invoice ${number} of ${day}`,
  order: (number) => `Order ${number}`,
  contract: (number) => `Contract ${number}`,
  credit: (number) => `Letter of credit ${number}`,
  importer: (who) => `Importer: ${who}`,
  packedElsewhere: 'packed with another item',
  inBulk: 'In bulk',
  product: (id) => `Product ${id}`,
  origin: (name) => `Origin: ${name}`,
  gross: 'Gross',
  net: 'Net',
  total: (packages) => (packages === undefined ? 'Total' : `Total: ${packages} package(s)`),
  containers: (list) => `Containers: ${list}`,
  packages: {
    ...{ BG: 'bag(s)', BX: 'box(es)', CR: 'crate(s)', CS: 'case(s)', CT: 'carton(s)', DR: 'drum(s)' },
    ...{ PK: 'package(s)', PX: 'pallet(s)', RO: 'roll(s)' },
  },
  units: {
    ...{ KGM: 'kg', GRM: 'g', TNE: 't', LBR: 'lb', LTR: 'l', MTR: 'm', MTK: 'm²', MTQ: 'm³' },
    ...{ H87: 'piece(s)', C62: 'unit(s)', NPR: 'pair(s)', SET: 'set(s)' },
  },
};

const dutch: FormWords = {
  locale: 'nl',
  isRtl: false,
  comma: ', ',
  boxes: {
    1: 'Afzender',
    2: 'Geadresseerde',
    3: 'Land van oorsprong',
    4: 'Gegevens over het vervoer (facultatief)',
    5: 'Opmerkingen',
    6: 'Volgnummer; merken, nummers, aantal en soort der colli; omschrijving van de goederen',
    7: 'Hoeveelheid',
    8: 'Certificering',
  },
  title: 'CERTIFICAAT VAN OORSPRONG',
  union: 'Europese Unie',
  kinds: { original: 'ORIGINEEL', copy: 'KOPIE', duplicate: 'DUPLICAAT' },
  inControl: (moment, owner, isClosed) =>
    isClosed
      ? `afgesloten; laatste houder van het origineel, op ${moment} UTC: ${owner}`
      : `houder van het origineel op ${moment} UTC: ${owner}`,
  certifies:
    'De ondergetekende instantie verklaart dat de hierboven omschreven goederen van oorsprong zijn uit het in vak 3 vermelde land',
  issued: 'Plaats en datum van afgifte',
  signatory: 'Bevoegde ondertekenaar',
  authority: 'Bevoegde instantie',
  accreditation: (number) => `ICC-accreditatie ${number}`,
  validUntil: 'Geldig tot',
  signed: 'Elektronisch ondertekend: geen handtekening, geen stempel. Dit bestand draagt zijn eigen bewijs.',
  check: (address) => `Verifieer op ${address} met nummer en code, of sleep dit bestand daarheen.`,
  number: 'Nr.',
  seeBelow: (box) => `${box}: zie onder de goederen in vak 6.`,
  boxOf: (name, number) => `${name} (vak ${number})`,
  continued: (sheet, sheets) => `vervolg op blad ${sheet} van ${sheets}`,
  continuation: (sheet, sheets) => `VERVOLGBLAD   ·   BLAD ${sheet} VAN ${sheets}`,
  onBehalfOf: 'in naam en voor rekening van',
  toOrder: 'Aan order',
  destination: (country) => `Bestemming: ${country}`,
  modes: {
    ...{ sea: 'Over zee', rail: 'Per spoor', road: 'Over de weg', air: 'Door de lucht', mail: 'Per post' },
    ...{ multimodal: 'Gecombineerd vervoer', fixed: 'Vaste installatie', 'inland-water': 'Binnenvaart' },
  },
  voyage: (number) => `reis ${number}`,
  from: (place) => `van ${place}`,
  to: (place) => `naar ${place}`,
  departure: (day) => `Vertrek ${day}`,
  transportDocument: (number) => `Vervoersdocument ${number}`,
  invoice: (number, day) => `Factuur ${number} van ${day}`,
  order: (number) => `Bestelling ${number}`,
  contract: (number) => `Contract ${number}`,
  credit: (number) => `Documentair krediet ${number}`,
  importer: (who) => `Importeur: ${who}`,
  packedElsewhere: 'verpakt bij een andere post',
  inBulk: 'Los gestort',
  product: (id) => `Product ${id}`,
  origin: (name) => `Oorsprong: ${name}`,
  gross: 'Bruto',
  net: 'Netto',
  total: (packages) => (packages === undefined ? 'Totaal' : `Totaal: ${packages} colli`),
  containers: (list) => `Containers: ${list}`,
  packages: {
    ...{ BG: 'zak(ken)', BX: 'doos (dozen)', CR: 'krat(ten)', CS: 'kist(en)', CT: 'karton(s)' },
    ...{ DR: 'vat(en)', PK: 'colli', PX: 'pallet(s)', RO: 'rol(len)' },
  },
  units: { ...english.units, H87: 'stuk(s)', C62: 'eenheid (eenheden)', NPR: 'paar', SET: 'set(s)' },
};

const french: FormWords = {
  locale: 'fr',
  isRtl: false,
  comma: ', ',
  boxes: {
    1: 'Expéditeur',
    2: 'Destinataire',
    3: 'Pays d’origine',
    4: 'Transport (mention facultative)',
    5: 'Remarques',
    6: 'Numéro d’ordre ; marques, numéros, nombre et nature des colis ; désignation des marchandises',
    7: 'Quantité',
    8: 'Certification',
  },
  title: 'CERTIFICAT D’ORIGINE',
  union: 'Union européenne',
  kinds: { original: 'ORIGINAL', copy: 'COPIE', duplicate: 'DUPLICATA' },
  inControl: (moment, owner, isClosed) =>
    isClosed
      ? `clos ; dernier détenteur de l’original, au ${moment} UTC : ${owner}`
      : `détenteur de l’original au ${moment} UTC : ${owner}`,
  certifies:
    'L’autorité soussignée certifie que les marchandises désignées ci-dessus sont originaires du pays figurant dans la case 3',
  issued: 'Lieu et date de délivrance',
  signatory: 'Signataire habilité',
  authority: 'Autorité compétente',
  accreditation: (number) => `accréditation ICC ${number}`,
  validUntil: 'Valable jusqu’au',
  signed: 'Signé électroniquement : ni signature manuscrite, ni cachet. Ce fichier porte sa propre preuve.',
  check: (address) => `À vérifier sur ${address} avec numéro et code, ou en y déposant ce fichier.`,
  number: 'Nº',
  seeBelow: (box) => `${box} : voir sous les marchandises dans la case 6.`,
  boxOf: (name, number) => `${name} (case ${number})`,
  continued: (sheet, sheets) => `suite sur la feuille ${sheet} de ${sheets}`,
  continuation: (sheet, sheets) => `FEUILLE COMPLÉMENTAIRE   ·   ${sheet} SUR ${sheets}`,
  onBehalfOf: 'au nom et pour le compte de',
  toOrder: 'À ordre',
  destination: (country) => `Destination : ${country}`,
  modes: {
    ...{ sea: 'Par mer', rail: 'Par rail', road: 'Par route', air: 'Par air', mail: 'Par la poste' },
    ...{ multimodal: 'Transport mixte', fixed: 'Installation fixe', 'inland-water': 'Navigation intérieure' },
  },
  voyage: (number) => `voyage ${number}`,
  from: (place) => `de ${place}`,
  to: (place) => `à ${place}`,
  departure: (day) => `Départ le ${day}`,
  transportDocument: (number) => `Document de transport ${number}`,
  invoice: (number, day) => `Facture ${number} du ${day}`,
  order: (number) => `Commande ${number}`,
  contract: (number) => `Contrat ${number}`,
  credit: (number) => `Crédit documentaire ${number}`,
  importer: (who) => `Importateur : ${who}`,
  packedElsewhere: 'emballé avec un autre article',
  inBulk: 'En vrac',
  product: (id) => `Produit ${id}`,
  origin: (name) => `Origine : ${name}`,
  gross: 'Brut',
  net: 'Net',
  total: (packages) => (packages === undefined ? 'Total' : `Total : ${packages} colis`),
  containers: (list) => `Conteneurs : ${list}`,
  packages: {
    ...{ BG: 'sac(s)', BX: 'boîte(s)', CR: 'cageot(s)', CS: 'caisse(s)', CT: 'carton(s)', DR: 'fût(s)' },
    ...{ PK: 'colis', PX: 'palette(s)', RO: 'rouleau(x)' },
  },
  units: { ...english.units, H87: 'pièce(s)', C62: 'unité(s)', NPR: 'paire(s)', SET: 'jeu(x)' },
};

const languages: ReadonlyMap<string, FormWords> = new Map([
  ['nl', dutch],
  ['fr', french],
  ['ar', arabic],
  ['zh', chinese],
]);

/** @param language ISO 639-1, of the certificate */
export const formWords = (language: string): FormWords => languages.get(language) ?? english;

/** Whether the form speaks this language itself. */
export const isFormLanguage = (language: string): boolean => language === 'en' || languages.has(language);

/** In its own language, with English beside where that is another. */
export function named(words: FormWords, pick: (of: FormWords) => string): string {
  const [own, second] = [pick(words), pick(english)];
  return own === second ? own : `${own} / ${second}`;
}

/** The English of a word that stands below its own; undefined where it is the same. */
export function secondWord(words: FormWords, pick: (of: FormWords) => string): string | undefined {
  return pick(words) === pick(english) ? undefined : pick(english);
}
