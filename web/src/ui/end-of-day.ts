/** The last second of a day such as `2026-05-12`, where the reader is, in UTC; undefined for no day. */
export const endOfDay = (day: string): string | undefined =>
  day === '' ? undefined : new Date(`${day}T23:59:59`).toISOString();
