import type { CertificateKind } from './certificate-kind.ts';
import type { SpokenLanguage } from './spoken-languages.ts';

/**
 * What an applicant declares when an application is submitted: the declaration of the application form's back
 * (Regulation 2454/93, Annex 12). The text that was accepted is kept with the submission; a changed text gets a
 * version of its own.
 */
export const declarationVersion = '2026-11';

type Texts = Readonly<Record<SpokenLanguage, string>>;

const ofOrigin: Texts = {
  en: 'The applicant declares that the goods described in this application originate in the country shown in box 3, and that the application and the evidence handed in with it are true and complete; asks the chamber to certify this origin; and undertakes to give it whatever more it needs to check the origin, and to tell it without delay of anything in the application that proves to be wrong.',
  nl: 'De aanvrager verklaart dat de in deze aanvraag omschreven goederen van oorsprong zijn uit het in vak 3 vermelde land, en dat de aanvraag en de daarbij ingediende bewijsstukken juist en volledig zijn; verzoekt de kamer deze oorsprong te certificeren; en verbindt zich ertoe haar alles te bezorgen wat zij verder nodig heeft om de oorsprong te controleren, en haar onverwijld te melden wat in de aanvraag onjuist blijkt te zijn.',
  fr: "Le demandeur déclare que les marchandises désignées dans cette demande sont originaires du pays indiqué dans la case 3, et que la demande et les justificatifs qui y sont joints sont exacts et complets ; demande à la chambre de certifier cette origine ; et s'engage à lui fournir tout ce qui lui est encore nécessaire pour vérifier l'origine, et à lui signaler sans délai tout ce qui, dans la demande, se révélerait inexact.",
  ar: 'يقرّ مقدّم الطلب بأن منشأ البضائع الموصوفة في هذا الطلب هو البلد المبيّن في الخانة 3، وبأن الطلب والمستندات الثبوتية المقدّمة معه صحيحة وكاملة؛ ويطلب من الغرفة أن تشهد بهذا المنشأ؛ ويتعهد بأن يوافيها بكل ما تحتاج إليه أيضًا للتحقق من المنشأ، وأن يُعلمها دون تأخير بكل ما يتبيّن أنه غير صحيح في الطلب.',
  zh: '申请人声明：本申请所述货物原产于第3栏所示国家，本申请及随附证明材料真实、完整；请商会证明该原产地；并承诺向商会提供核查原产地所需的其他一切材料，申请中如有任何内容查明不实，立即告知商会。',
};

const ofDocument: Texts = {
  en: 'The applicant declares that the document handed in with this application is its own and is signed by somebody who may sign for it, and that what the document, the application and the evidence say is true and complete; asks the chamber to certify it; and undertakes to give the chamber whatever more it needs to check it, and to tell it without delay of anything in it that proves to be wrong.',
  nl: 'De aanvrager verklaart dat het bij deze aanvraag ingediende document van hem uitgaat en ondertekend is door iemand die voor hem mag tekenen, en dat wat het document, de aanvraag en de bewijsstukken vermelden juist en volledig is; verzoekt de kamer het te certificeren; en verbindt zich ertoe haar alles te bezorgen wat zij verder nodig heeft om het te controleren, en haar onverwijld te melden wat erin onjuist blijkt te zijn.',
  fr: "Le demandeur déclare que le document joint à cette demande émane de lui et est signé par une personne habilitée à signer pour lui, et que ce qu'indiquent le document, la demande et les justificatifs est exact et complet ; demande à la chambre de le certifier ; et s'engage à lui fournir tout ce qui lui est encore nécessaire pour le vérifier, et à lui signaler sans délai tout ce qui s'y révélerait inexact.",
  ar: 'يقرّ مقدّم الطلب بأن المستند المقدّم مع هذا الطلب صادر عنه وموقّع من شخص مخوَّل بالتوقيع عنه، وبأن ما يرد في المستند والطلب والمستندات الثبوتية صحيح وكامل؛ ويطلب من الغرفة تصديقه؛ ويتعهد بأن يوافيها بكل ما تحتاج إليه أيضًا للتحقق منه، وأن يُعلمها دون تأخير بكل ما يتبيّن أنه غير صحيح فيه.',
  zh: '申请人声明：随本申请提交的文件由申请人出具，并由有权代表申请人的人签署，文件、申请及证明材料所述内容真实、完整；请商会予以证明；并承诺向商会提供核查所需的其他一切材料，其中如有任何内容查明不实，立即告知商会。',
};

/** By what is applied for. */
export const declarationTexts: Readonly<Record<CertificateKind, Texts>> = {
  origin: ofOrigin,
  document: ofDocument,
};
