import type { AllProblems } from '../en/problems.ts';
import { certificates } from './certificates.ts';
import { handovers } from './handovers.ts';
import { pouches } from './pouches.ts';
import { undertakings } from './undertakings.ts';

/** As the server says them (server/http/problem.ts); it may say more, and then less is said here. */
const states: Readonly<Record<string, string>> = {
  ...{ ...undertakings.states, ...handovers.states, ...pouches.states, ...certificates.states },
  ended: 'Beëindigd',
  erased: 'Gewist',
  not_accredited: 'Niet erkend',
  yourself: 'Uzelf',
  the_last_administrator: 'De laatste beheerder',
};

const reasons: Readonly<Record<string, string>> = {
  'certificates are applied for at a chamber': 'certificaten worden bij een kamer aangevraagd',
  'undertakings are given to chambers': 'verbintenissen worden jegens kamers aangegaan',
  'it is your own organisation': 'het is uw eigen organisatie',
  'it sees all of it already': 'zij ziet het al helemaal',
  'it keeps its identity key itself, and would have to sign each time':
    'zij bewaart haar identiteitssleutel zelf en zou telkens moeten ondertekenen',
  'here nobody can be asked for a signature': 'hier kan niemand om een handtekening worden gevraagd',
  'no fresh key is enrolled for it': 'daarvoor is geen nieuwe sleutel aangemeld',
  'no key of theirs is enrolled for records':
    'zij heeft geen sleutel voor certificaten en dossiers aangemeld',
  'it owns the record': 'zij is al de eigenaar',
  'nobody recommended it': 'nog niemand beval het aan',
  'you recommended it yourself': 'u beval het zelf aan',
  'whoever asked for it cannot approve it': 'wie erom vroeg, kan het niet goedkeuren',
};

/** The sentence, with the reason where it is known. */
function because(sentence: string, why: string | number | undefined): string {
  const reason = /^an organisation of the role/.test(String(why))
    ? 'deze rol kan geen eigenaar zijn; deel het in plaats daarvan'
    : reasons[String(why)];
  return reason === undefined ? `${sentence}.` : `${sentence}: ${reason}.`;
}

export const problems: AllProblems = {
  said: {
    malformed_json: () => 'Het verzoek is niet leesbaar.',
    invalid_request: () => 'Niet alles klopt wat er ingevuld is.',
    idempotency_key_missing: () => 'Het verzoek is onvolledig.',
    idempotency_key_invalid: () => 'Het verzoek is niet leesbaar.',
    not_signed_in: () => 'Meld u eerst aan.',
    wrong_credentials: () => 'De naam of het geheim is onjuist.',
    wrong_code: () => 'De link of de code klopt niet, of de tijd ervan is om.',
    invalid_client: () => 'De client is onbekend of beëindigd, of het geheim is onjuist.',
    invalid_token: () => 'Het toegangstoken is niet (meer) geldig.',
    forbidden: () => 'Hiertoe hebt u niet het recht.',
    cross_site: () => 'Dit kan alleen vanaf onze eigen pagina’s.',
    not_found: () => 'Dit bestaat niet, of het wordt niet met u gedeeld.',
    method_not_allowed: () => 'Dat kan op dit adres niet.',
    wrong_state: ({ state }) => {
      const known = states[String(state).replaceAll(' ', '_')];
      return known === undefined
        ? 'Dat kan in deze toestand niet.'
        : `Dat kan in deze toestand niet: ${known}.`;
    },
    already_exists: () => 'Dat bestaat al.',
    request_in_progress: () => 'Hier wordt nog aan gewerkt.',
    second_person_needed: ({ why }) => because('Uw organisatie wil dat twee personen beslissen', why),
    wrong_offset: () => 'Een deel van het bestand ontbreekt: probeer het opnieuw.',
    range_not_satisfiable: () => 'Het bestand heeft geen dergelijk deel.',
    infected: ({ found = '' }) => `De virusscanner vond ${found} in dit bestand: het is niet aangenomen.`,
    limit_reached: ({ limit = '' }) => `Er zijn er al ${limit}: er kunnen er geen meer bij.`,
    not_owner: () => 'Alleen de eigenaar kan dit doen, en dat is een andere partij.',
    undertaking_missing: () =>
      'Deze kamer neemt alleen aanvragen aan onder een jaarlijkse verbintenis die zij heeft aanvaard, en u hebt er geen die van kracht is.',
    not_a_signatory: () =>
      'Alleen wie in uw verbintenis jegens deze kamer genoemd is, kan dit voor u verklaren.',
    kept: ({ until = '' }) => `Dit moet tot en met ${until} bewaard worden.`,
    on_hold: ({ since = '' }) => `Dit wordt sinds ${since} vastgehouden: niets ervan wordt gewist.`,
    signatures_needed: () =>
      'Uw organisatie bewaart haar sleutels zelf: dit gebeurt zodra u het met uw sleutels ondertekent. Er is nog niets gedaan.',
    signature_needed: () => 'Dit vraagt een handtekening met een sleutel die de eigenaar zelf bewaart.',
    signed_otherwise: () =>
      'Er is iets gewijzigd sinds u dit voorbereidde, en wat u ondertekende past niet meer: begin opnieuw.',
    handover_open: () => 'Er staat een overdracht open: trek die eerst terug.',
    changed_meanwhile: () => 'Het is gewijzigd sinds u het las: lees het opnieuw.',
    precondition_missing: () => 'Lees het eerst opnieuw.',
    body_too_large: () => 'Dit is te groot.',
    unsupported_media_type: () => 'Een bestand van dit type wordt hier niet aangenomen.',
    idempotency_key_reused: () => 'Dit verzoek werd al voor iets anders gebruikt.',
    application_incomplete: () => 'De aanvraag is niet volledig.',
    not_expressible: ({ format = '' }) => `Dit certificaat kan niet als ${format} geschreven worden.`,
    not_permitted_party: ({ why }) => because('De gekozen partij kan hieraan niet deelnemen', why),
    too_many_requests: ({ seconds = 60 }) => `Te veel verzoeken: wacht ${seconds} seconden.`,
    internal: () => 'Er ging iets mis aan onze kant.',
    unavailable: () => 'Een deel van de dienst is nu niet beschikbaar: probeer het opnieuw.',
  },
  fields: {
    missing: () => 'Dit ontbreekt.',
    unknown: () => 'Dit veld bestaat niet.',
    wrong_type: () => 'Dit is niet van het verwachte soort.',
    malformed: () => 'Dit heeft niet de verwachte vorm.',
    not_allowed: () => 'Dit is geen van de mogelijke waarden.',
    inconsistent: () => 'Dit past niet bij de andere gegevens.',
    invalid: () => 'Dit klopt niet.',
    too_short: (limit) => `Minstens ${limit} tekens.`,
    too_long: (limit) => `Ten hoogste ${limit} tekens.`,
    too_few: (limit) => `Minstens ${limit}.`,
    too_many: (limit) => `Ten hoogste ${limit}.`,
    too_small: (limit) => `Minstens ${limit}.`,
    too_big: (limit) => `Ten hoogste ${limit}.`,
    empty_file: () => 'Het bestand is leeg.',
    too_far: (limit) => `Ten hoogste ${limit} dagen vanaf nu.`,
    in_the_past: () => 'Dit ligt in het verleden.',
    taken: () => 'Iemand meldt zich al met dit e-mailadres aan.',
    not_held: () => 'Dit recht hebt u zelf niet.',
    no_such_organisation: () => 'Deze organisatie bestaat niet.',
    not_in_force: () => 'Dit is geen ander geldig certificaat dat u afgaf.',
    nothing_to_add: () => 'Aan een certificaat kan niets toegevoegd worden.',
  },
};
