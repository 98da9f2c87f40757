import type { Text } from '../en/index.ts';

export const rules: Text['rules'] = {
  title: 'Even nakijken',
  source: (source: string) => `Bron: ${source}`,
  /** Where a warning forbids more than it warns. */
  blocks: 'Belet indienen',
  /** Of an application, by the rule that it breaks (core/certificate-checks.ts). */
  broken: {
    unknown_country: 'Dit land bestaat niet.',
    unknown_language: 'Deze taal bestaat niet.',
    unknown_unit: 'Deze eenheid bestaat niet.',
    no_unit_of_mass: 'Een eenheid van gewicht, zoals kg.',
    unknown_package_kind: 'Deze soort colli bestaat niet.',
    unknown_currency: 'Deze munt bestaat niet.',
    unknown_port: 'Een UN/LOCODE begint met het land: BEANR.',
    unknown_hs_code: 'Dit hoofdstuk van het GS bestaat niet.',
    identifier_check_digits: 'Dit nummer klopt niet: kijk de cijfers na.',
    container_check_digit: 'Dit nummer klopt niet: het laatste cijfer past niet.',
    container_twice: 'Deze container staat er twee keer.',
    imo_check_digit: 'Dit is geen IMO-nummer: het laatste cijfer past niet.',
    gtin_check_digit: 'Dit is geen GTIN: het laatste cijfer past niet.',
    generic_description: 'Zeg wat de goederen zijn. Deze woorden kunnen alles betekenen.',
    packages_or_bulk: 'Vul in hoeveel colli en van welke soort, of dat het bulk is.',
    bulk_is_no_package: 'Dit zegt dat het bulk is: kruis in plaats daarvan “bulk” aan.',
    no_quantity: 'Minstens één gewicht of hoeveelheid is nodig.',
    net_above_gross: 'Niet meer dan het brutogewicht.',
    no_origin_rule: 'Welke regel is het?',
    edition_without_code: 'De GS-code waarvan dit de uitgave is.',
    item_number: 'Posten zijn genummerd 1, 2, 3…',
    no_item_origin: 'Bij meerdere oorsprongen noemt elke post de zijne.',
    origin_not_in_box_3: 'Een van de landen in vak 3.',
    origin_twice: 'Dit land staat er twee keer.',
    origin_of_no_item: 'Geen enkele post heeft deze oorsprong.',
    total_packages: 'Niet de som van de posten.',
    total_gross: 'Niet de som van de posten.',
    total_net: 'Niet de som van de posten.',
    no_signatory: 'Zeg wie het ondertekende, als de handtekening gecertificeerd wordt.',
    no_document_origin: 'Noem de oorsprong die het document vermeldt.',
    origin_not_asked: 'Geen oorsprong, tenzij die gecertificeerd wordt.',
  },
  /** By the warning’s code; a trade notice has its own, and one without words here speaks English. */
  warnings: {
    consignor_abroad: 'De afzender is in een andere lidstaat gevestigd dan de kamer.',
    consignor_not_established:
      'De kamer certificeert voor bedrijven die gevestigd zijn waar zij is. Een agent daar kan aanvragen.',
    destination_differs: 'Dit is niet het land van de geadresseerde. Klopt het?',
    acid_missing: 'Egypte vraagt de ACID van 19 cijfers.',
    importer_id_missing: 'Egypte vraagt het belastingnummer van de importeur.',
    departed:
      'De goederen zijn dan al vertrokken: de kamer zal willen weten waarom het achteraf gevraagd wordt.',
    invoice_in_future: 'De factuur is van een dag die nog moet komen.',
    document_in_future: 'Het document is van een dag die nog moet komen.',
    port_not_listed: 'Deze zeehaven kennen wij niet. Klopt de code?',
    place_not_listed:
      'Deze plaats staat niet in UN/LOCODE. Misschien is ze nieuwer dan de lijst; klopt de code?',
    hs_not_in_edition: 'De genoemde editie van het Geharmoniseerd Systeem heeft deze code niet.',
    document_alone: 'Een document wordt met zijn bestand gecertificeerd: vraag het apart aan.',
    hs_not_listed: 'Deze code staat niet in het Geharmoniseerd Systeem. Klopt hij?',
    gtin_unsure: 'Als dit een GTIN is, past het laatste cijfer niet.',
    hs_national_chapter: 'De hoofdstukken 98 en 99 betekenen in elk land iets anders.',
    unit_withdrawn: 'Deze eenheid is niet meer in gebruik.',
    turkiye_name:
      'Het land mag Türkiye of Turkije heten: geen document mag om een van beide namen geweigerd worden.',
    russian_crude_oil_transition:
      'Ruwe olie van Russische oorsprong: alleen onder een bestaand contract. Vermeld Y840 in vak 5 en het nummer van het contract.',
    russian_crude_oil: 'Ruwe olie van Russische oorsprong is verboden.',
    russian_petroleum_transition:
      'Aardolieproducten van Russische oorsprong: alleen onder een bestaand contract. Vermeld Y840 in vak 5 en het nummer van het contract.',
    russian_petroleum: 'Aardolieproducten van Russische oorsprong zijn verboden.',
    ukraine_trade_liberalisation:
      'Rechten op goederen van Oekraïense oorsprong zijn geschorst: een bewijs van preferentiële oorsprong dient misschien beter.',
    ukraine_common_transit: 'Goederen reizen van en naar Oekraïne onder gemeenschappelijk douanevervoer.',
  },
};
