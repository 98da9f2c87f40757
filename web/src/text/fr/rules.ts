import type { Text } from '../en/index.ts';

export const rules: Text['rules'] = {
  title: 'À vérifier',
  source: (source: string) => `Source : ${source}`,
  /** Where a warning forbids more than it warns. */
  blocks: 'Empêche de soumettre',
  /** Of an application, by the rule that it breaks (core/certificate-checks.ts). */
  broken: {
    unknown_country: 'Ce pays n’existe pas.',
    unknown_language: 'Cette langue n’existe pas.',
    unknown_unit: 'Cette unité n’existe pas.',
    no_unit_of_mass: 'Une unité de poids, comme kg.',
    unknown_package_kind: 'Cette nature de colis n’existe pas.',
    unknown_currency: 'Cette monnaie n’existe pas.',
    unknown_port: 'Un UN/LOCODE commence par son pays : BEANR.',
    unknown_hs_code: 'Ce chapitre du SH n’existe pas.',
    identifier_check_digits: 'Ce numéro n’est pas correct : vérifiez ses chiffres.',
    container_check_digit: 'Ce numéro n’est pas correct : son dernier chiffre ne convient pas.',
    container_twice: 'Ce conteneur figure deux fois.',
    imo_check_digit: 'Ce n’est pas un numéro OMI : son dernier chiffre ne convient pas.',
    gtin_check_digit: 'Ce n’est pas un GTIN : son dernier chiffre ne convient pas.',
    generic_description: 'Dites ce que sont les marchandises. Ces mots peuvent tout désigner.',
    packages_or_bulk: 'Indiquez le nombre et la nature des colis, ou que la marchandise est en vrac.',
    bulk_is_no_package: 'Ceci dit que la marchandise est en vrac : cochez plutôt « en vrac ».',
    no_quantity: 'Il faut au moins un poids ou une quantité.',
    net_above_gross: 'Pas plus que le poids brut.',
    no_origin_rule: 'Quelle est la règle ?',
    edition_without_code: 'Le code SH dont c’est l’édition.',
    item_number: 'Les articles sont numérotés 1, 2, 3…',
    no_item_origin: 'S’il y a plusieurs origines, chaque article indique la sienne.',
    origin_not_in_box_3: 'L’un des pays de la case 3.',
    origin_twice: 'Ce pays figure deux fois.',
    origin_of_no_item: 'Aucun article n’a cette origine.',
    total_packages: 'Ce n’est pas la somme des articles.',
    total_gross: 'Ce n’est pas la somme des articles.',
    total_net: 'Ce n’est pas la somme des articles.',
    no_signatory: 'Indiquez qui l’a signé, si la signature est certifiée.',
    no_document_origin: 'Indiquez l’origine que le document mentionne.',
    origin_not_asked: 'Pas d’origine, sauf si elle est certifiée.',
  },
  /** By the warning’s code; a trade notice has its own, and one without words here speaks English. */
  warnings: {
    consignor_abroad: 'L’expéditeur est établi dans un autre État membre que la chambre.',
    consignor_not_established:
      'La chambre certifie pour les entreprises établies là où elle se trouve. Un agent sur place peut demander.',
    destination_differs: 'Ce n’est pas le pays du destinataire. Est-ce exact ?',
    acid_missing: 'L’Égypte demande l’ACID de 19 chiffres.',
    importer_id_missing: 'L’Égypte demande le numéro fiscal de l’importateur.',
    departed:
      'Les marchandises seront déjà parties : la chambre voudra savoir pourquoi la demande vient après.',
    invoice_in_future: 'La facture porte une date à venir.',
    document_in_future: 'Le document porte une date à venir.',
    port_not_listed: 'Nous ne connaissons pas ce port de mer. Le code est-il exact ?',
    place_not_listed:
      'Ce lieu ne figure pas dans l’UN/LOCODE. Il est peut-être plus récent que la liste ; le code est-il exact ?',
    hs_not_in_edition: 'L’édition indiquée du Système harmonisé ne contient pas ce code.',
    document_alone: 'Un document est certifié avec son fichier : demandez-le séparément.',
    hs_not_listed: 'Ce code ne figure pas dans le Système harmonisé. Est-il exact ?',
    gtin_unsure: 'Si c’est un GTIN, son dernier chiffre ne convient pas.',
    hs_national_chapter: 'Les chapitres 98 et 99 diffèrent d’un pays à l’autre.',
    unit_withdrawn: 'Cette unité n’est plus en usage.',
    turkiye_name:
      'Le pays peut s’appeler Türkiye ou Turquie : aucun document ne peut être refusé pour l’un de ces noms.',
    russian_crude_oil_transition:
      'Pétrole brut d’origine russe : uniquement sous un contrat existant. Indiquez Y840 dans la case 5 et le numéro du contrat.',
    russian_crude_oil: 'Le pétrole brut d’origine russe est interdit.',
    russian_petroleum_transition:
      'Produits pétroliers d’origine russe : uniquement sous un contrat existant. Indiquez Y840 dans la case 5 et le numéro du contrat.',
    russian_petroleum: 'Les produits pétroliers d’origine russe sont interdits.',
    ukraine_trade_liberalisation:
      'Les droits sur les marchandises d’origine ukrainienne sont suspendus : une preuve d’origine préférentielle peut mieux servir.',
    ukraine_common_transit: 'Les marchandises voyagent de et vers l’Ukraine sous transit commun.',
  },
};
