import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type CertificateKind, certificateKinds } from '../../../core/certificate-kind.ts';
import { countedUpTo, countsQuery, type DeskView, deskViews } from '../api/desk.ts';
import { useFormat, useText } from '../text/text.tsx';
import { useFilter } from '../ui/use-filter.ts';
import classes from './views-bar.module.css';

const addressed = (view: DeskView, kind: CertificateKind | undefined) => ({
  ...(view !== 'open' && { view }),
  ...(kind !== undefined && { kind }),
});

interface ViewsBarProps {
  readonly view: DeskView;
  readonly kind: CertificateKind | undefined;
}

/** The views of the queue, each with how many are in it, and what of them is shown. */
export function ViewsBar({ view: current, kind }: ViewsBarProps) {
  const { desk: words, certified } = useText();
  const [, setOnly] = useFilter('kind');
  const format = useFormat();
  const { data: counts } = useQuery(countsQuery);
  return (
    <nav className={classes.views} aria-label={words.views.label}>
      {deskViews.map((view) => {
        const count = counts?.[view];
        return (
          <Link
            key={view}
            to={{ pathname: '/desk', search: String(new URLSearchParams(addressed(view, kind))) }}
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
      <NativeSelect
        className={classes.kind ?? ''}
        size="xs"
        aria-label={certified.kind}
        value={kind ?? ''}
        data={[
          { value: '', label: certified.anyKind },
          ...certificateKinds.map((value) => ({ value, label: certified.manyOf[value] })),
        ]}
        onChange={(event) => setOnly(event.currentTarget.value)}
      />
    </nav>
  );
}
