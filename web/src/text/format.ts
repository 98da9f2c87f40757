import { isolated, rightToLeftMark } from '../../../core/isolates.ts';

/** What is not words but reads otherwise from language to language, by a BCP 47 locale such as `nl-BE`. */
export interface Format {
  /** `12 May 2026` */
  date(time: string | number | Date): string;
  /** `12 May 2026, 14:03`, in the reader's own time zone */
  dateTime(time: string | number | Date): string;
  /** `07:00`, of the day of whoever reads it */
  hour(hour: number): string;
  number(value: number): string;
  /** A decimal as text, such as `18450.00`, exactly and with the digits that it has; what is none stays as it is. */
  decimal(value: string): string;
  /** Name of an ISO 3166-1 country; `EU` is the union. The code itself when nobody knows it. */
  country(code: string): string;
  /** Name of an ISO 4217 currency. The code itself when nobody knows it. */
  currency(code: string): string;
  /** Name of an ISO 639-1 language. The code itself when nobody knows it. */
  language(code: string): string;
  /** `1.4 MB` */
  fileSize(bytes: number): string;
  list(parts: readonly string[]): string;
  /** What stands beside each other and is no sentence: `Noorderdok, Singapore`. What is empty is left out. */
  inLine(parts: readonly (string | null | undefined | false)[], sign?: ', ' | ' · '): string;
  /** Order of names, for `sort`. */
  compare(a: string, b: string): number;
}

/** Each part in its own direction, and all of them from the right whichever script the first is in. */
const rightToLeft = (parts: readonly unknown[], sign: string): string =>
  `${rightToLeftMark}${parts.map(isolated).join(sign.replace(',', '،'))}`;

const isDecimal = (value: string): value is `${number}` => /^-?\d{1,15}(\.\d{1,20})?$/.test(value);

/**
 * Digits and calendar are those of trade documents and of what machines write beside them, whatever the reader's
 * country has for other uses: `ar-EG` counts in ٠١٢٣, `ar-SA` dates by the Hijri calendar, and the certificate in the
 * reader's other hand says 12 May 2026.
 */
const ofTrade = { numberingSystem: 'latn', calendar: 'gregory' };

/**
 * @param reader a BCP 47 locale such as `nl-BE`
 * @param direction that its language is read in: what is listed in Arabic may be names in Latin script
 */
export function createFormat(reader: string, direction: 'ltr' | 'rtl' = 'ltr'): Format {
  const locale = new Intl.Locale(reader, ofTrade);
  const date = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short', year: 'numeric' });
  const dateTime = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const hour = new Intl.DateTimeFormat(locale, {
    ...{ hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone: 'UTC' },
  });
  const number = new Intl.NumberFormat(locale);
  const country = new Intl.DisplayNames(locale, { type: 'region', fallback: 'code' });
  const currency = new Intl.DisplayNames(locale, { type: 'currency', fallback: 'code' });
  const language = new Intl.DisplayNames(locale, { type: 'language', fallback: 'code' });
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const { compare } = new Intl.Collator(locale);
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const;
  /** By how many digits stand after the point: making one takes longer than all that it formats. */
  const decimals = new Map<number, Intl.NumberFormat>();
  return {
    date: (time) => date.format(new Date(time)),
    dateTime: (time) => dateTime.format(new Date(time)),
    hour: (value) => hour.format(value * 3_600_000),
    number: (value) => number.format(value),
    decimal(value) {
      if (!isDecimal(value)) return value;
      const digits = value.split('.')[1]?.length ?? 0;
      const same = { minimumFractionDigits: digits, maximumFractionDigits: digits };
      const decimal = decimals.get(digits) ?? new Intl.NumberFormat(locale, same);
      decimals.set(digits, decimal);
      return decimal.format(value);
    },
    country: (code) => (/^[A-Z]{2}$/.test(code) ? (country.of(code) ?? code) : code),
    currency: (code) => (/^[A-Z]{3}$/.test(code) ? (currency.of(code) ?? code) : code),
    language: (code) => (/^[a-z]{2}$/.test(code) ? (language.of(code) ?? code) : code),
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
    list: (parts) => list.format(direction === 'rtl' ? parts.map(isolated) : parts),
    inLine(parts, sign = ', ') {
      const said = parts.filter((part) => typeof part === 'string' && part !== '');
      if (direction === 'rtl' && said.length > 1) return rightToLeft(said, sign);
      return said.join(sign === ', ' && locale.language === 'zh' ? '，' : sign);
    },
    compare,
  };
}
