import { z } from 'zod';
import type { AppContext } from '../../context.ts';
import { calendarOf, dayIn, deskFigures, nextDay, startOf } from '../../desk/index.ts';
import { type Route, route } from '../../http/route.ts';
import { invalidField } from '../../http/validate.ts';
import { organisationStore } from '../../organisations/index.ts';

/** A quarter of a year. */
const mostDays = 92;
const dayMs = 86_400_000;

const figuresQuery = z.strictObject({
  from: z.iso.date().optional().meta({ description: 'First day; 30 days before the last, unless told.' }),
  to: z.iso.date().optional().meta({ description: 'Last day; today, unless told.' }),
});

const count = z.int();
const figuresSchema = z
  .strictObject({
    from: z.iso.date(),
    to: z.iso.date(),
    days: z.array(z.strictObject({ day: z.iso.date(), issued: count, rejected: count })).meta({
      description: 'Of which something was decided, the earliest first.',
    }),
    medianHours: z.number().nullable().meta({ description: 'From submission to issuing.' }),
    destinations: z.array(z.strictObject({ country: z.string(), issued: count })).meta({
      description: 'The most first, not more than 20.',
    }),
    fees: z.array(z.strictObject({ currency: z.string(), amount: z.string() })),
  })
  .meta({ id: 'DeskFigures' });

/** What one's chamber decided, day by day. */
export function createFiguresRoutes({ now }: Pick<AppContext, 'now'>): Route[] {
  return [
    route({
      method: 'get',
      path: '/desk/figures',
      tag: 'Desk',
      summary: 'What the chamber decided: by day and destination, how long it took, which fees',
      access: 'certificate:issue',
      query: figuresQuery,
      responses: { 200: { description: 'The figures.', schema: figuresSchema } },
      handler: ({ query, principal, read }) =>
        read(async (trx) => {
          const chamber = await organisationStore.find(trx, principal.organisationId);
          const { timeZone } = await calendarOf(chamber?.country ?? '');
          const to = query.to ?? dayIn(now(), timeZone);
          const from = query.from ?? new Date(Date.parse(to) - 29 * dayMs).toISOString().slice(0, 10);
          const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1;
          if (days < 1 || days > mostDays)
            throw invalidField(
              '/to',
              `Not before the first day, and not more than ${mostDays} days.`,
              'query',
            );
          const figures = await deskFigures(trx, principal.organisationId, {
            from: startOf(from, timeZone),
            to: startOf(nextDay(to), timeZone),
            timeZone,
          });
          return { status: 200, body: { from, to, ...figures } };
        }),
    }),
  ];
}
