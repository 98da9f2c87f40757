/** Things of the same day in the reader's time zone together, in the order that they come in. */
export function byDay<Thing extends { readonly time: string }>(
  things: readonly Thing[],
): { readonly day: string; readonly things: readonly Thing[] }[] {
  const days: { day: string; things: Thing[] }[] = [];
  for (const thing of things) {
    const day = dayOf(new Date(thing.time));
    const last = days.at(-1);
    if (last?.day === day) last.things.push(thing);
    else days.push({ day, things: [thing] });
  }
  return days;
}

/** `2026-05-12`, where the reader is. */
export const dayOf = (date: Date): string =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => String(part).padStart(2, '0'))
    .join('-');
