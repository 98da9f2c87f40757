import { useQuery } from '@tanstack/react-query';
import { retentionSettingsQuery } from '../api/retention.ts';
import { useFormat, useText } from '../text/text.tsx';
import { Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './archive.module.css';

/** The terms of the law that are known here, each with its source. */
export function TermsSection() {
  const { archive: words } = useText();
  const format = useFormat();
  const query = useQuery(retentionSettingsQuery);
  return (
    <Section title={words.law}>
      <div className={classes.panel}>
        <p className={classes.quiet}>{words.lawLead}</p>
        <QueryView query={query} lines={6}>
          {({ law }) => (
            <ul className={classes.kinds}>
              {law.map(({ code, title, years, source, since }) => (
                <li key={code}>
                  <strong>{words.years(years, words.laws[code] ?? title)}</strong>
                  <span className={classes.quiet}>
                    <span lang="en">{source}</span>; {words.inForce(format.date(since))}
                  </span>
                </li>
              ))}
            </ul>
          )}
        </QueryView>
      </div>
    </Section>
  );
}
