import currencies from './code-lists/currencies.json' with { type: 'json' };
import documentTypes from './code-lists/document-types.json' with { type: 'json' };
import generic from './code-lists/generic-descriptions.json' with { type: 'json' };
import incoterms from './code-lists/incoterms.json' with { type: 'json' };
import packageKinds from './code-lists/package-kinds.json' with { type: 'json' };
import units from './code-lists/units.json' with { type: 'json' };

/**
 * The code lists of a certificate's fields. Each JSON file says where it is from (docs/code-lists.md); pages load them
 * with the form, not before.
 */

/** A code and its name in English. */
export interface Coded {
  readonly code: string;
  readonly name: string;
}

const coded = (list: readonly (readonly (string | number)[])[]): readonly Coded[] =>
  list.map(([code = '', name = '']) => ({ code: String(code), name: String(name) }));
const setOf = (list: readonly (readonly (string | number)[])[]): ReadonlySet<string> =>
  new Set(list.map(([code]) => String(code)));

const unitSet = setOf([...units.codes, ...units.withdrawn]);
const kindSet = setOf(packageKinds.codes);
const currencySet = setOf(currencies.codes);

/** UN/ECE Recommendation 20; codes that it has withdrawn are still understood. */
export const isUnit = (code: string): boolean => unitSet.has(code);
const withdrawnSet = setOf(units.withdrawn);
export const isWithdrawnUnit = (code: string): boolean => withdrawnSet.has(code);
/** UN/ECE Recommendation 21. */
export const isPackageKind = (code: string): boolean => kindSet.has(code);
/** Recommendation 21's codes for goods without packages: gas, liquids, solids, scrap. */
const bulkKinds: ReadonlySet<string> = new Set(
  packageKinds.codes.filter(([, name = '']) => name.startsWith('Bulk,')).map(([code = '']) => code),
);
export const isBulkKind = (code: string): boolean => bulkKinds.has(code);
/** ISO 4217. */
export const isCurrency = (code: string): boolean => currencySet.has(code);

/** Recommendation 20 as it is in force. */
export const unitList = (): readonly Coded[] => coded(units.codes);
export const packageKindList = (): readonly Coded[] => coded(packageKinds.codes);
export const currencyCodes: readonly string[] = [...currencySet];
export const incotermCodes: readonly string[] = incoterms.codes;
/** UNCL 1001. */
export const documentTypeList: readonly Coded[] = coded(documentTypes.codes);

/** ISO 639-1, as the platform knows it (CLDR). */
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
export const isLanguage = (code: string): boolean => languages.of(code) !== undefined;

/** All of them; what ISO 639-1 has replaced (`iw`) is left out. */
export function languageCodes(): readonly string[] {
  const letters = [...'abcdefghijklmnopqrstuvwxyz'];
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  return pairs.filter((code) => isLanguage(code) && Intl.getCanonicalLocales(code)[0] === code);
}

const genericSet: ReadonlySet<string> = new Set(generic.codes);

/** Whether a description names no goods, as "spare parts" does. */
export const isGenericDescription = (text: string): boolean =>
  genericSet.has(
    text
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, ' ')
      .trim(),
  );
