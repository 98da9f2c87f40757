import { type SpokenLanguage, spokenLanguages } from '../../../core/spoken-languages.ts';
import { en, type Text } from './en/index.ts';

interface LanguageEntry {
  /** What its speakers call it. */
  readonly name: string;
  readonly direction: 'ltr' | 'rtl';
  /** Where the reader's browser names no country for it. */
  readonly locale: string;
  /** English comes with the first page, so that there are words whatever happens; any other when it is chosen. */
  readonly load: () => Promise<Text>;
}

/** A further language is a folder of words, a line here, and its code among those that are spoken: the types say what else. */
export const languages = {
  en: { name: 'English', direction: 'ltr', locale: 'en-GB', load: async () => en },
  nl: {
    name: 'Nederlands',
    direction: 'ltr',
    locale: 'nl-BE',
    load: async () => (await import('./nl/index.ts')).nl,
  },
  fr: {
    name: 'Français',
    direction: 'ltr',
    locale: 'fr-BE',
    load: async () => (await import('./fr/index.ts')).fr,
  },
  ar: {
    name: 'العربية',
    direction: 'rtl',
    locale: 'ar-AE',
    load: async () => (await import('./ar/index.ts')).ar,
  },
  zh: {
    name: '简体中文',
    direction: 'ltr',
    locale: 'zh-CN',
    load: async () => (await import('./zh/index.ts')).zh,
  },
} as const satisfies Readonly<Record<SpokenLanguage, LanguageEntry>>;

export type LanguageCode = SpokenLanguage;
export const languageCodes = spokenLanguages;

const languageOf = (locale: string): LanguageCode | undefined =>
  languageCodes.find((code) => code === locale.split('-')[0]);

const remembered = 'openpouch-language';
export const rememberLanguage = (code: LanguageCode): void => localStorage.setItem(remembered, code);

/** What was chosen here before, else the first of the reader's languages that there are words in, else English. */
export function wantedLanguage(): LanguageCode {
  const wanted = [localStorage.getItem(remembered) ?? '', ...navigator.languages];
  return wanted.map(languageOf).find((code) => code !== undefined) ?? 'en';
}

const scriptOf = (locale: string): string | undefined => new Intl.Locale(locale).maximize().script;

/**
 * The reader's own locale of this language: a Belgian's dates are not an American's. One in another script than the
 * words is none: names of countries would be in traditional characters among simplified ones.
 */
export const localeOf = (code: LanguageCode, wanted: readonly string[]): string =>
  wanted.find((locale) => locale.startsWith(`${code}-`) && scriptOf(locale) === scriptOf(code)) ??
  languages[code].locale;

/** For the page's `lang`: Chinese with its script, so that its characters are drawn as they are read on the mainland. */
export const tagOf = (code: LanguageCode): string => (code === 'zh' ? 'zh-Hans' : code);
