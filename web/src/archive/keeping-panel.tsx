import { useQuery } from '@tanstack/react-query';
import { type Retention, retentionQuery } from '../api/retention.ts';
import { useMay } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { Evidence } from '../ui/evidence.tsx';
import { Notice } from '../ui/notice.tsx';
import { Section } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './archive.module.css';
import { ErasureActs } from './erasure-acts.tsx';
import { HoldActs } from './hold-acts.tsx';
import { typeName, whyKept } from './kept-words.ts';

/** Until when a record is kept and why, what holds it, and whether it is to be erased. */
export function KeepingPanel({ recordId }: { readonly recordId: string }) {
  const { archive: words } = useText();
  const query = useQuery(retentionQuery(recordId));
  return (
    <Section title={words.panel}>
      <QueryView query={query} lines={3}>
        {(retention) => <Keeping retention={retention} />}
      </QueryView>
    </Section>
  );
}

export function Keeping({ retention }: { readonly retention: Retention }) {
  const text = useText();
  const { archive: words } = text;
  const format = useFormat();
  const mayAdminister = useMay('organisation:administer');
  const { kept, kinds, holds } = retention;
  return (
    <div className={classes.panel}>
      <p>{kept === null ? words.noTermLead : words.until(format.date(kept.until))}</p>
      {kept !== null && (
        <Evidence statement={words.why}>
          <ul className={classes.kinds}>
            {kinds.map(({ type, count, kept: ofKind }) => (
              <li key={type}>
                <strong>{words.ofType(typeName(type, text), count)}</strong>
                {ofKind === null ? (
                  <span>{words.noTerm}</span>
                ) : (
                  <>
                    <span>{words.until(format.date(ofKind.until))}</span>
                    <span>{whyKept(ofKind, text)}</span>
                    {ofKind.law !== null && (
                      <span className={classes.quiet} lang="en">
                        {ofKind.law.source}
                      </span>
                    )}
                  </>
                )}
              </li>
            ))}
          </ul>
        </Evidence>
      )}
      {holds.map(({ id, organisation, setAt, reason }) => (
        <Notice key={id} tone="wait">
          <p>{words.heldBy(organisation.legalName, format.date(setAt))}</p>
          {reason !== null && <p>{words.heldReason(reason)}</p>}
        </Notice>
      ))}
      <ErasureNotice retention={retention} />
      {mayAdminister && (
        <div className={classes.acts}>
          <HoldActs retention={retention} />
          <ErasureActs retention={retention} />
        </div>
      )}
    </div>
  );
}

function ErasureNotice({ retention: { erasure, erasedAt } }: { readonly retention: Retention }) {
  const { archive: words } = useText();
  const format = useFormat();
  if (erasure === null) return null;
  const said = {
    asked: words.asked(erasure.askedBy ?? words.somebody),
    waiting: words.waiting(format.date(erasure.dueAt ?? erasure.askedAt)),
    erasing: words.erasing,
    erased: words.erased(format.date(erasedAt ?? erasure.askedAt)),
  };
  return <Notice tone="wait">{said[erasure.state]}</Notice>;
}
