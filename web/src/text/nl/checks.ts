import type { JsonObject } from '../../../../core/json.ts';
import type { CheckCode } from '../../../../core/verdict.ts';
import type { CheckWords } from '../en/checks.ts';

const sealed = {
  ok: ({ sequence, block }: JsonObject) => `Gebeurtenis ${sequence} werd verzegeld in blok ${block}.`,
  unknown: ({ sequence, root, block }: JsonObject) => {
    if (root === undefined) return `Gebeurtenis ${sequence} wacht op haar batch.`;
    return block === undefined
      ? `De batch van gebeurtenis ${sequence} staat nog niet op de blockchain.`
      : `Gebeurtenis ${sequence} staat in blok ${block}, dat nog niet definitief is.`;
  },
};

const accredited = {
  ok: 'De sleutel was erkend toen dit verzegeld werd.',
  failed: ({ until, time }: JsonObject) => {
    if (time === undefined) return 'Niemand erkende de sleutel die ondertekende.';
    return String(time) >= String(until)
      ? 'Ondertekend met een sleutel waarvan de erkenning afgelopen was.'
      : 'Ondertekend met een sleutel die nog niet erkend was.';
  },
  unknown: 'De erkenning van de sleutel is nog niet definitief.',
};

const ends: Readonly<Record<string, string>> = {
  closed: 'Het record is afgesloten.',
  revoked: 'Het record is ingetrokken.',
  superseded: 'Het record is ingetrokken en een ander komt in de plaats.',
};

export const checks: Readonly<Record<CheckCode, CheckWords>> = {
  'proof.readable': {
    ok: 'Het bewijs kan gelezen worden.',
    failed: 'Het bewijs is beschadigd of niet van ons.',
    unknown: ({ format }) =>
      format === undefined
        ? 'Dit bestand draagt geen bewijs.'
        : 'Het bewijs is gemaakt voor een nieuwere versie dan deze.',
  },
  'deployment.known': {
    ok: 'De federatie waaronder het afgegeven is, wordt vertrouwd.',
    failed: 'Afgegeven onder een federatie die hier niet vertrouwd wordt.',
  },
  'record.id': {
    ok: 'Het kenmerk van het record hoort bij zijn ontstaan.',
    failed: 'Het kenmerk van het record hoort niet bij zijn ontstaan.',
  },
  'trail.chain': {
    ok: 'De getoonde gebeurtenissen sluiten op elkaar aan.',
    failed: ({ sequence }) => `Gebeurtenis ${sequence} sluit niet aan op de andere.`,
  },
  'trail.signatures': {
    ok: 'Elke getoonde gebeurtenis is ondertekend.',
    failed: ({ sequence }) =>
      `Gebeurtenis ${sequence} is niet wat vastgelegd werd, of is niet juist ondertekend.`,
  },
  'trail.batches': {
    ok: 'Elke gebeurtenis zit in haar batch.',
    failed: ({ sequence }) => `Gebeurtenis ${sequence} zit niet in de batch waarin ze zou zitten.`,
  },
  'issuance.event': {
    ok: 'De afgever ondertekende dit.',
    failed: 'Dit is niet wat de afgever ondertekende.',
    unknown: 'De gebeurtenis waarmee dit ontstond, wordt niet getoond.',
  },
  'content.commitment': {
    ok: 'De gegevens horen bij dit record.',
    failed: 'De gegevens horen niet bij dit record.',
    unknown: 'De gegevens worden niet getoond.',
  },
  'credential.signature': {
    ok: ({ hiddenCount }) =>
      hiddenCount === 0
        ? 'De gegevens van het certificaat zijn volledig en ondertekend.'
        : `De gegevens van het certificaat zijn ondertekend; verborgen in dit exemplaar: ${hiddenCount}.`,
    failed: 'De gegevens van het certificaat zijn gewijzigd of niet juist ondertekend.',
  },
  'credential.issuer': {
    ok: 'De gegevens zijn ondertekend met de sleutel van de afgever.',
    failed: 'De gegevens zijn ondertekend met een andere sleutel dan die van de afgever.',
  },
  'issuer.named': {
    ok: ({ legalName }) => `Het certificaat noemt zijn afgever: ${legalName}.`,
    failed: ({ named, legalName }) => `Het certificaat noemt ${named}, maar de afgever is ${legalName}.`,
    unknown: 'Het profiel van de afgever wordt niet getoond.',
  },
  'vouchers.signatures': {
    ok: 'De verklaringen over wie ondertekende, zijn zelf ondertekend.',
    failed: 'Een verklaring over wie ondertekende, is niet juist ondertekend.',
  },
  'subject.event': {
    ok: 'De gebeurtenis legt dit bestand vast.',
    failed: 'De gebeurtenis legt zo’n bestand niet vast.',
    unknown: 'De gebeurtenis die het bestand vastlegde, wordt niet getoond.',
  },
  'file.unchanged': {
    ok: ({ digest }) =>
      digest === undefined
        ? 'Het bestand is byte voor byte het bestand dat vastgelegd werd.'
        : 'Het bestand is byte voor byte het bestand dat gecertificeerd werd.',
    failed: ({ type, digest }) =>
      digest !== undefined
        ? 'Het bestand is niet het bestand dat gecertificeerd werd.'
        : type === undefined
          ? 'Het bewijs zegt niets over dit bestand.'
          : 'Het bestand is niet het bestand dat vastgelegd werd: het werd gewijzigd.',
  },
  'chain.answers': {
    unknown: ({ why, endpoint, endpoints, ageSeconds }) => {
      const [one, other] = Array.isArray(endpoints) ? endpoints : [];
      if (why === 'disagree') return `${one} en ${other} zeggen niet hetzelfde over de blockchain.`;
      if (why === 'stuck') return `${endpoint} loopt achter: het laatste blok daar is ${ageSeconds} s oud.`;
      return why === 'silent'
        ? `${endpoint} antwoordt niet, of laat deze pagina niet vragen.`
        : 'De blockchain kon niet bevraagd worden.';
    },
  },
  'chain.identity': {
    ok: 'De blockchain en haar contracten zijn die welke vertrouwd worden.',
    unknown: ({ foreign }) =>
      foreign === undefined
        ? 'Er antwoordde een andere blockchain dan die welke vertrouwd wordt.'
        : 'De contracten op deze blockchain zijn niet die welke vertrouwd worden.',
  },
  'chain.fresh': {
    ok: ({ block }) => `Bevraagd bij blok ${block}.`,
    unknown: ({ ageSeconds }) => `Het laatste bekende blok is ${ageSeconds} s oud.`,
  },
  'issuance.sealed': sealed,
  'certificate.validity': {
    ok: 'De geldigheid is niet voorbij.',
    failed: 'De geldigheid is voorbij.',
  },
  'subject.sealed': sealed,
  'issuer.accredited': accredited,
  'issuer.profile': {
    ok: 'Het getoonde profiel is dat van de afgever.',
    failed: 'Het getoonde profiel is niet dat van de afgever.',
  },
  'record.status': {
    ok: ({ block }) => `Het record is bij blok ${block} niet ingetrokken en niet afgesloten.`,
    failed: ({ status }) => ends[String(status)] ?? 'Het record is niet meer in gebruik.',
  },
  'rendition.issuer': {
    ...accredited,
    failed: (evidence) =>
      evidence['time'] === undefined
        ? 'Het bestand is niet gemaakt door de kamer die het certificaat afgaf.'
        : accredited.failed(evidence),
  },
  'recorder.vouched': {
    ok: 'Een erkende kamer staat in voor wie ondertekende.',
    unknown: 'Geen erkende kamer zegt wiens sleutel ondertekende.',
  },
  'control.statement': {
    ok: 'De verklaring is ondertekend en gaat over dit record.',
    failed: 'De verklaring is niet juist ondertekend, of gaat over iets anders.',
  },
  'control.current': {
    ok: 'Wie de verklaring ondertekende, heeft het origineel in handen.',
    failed: ({ sequence, sequenceOnChain }) =>
      Number(sequenceOnChain) > Number(sequence)
        ? 'Het is sindsdien overgedragen: iemand anders heeft het in handen.'
        : 'Wie de verklaring ondertekende, heeft het origineel niet in handen.',
    unknown: 'De laatste overdracht is nog niet definitief op de blockchain.',
  },
  'control.time': {
    ok: 'De verklaring geldt nog.',
    failed: 'De tijd van de verklaring is om: vraag een nieuwe.',
    unknown: 'De verklaring is van later dan nu: een van de klokken loopt verkeerd.',
  },
  'control.holder': {
    ok: 'Een erkende kamer staat in voor wie de verklaring aflegde.',
    unknown: 'Geen erkende kamer zegt wiens verklaring dit is.',
  },
  'archive.whole': {
    ok: 'Het archief bevat elk document waarvan het spoor vertelt, en niets anders.',
    failed: 'Het archief is niet volledig, of bevat iets dat er niet in hoort.',
    unknown: 'Het spoor wordt niet volledig getoond: er kunnen documenten weggelaten zijn.',
  },
  'archive.part': {
    ok: 'Dit onderdeel is wat de inhoudsopgave van het archief zegt.',
    failed: 'Dit onderdeel is niet wat de inhoudsopgave van het archief zegt.',
  },
  'export.signature': {
    ok: 'De beheerder die hier vertrouwd wordt, ondertekende het.',
    failed: 'Het is niet ondertekend door de beheerder die hier vertrouwd wordt.',
    unknown: ({ signed }) =>
      signed === false
        ? 'De beheerder heeft het niet ondertekend: of er regels zijn weggelaten, weet niemand.'
        : 'Wie de beheerder is, is hier niet bekend.',
  },
  'export.lines': {
    ok: 'De regels zeggen wat hun gebeurtenissen zeggen.',
    failed: ({ line }) => `Regel ${line} zegt iets anders dan haar gebeurtenis.`,
  },
  'export.whole': {
    ok: 'Er is niets verplaatst en, waar om alles gevraagd is, niets weggelaten.',
    failed: ({ line }) =>
      line === undefined
        ? 'Er zijn regels weggelaten of toegevoegd.'
        : `Er is een regel weggelaten, verplaatst of toegevoegd (bij regel ${line}).`,
  },
  'export.sealed': {
    ok: 'Verzegeld op de blockchain.',
    failed: 'De blockchain kent een later tijdstip van verzegeling dan hier staat.',
    unknown: 'Nog niet alles is definitief verzegeld.',
  },
};
