import { createContext, type ReactNode, useContext, useMemo } from 'react';
import { en } from './en/index.ts';

/** Every word on the pages. Another language is another module of this shape. */
export type Text = typeof en;

export interface Format {
  /** `12 May 2026` */
  date(time: string | number | Date): string;
  /** `12 May 2026, 14:03`, in the reader's own time zone */
  dateTime(time: string | number | Date): string;
  number(value: number): string;
  /** Name of an ISO 3166-1 country; `EU` is the union. The code itself when nobody knows it. */
  country(code: string): string;
  /** `1.4 MB` */
  fileSize(bytes: number): string;
  list(parts: readonly string[]): string;
}

interface Language {
  readonly text: Text;
  readonly format: Format;
}

const languages: Readonly<Record<string, Text>> = { en };
const LanguageContext = createContext<Language | null>(null);

/** The first of the reader's locales that there are words for; without any, British English. */
export function chooseLocale(wanted: readonly string[]): string {
  return wanted.find((locale) => (locale.split('-')[0] ?? '') in languages) ?? 'en-GB';
}

export function LanguageProvider({
  locale,
  children,
}: {
  readonly locale: string;
  readonly children: ReactNode;
}) {
  const language = useMemo(
    () => ({ text: languages[locale.split('-')[0] ?? ''] ?? en, format: createFormat(locale) }),
    [locale],
  );
  return <LanguageContext value={language}>{children}</LanguageContext>;
}

function useLanguage(): Language {
  const language = useContext(LanguageContext);
  if (language === null) throw new Error('There is no LanguageProvider above.');
  return language;
}

export const useText = (): Text => useLanguage().text;
export const useFormat = (): Format => useLanguage().format;

function createFormat(locale: string): Format {
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const dateTime = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const number = new Intl.NumberFormat(locale);
  const country = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  return {
    date: (time) => date.format(new Date(time)),
    dateTime: (time) => dateTime.format(new Date(time)),
    number: (value) => number.format(value),
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (country.of(code) ?? code) : code),
    fileSize(bytes) {
      const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(bytes, 1)) / 3));
      const unit = units[step] ?? 'byte';
      return new Intl.NumberFormat(locale, {
        style: 'unit',
        unit,
        unitDisplay: unit === 'byte' ? 'long' : 'short',
        maximumSignificantDigits: 3,
      }).format(bytes / 1000 ** step);
    },
    list: (parts) => list.format(parts),
  };
}
