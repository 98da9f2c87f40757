import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { countedUpTo, countsQuery, type DeskView, deskViews } from '../api/desk.ts';
import { useFormat, useText } from '../text/text.tsx';
import classes from './views-bar.module.css';

/** The views of the queue, each with how many are in it. */
export function ViewsBar({ view: current }: { readonly view: DeskView }) {
  const { desk: words } = useText();
  const format = useFormat();
  const { data: counts } = useQuery(countsQuery);
  return (
    <nav className={classes.views} aria-label={words.views.label}>
      {deskViews.map((view) => {
        const count = counts?.[view];
        return (
          <Link
            key={view}
            to={view === 'open' ? '/desk' : `/desk?view=${view}`}
            aria-current={view === current ? 'page' : undefined}
            className={classes.view}
            data-urgent={view === 'overdue' && (count ?? 0) > 0}
          >
            {words.views.names[view]}
            {count !== undefined && (
              <span className={classes.count}>
                {count >= countedUpTo ? `${format.number(countedUpTo)}+` : format.number(count)}
              </span>
            )}
          </Link>
        );
      })}
    </nav>
  );
}
