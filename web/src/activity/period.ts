/** A day as a date field and the address write it: `2026-05-12`, in the reader's time zone. */
type Day = string;

const start = (day: Day, daysLater: number): Date | undefined => {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) return undefined;
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const moment = new Date(year, month - 1, date + daysLater);
  return Number.isNaN(moment.getTime()) ? undefined : moment;
};

/** From the first moment of one day to the last of the other, as the API takes it; what is no day is left out. */
export function periodOf(
  from: Day | undefined,
  to: Day | undefined,
): { readonly since: string | undefined; readonly until: string | undefined } {
  return {
    since: start(from ?? '', 0)?.toISOString(),
    until: start(to ?? '', 1)?.toISOString(),
  };
}
