import type { DeclarationLanguage } from './declaration.ts';

/**
 * What a company undertakes towards a chamber, once a year, before its people sign applications to it: the formal
 * undertaking that chambers have registered on paper, with the persons who may sign. The text that was given is kept
 * with it; a changed text gets a version of its own.
 */
export const undertakingVersion = '2026-11';

export const undertakingTexts: Readonly<Record<DeclarationLanguage, string>> = {
  en: 'The company declares that the persons named are authorised to sign applications for certificates of origin, and the declarations that go with them, on its behalf. It undertakes towards the chamber, for one year: to apply only for goods whose origin it can prove, and to state nothing but what is true and complete; to keep the evidence for as long as the law requires, and to show it to the chamber and to the authorities that ask for it; to tell the chamber without delay of anything that proves to be wrong, and of any change in who may sign; and to answer for what comes of a wrong statement or of the misuse of a certificate that it was given.',
  nl: 'De onderneming verklaart dat de genoemde personen gemachtigd zijn om namens haar aanvragen voor certificaten van oorsprong en de bijbehorende verklaringen te ondertekenen. Zij verbindt zich jegens de kamer, voor één jaar, ertoe: alleen aan te vragen voor goederen waarvan zij de oorsprong kan bewijzen, en niets te verklaren dan wat juist en volledig is; de bewijsstukken te bewaren zolang de wet het vereist, en ze te tonen aan de kamer en aan de overheden die erom vragen; de kamer onverwijld te melden wat onjuist blijkt te zijn en wie niet langer mag ondertekenen; en in te staan voor de gevolgen van een onjuiste verklaring of van het misbruik van een certificaat dat haar werd afgegeven.',
  fr: "L'entreprise déclare que les personnes désignées sont habilitées à signer en son nom les demandes de certificats d'origine et les déclarations qui les accompagnent. Elle s'engage envers la chambre, pour un an : à ne demander de certificats que pour des marchandises dont elle peut prouver l'origine, et à ne rien déclarer qui ne soit exact et complet ; à conserver les justificatifs aussi longtemps que la loi l'exige, et à les présenter à la chambre et aux autorités qui les demandent ; à signaler sans délai à la chambre ce qui se révélerait inexact et tout changement des personnes habilitées à signer ; et à répondre des suites d'une déclaration inexacte ou de l'usage abusif d'un certificat qui lui a été délivré.",
};
