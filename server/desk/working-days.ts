/** When people of a country work. */
export interface Calendar {
  /** IANA */
  readonly timeZone: string;
  /** ISO days of the week (1 Monday … 7 Sunday) that are none of work. */
  readonly weekend: ReadonlySet<number>;
  /** @param day `2026-05-01`, where the time zone is */
  isHoliday(day: string): boolean;
}

/**
 * The end of the n-th working day after the day of `from`, all as people there count days.
 * @param days 1 is the next working day
 */
export function dueAfter(from: Date, days: number, calendar: Calendar): Date {
  let day = dayIn(from, calendar.timeZone);
  for (let left = days; left > 0; ) {
    day = nextDay(day);
    if (isWorkingDay(day, calendar)) left -= 1;
  }
  return startOf(nextDay(day), calendar.timeZone);
}

export const isWorkingDay = (day: string, { weekend, isHoliday }: Calendar): boolean =>
  !weekend.has(new Date(day).getUTCDay() || 7) && !isHoliday(day);

/** `2026-05-01`: what day it is there. */
export const dayIn = (time: Date, timeZone: string): string => daysIn(timeZone).format(time);

export function nextDay(day: string): string {
  const date = new Date(day);
  date.setUTCDate(date.getUTCDate() + 1);
  return date.toISOString().slice(0, 10);
}

/** Midnight there. */
export const startOf = (day: string, timeZone: string): Date => timeOf(day, 0, timeZone);

/**
 * When the clock there shows this hour of the day. Of an hour that it shows twice, the first; of one that it leaves out
 * (the first Sunday of summer time), the hour after.
 */
export function timeOf(day: string, hour: number, timeZone: string): Date {
  const shown = Date.parse(day) + hour * 3_600_000;
  const offsetBefore = offsetAt(new Date(shown - 86_400_000), timeZone);
  const offsetAfter = offsetAt(new Date(shown + 86_400_000), timeZone);
  const [first, second] = [new Date(shown - offsetBefore), new Date(shown - offsetAfter)];
  const isSecond = offsetAt(first, timeZone) !== offsetBefore && offsetAt(second, timeZone) === offsetAfter;
  return isSecond ? second : first;
}

/** In milliseconds; east of Greenwich more than none. */
function offsetAt(time: Date, timeZone: string): number {
  const parts = offsetsIn(timeZone).formatToParts(time);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? '';
  const [, sign, hours = '0', minutes = '0'] = /GMT([+-])(\d{2}):(\d{2})/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** More than there are time zones; people may write theirs in many ways. */
const mostFormats = 600;

/** Making one takes longer than all that is done with it for a deadline. */
function ofEach(made: (timeZone: string) => Intl.DateTimeFormat): (timeZone: string) => Intl.DateTimeFormat {
  const formats = new Map<string, Intl.DateTimeFormat>();
  return (timeZone) => {
    const known = formats.get(timeZone);
    if (known !== undefined) return known;
    const format = made(timeZone);
    if (formats.size >= mostFormats) formats.clear();
    formats.set(timeZone, format);
    return format;
  };
}

const daysIn = ofEach((timeZone) => new Intl.DateTimeFormat('en-CA', { timeZone, dateStyle: 'short' }));
const offsetsIn = ofEach(
  (timeZone) => new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }),
);
