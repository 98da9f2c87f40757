import type Holidays from 'date-holidays';
import type { Calendar } from './working-days.ts';

const calendars = new Map<string, Promise<Calendar>>();

/**
 * Working days of a country: the weekend as CLDR has it, and the public holidays of the whole country as the
 * package date-holidays knows them; those of single regions are working days here. Of a country that it does not
 * know, weekends alone, by UTC. The package is large and is loaded when it is first asked for.
 * @param country ISO 3166-1 alpha-2
 */
export function calendarOf(country: string): Promise<Calendar> {
  const made = calendars.get(country) ?? makeCalendar(country);
  calendars.set(country, made);
  // What could not be loaded is tried again the next time.
  made.catch(() => calendars.delete(country));
  return made;
}

async function makeCalendar(country: string): Promise<Calendar> {
  const { default: Known } = await import('date-holidays');
  const holidays = new Known(country, { types: ['public'] });
  const years = new Map<string, ReadonlySet<string>>();
  const daysOf = (year: string): ReadonlySet<string> => {
    const days = years.get(year) ?? new Set(publicDays(holidays, Number(year)));
    years.set(year, days);
    return days;
  };
  return {
    timeZone: holidays.getTimezones()?.[0] ?? 'UTC',
    weekend: new Set(weekendOf(country)),
    isHoliday: (day) => daysOf(day.slice(0, 4)).has(day),
  };
}

/** Those of several days count each; they begin in the evening before where the faith has it so. */
const publicDays = (holidays: Holidays, year: number): string[] =>
  (holidays.getHolidays(year) || []).flatMap(({ date, start, end }) => {
    const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / 86_400_000));
    return Array.from({ length }, (_, index) => {
      const day = new Date(date.slice(0, 10));
      day.setUTCDate(day.getUTCDate() + index);
      return day.toISOString().slice(0, 10);
    });
  });

/** ECMA-402's week of a region; not in TypeScript's library yet. */
function weekendOf(country: string): readonly number[] {
  const locale = new Intl.Locale(`und-${country}`) as Intl.Locale & {
    getWeekInfo?: () => { readonly weekend: readonly number[] };
  };
  return locale.getWeekInfo?.().weekend ?? [6, 7];
}
