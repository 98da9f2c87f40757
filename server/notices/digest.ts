import { z } from 'zod';
import { calendarOf, dayIn, nextDay, timeOf } from '../desk/index.ts';

/** By whose clock a person's daily letter is written. */
export interface DigestClock {
  /** 0 to 23 */
  readonly hour: number;
  /** IANA; null: that of the country. */
  readonly timeZone: string | null;
  /** ISO 3166-1 alpha-2, of the organisation. */
  readonly country: string;
}

/** In the morning, before work begins. */
export const usualHour = 7;

/** Of the IANA database, its old names too; distances from UTC are none: they know no summer time. */
export const timeZoneSchema = z
  .string()
  .max(64)
  .regex(/^[A-Za-z]/)
  .refine(isTimeZone, 'a time zone such as Europe/Brussels')
  .meta({ description: 'IANA, such as Europe/Brussels' });

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }) !== undefined;
  } catch {
    return false;
  }
}

/** The next time that this clock shows the hour: once on each day there. */
export function nextHour(now: Date, hour: number, timeZone: string): Date {
  for (let day = dayIn(now, timeZone); ; day = nextDay(day)) {
    const time = timeOf(day, hour, timeZone);
    if (time > now) return time;
  }
}

/** When the next daily letter is due. A time zone that nobody knows any more keeps no letter back: UTC then. */
export async function nextDigest(now: Date, { hour, timeZone, country }: DigestClock): Promise<Date> {
  const wished = timeZone ?? (await calendarOf(country)).timeZone;
  return nextHour(now, hour, isTimeZone(wished) ? wished : 'UTC');
}
