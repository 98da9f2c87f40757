import { Link } from 'react-router';
import type { Undertaking } from '../api/undertakings.ts';
import { useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { DocumentIcon } from '../ui/icons.tsx';
import classes from './work.module.css';
import { WorkSection } from './work-section.tsx';

interface UndertakingsProps {
  readonly items: readonly Undertaking[] | null;
}

/** A chamber's that wait for its answer; an exporter's that end soon. */
export function Undertakings({ items }: UndertakingsProps) {
  const { undertakings: words } = useText();
  const format = useFormat();
  const { organisation } = useMe();
  const isChamber = organisation.role === 'chamber';
  const to = isChamber ? '/undertakings' : '/organisation';
  return (
    <WorkSection title={isChamber ? words.toAnswer : words.ending} to={to} items={items}>
      {(shown) =>
        shown.map(({ id, exporter, chamber, givenBy, givenAt, endsAt }) => (
          <li key={id} className={classes.row}>
            <DocumentIcon size={22} />
            <div className={classes.words}>
              <Link to={to} className={classes.link ?? ''}>
                {isChamber ? exporter.legalName : chamber.legalName}
              </Link>
              <p>
                {isChamber ? words.givenBy(givenBy, format.date(givenAt)) : words.endsOn(format.date(endsAt))}
              </p>
            </div>
          </li>
        ))
      }
    </WorkSection>
  );
}
