import { byCode } from '../words.ts';

export const rules = {
  title: 'Worth a look',
  source: (source: string) => `Source: ${source}`,
  /** Where a warning forbids more than it warns. */
  blocks: 'Forbids submission',
  /** Of an application, by the rule that it breaks (core/certificate-checks.ts). */
  broken: byCode({
    unknown_country: 'There is no such country.',
    unknown_language: 'There is no such language.',
    unknown_unit: 'There is no such unit.',
    no_unit_of_mass: 'A unit of weight, such as kg.',
    unknown_package_kind: 'There is no such kind of package.',
    unknown_currency: 'There is no such currency.',
    unknown_port: 'A UN/LOCODE begins with its country: BEANR.',
    unknown_hs_code: 'There is no such chapter of the HS.',
    identifier_check_digits: 'This number is not right: look at its digits.',
    container_check_digit: 'This number is not right: its last digit does not fit.',
    container_twice: 'This container stands here twice.',
    imo_check_digit: 'This is no IMO number: its last digit does not fit.',
    gtin_check_digit: 'This is no GTIN: its last digit does not fit.',
    generic_description: 'Say what the goods are. These words could mean anything.',
    packages_or_bulk: 'Say how many packages and of which kind, or that it is in bulk.',
    bulk_is_no_package: 'This says that it is in bulk: tick “In bulk” instead.',
    no_quantity: 'At least one weight or quantity is needed.',
    net_above_gross: 'Not above the gross weight.',
    no_origin_rule: 'Which rule is it?',
    edition_without_code: 'The HS code that the edition is of.',
    item_number: 'Items are numbered 1, 2, 3…',
    no_item_origin: 'With several origins, each item says its own.',
    origin_not_in_box_3: 'One of the countries in box 3.',
    origin_twice: 'This country stands here twice.',
    origin_of_no_item: 'No item is of this origin.',
    total_packages: 'Not the sum of the items.',
    total_gross: 'Not the sum of the items.',
    total_net: 'Not the sum of the items.',
    no_signatory: 'Say who signed it, where the signature is certified.',
    no_document_origin: 'Say the origin that the document states.',
    origin_not_asked: 'No origin, unless it is certified.',
  }),
  /** By the warning’s code; a trade notice has its own, and one without words here speaks English. */
  warnings: byCode({
    consignor_abroad: 'The consignor is established in another member state than the chamber.',
    consignor_not_established:
      'The chamber certifies for companies that are established where it is. An agent there can apply.',
    destination_differs: 'This is not the country of the consignee. Is it right?',
    acid_missing: 'Egypt asks for the ACID of 19 digits.',
    importer_id_missing: 'Egypt asks for the importer’s tax number.',
    departed: 'The goods have left by then: the chamber will want to know why it is asked afterwards.',
    invoice_in_future: 'The invoice is of a day that has not come yet.',
    document_in_future: 'The document is of a day that has not come yet.',
    port_not_listed: 'We do not know this seaport. Is the code right?',
    place_not_listed:
      'We do not find this place in UN/LOCODE. It may be newer than the list; is the code right?',
    hs_not_in_edition: 'The edition of the Harmonized System that is named does not have this code.',
    document_alone: 'A document is certified with its file: apply for it by itself.',
    hs_not_listed: 'We do not find this code in the Harmonized System. Is it right?',
    gtin_unsure: 'If this is a GTIN, its last digit does not fit.',
    hs_national_chapter: 'Chapters 98 and 99 mean something else in each country.',
    unit_withdrawn: 'This unit is no longer in use.',
    turkiye_name: 'The country may be called Türkiye or Turkey: no document may be refused for either name.',
    russian_crude_oil_transition:
      'Crude oil of Russian origin: only under an existing contract. State Y840 in box 5 and the contract’s number.',
    russian_crude_oil: 'Crude oil of Russian origin is forbidden.',
    russian_petroleum_transition:
      'Petroleum products of Russian origin: only under an existing contract. State Y840 in box 5 and the contract’s number.',
    russian_petroleum: 'Petroleum products of Russian origin are forbidden.',
    ukraine_trade_liberalisation:
      'Duties on goods of Ukrainian origin are suspended: proof of preferential origin may serve better.',
    ukraine_common_transit: 'Goods travel to and from Ukraine under the common transit procedure.',
  }),
};
