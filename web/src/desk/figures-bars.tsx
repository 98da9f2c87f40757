import type { DeskFigures } from '../api/desk.ts';
import { useFormat, useText } from '../text/text.tsx';
import classes from './figures.module.css';

/** A column for each day, also for those without a decision. Read out as a table. */
export function DayBars({ figures: { from, to, days } }: { readonly figures: DeskFigures }) {
  const { chamber: words } = useText();
  const format = useFormat();
  const known = new Map(days.map((day) => [day.day, day]));
  const all = daysBetween(from, to).map((day) => known.get(day) ?? { day, issued: 0, rejected: 0 });
  const most = Math.max(...all.map(({ issued, rejected }) => issued + rejected));
  const top = roundUp(most);
  const share = (count: number): string => `${(count / top) * 100}%`;
  return (
    <figure className={classes.chart}>
      <div className={classes.plot} aria-hidden="true">
        <div className={classes.scale}>
          {[top, top / 2, 0].map((value) => (
            <span key={value}>{format.number(value)}</span>
          ))}
        </div>
        <div className={classes.columns} data-many={all.length > 45}>
          {all.map(({ day, issued, rejected }) => (
            <div
              key={day}
              className={classes.column}
              title={`${format.date(day)}: ${words.issued} ${issued}, ${words.rejected} ${rejected}`}
            >
              {rejected > 0 && <span className={classes.rejected} style={{ blockSize: share(rejected) }} />}
              {issued > 0 && <span className={classes.issued} style={{ blockSize: share(issued) }} />}
            </div>
          ))}
        </div>
      </div>
      <figcaption className={classes.caption}>
        <span>{format.date(from)}</span>
        <span className={classes.legend}>
          <span data-of="issued">{words.issued}</span>
          <span data-of="rejected">{words.rejected}</span>
        </span>
        <span>{format.date(to)}</span>
      </figcaption>
      <table className="visually-hidden">
        <caption>{words.byDay}</caption>
        <thead>
          <tr>
            <th scope="col">{words.day}</th>
            <th scope="col">{words.issued}</th>
            <th scope="col">{words.rejected}</th>
          </tr>
        </thead>
        <tbody>
          {days.map(({ day, issued, rejected }) => (
            <tr key={day}>
              <th scope="row">{format.date(day)}</th>
              <td>{issued}</td>
              <td>{rejected}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </figure>
  );
}

/** The end of the scale: 2, 4, 6 or 10 and their tens, so that its half is a whole number too. */
function roundUp(most: number): number {
  const tens = 10 ** Math.floor(Math.log10(Math.max(most, 1)));
  return [2, 4, 6, 10, 20].map((step) => step * tens).find((step) => step >= most) ?? most;
}

/** A bar for each country, the most first. */
export function DestinationBars({ destinations }: Pick<DeskFigures, 'destinations'>) {
  const format = useFormat();
  const most = destinations[0]?.issued ?? 1;
  return (
    <dl className={classes.bars}>
      {destinations.map(({ country, issued }) => (
        <div key={country}>
          <dt>{format.country(country)}</dt>
          <dd>
            <span className={classes.bar} style={{ inlineSize: `${(issued / most) * 100}%` }} />
            <span>{format.number(issued)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}

function daysBetween(from: string, to: string): string[] {
  const days: string[] = [];
  for (const day = new Date(from); day <= new Date(to); day.setUTCDate(day.getUTCDate() + 1))
    days.push(day.toISOString().slice(0, 10));
  return days;
}
