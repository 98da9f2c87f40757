/**
 * What an applicant declares when an application is submitted: the declaration of the application form's back
 * (Regulation 2454/93, Annex 12). The text that was accepted is kept with the submission; a changed text gets a
 * version of its own.
 */
export const declarationVersion = '2026-11';

export const declarationLanguages = ['en', 'nl', 'fr'] as const;
export type DeclarationLanguage = (typeof declarationLanguages)[number];

export const declarationTexts: Readonly<Record<DeclarationLanguage, string>> = {
  en: 'The applicant declares that the goods described in this application originate in the country shown in box 3, and that the application and the evidence handed in with it are true and complete; asks the chamber to certify this origin; and undertakes to give it whatever more it needs to check the origin, and to tell it without delay of anything in the application that proves to be wrong.',
  nl: 'De aanvrager verklaart dat de in deze aanvraag omschreven goederen van oorsprong zijn uit het in vak 3 vermelde land, en dat de aanvraag en de daarbij ingediende bewijsstukken juist en volledig zijn; verzoekt de kamer deze oorsprong te certificeren; en verbindt zich ertoe haar alles te bezorgen wat zij verder nodig heeft om de oorsprong te controleren, en haar onverwijld te melden wat in de aanvraag onjuist blijkt te zijn.',
  fr: "Le demandeur déclare que les marchandises désignées dans cette demande sont originaires du pays indiqué dans la case 3, et que la demande et les justificatifs qui y sont joints sont exacts et complets ; demande à la chambre de certifier cette origine ; et s'engage à lui fournir tout ce qui lui est encore nécessaire pour vérifier l'origine, et à lui signaler sans délai tout ce qui, dans la demande, se révélerait inexact.",
};
