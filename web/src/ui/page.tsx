import { Anchor, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { Link } from 'react-router';
import { useText } from '../text/text.tsx';
import classes from './page.module.css';

interface PageProps {
  readonly title: string;
  /** Beside the title, e.g. a state. */
  readonly mark?: ReactNode;
  /** One sentence below the title. */
  readonly lead?: ReactNode;
  /** The list that this page is one thing of. */
  readonly parent?: { readonly to: string; readonly name: string };
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Head and body of a page; the browser's title follows it. */
export function Page({ title, mark, lead, parent, actions, children }: PageProps) {
  const text = useText();
  useEffect(() => {
    document.title = `${title} · ${text.product}`;
  }, [title, text]);
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <div className={classes.words}>
          {parent !== undefined && (
            <Anchor component={Link} to={parent.to} size="sm" className={classes.parent}>
              {parent.name}
            </Anchor>
          )}
          <div className={classes.titleLine}>
            <Title order={1} className={classes.title}>
              {title}
            </Title>
            {mark}
          </div>
          {lead !== undefined && <div className={classes.lead}>{lead}</div>}
        </div>
        {actions !== undefined && <div className={classes.actions}>{actions}</div>}
      </header>
      {children}
    </div>
  );
}

interface SectionProps {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** A titled part of a page on a surface of its own. */
export function Section({ title, actions, children }: SectionProps) {
  return (
    <section className={classes.section}>
      <div className={classes.sectionHead}>
        <Title order={2} size="h3">
          {title}
        </Title>
        {actions}
      </div>
      {children}
    </section>
  );
}
