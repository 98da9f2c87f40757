import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { type Book, bookQuery, forgetEntry } from '../api/books.ts';
import { itemsOf } from '../api/paging.ts';
import { useAct } from '../api/use-act.ts';
import { useMay } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { UnknownIcon } from '../ui/icons.tsx';
import { MoreButton } from '../ui/more-button.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page, Section } from '../ui/page.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import { QueryView } from '../ui/query-view.tsx';
import classes from './books.module.css';

/** `/books`: what an organisation keeps to write applications from. */
export function BooksPage() {
  const { books: words, ui } = useText();
  if (!useMay('certificate:apply')) {
    return (
      <Empty icon={<UnknownIcon size={36} />} title={ui.notPermitted.title} isPage>
        {ui.notPermitted.lead}
      </Empty>
    );
  }
  return (
    <Page title={words.title} lead={words.lead} parent={{ to: '/certificates/new', name: words.toNew }}>
      {(['template', 'party', 'product'] as const).map((book) => (
        <Section key={book} title={words.titles[book]}>
          <Entries book={book} />
        </Section>
      ))}
    </Page>
  );
}

function Entries({ book }: { readonly book: Book }) {
  const { books: words } = useText();
  const format = useFormat();
  const query = useInfiniteQuery(bookQuery(book));
  const forgetting = useAct(forgetEntry);
  return (
    <QueryView query={query} lines={2}>
      {(pages) => {
        const entries = itemsOf(pages);
        if (entries.length === 0) return <p className={classes.quiet}>{words.none}</p>;
        return (
          <>
            <ul className={classes.entries}>
              {entries.map(({ id, name, createdAt }) => (
                <li key={id}>
                  <span className={classes.name}>{name}</span>
                  <span className={classes.quiet}>{words.since(format.date(createdAt))}</span>
                  {book === 'template' && (
                    <Button
                      component={Link}
                      size="compact-sm"
                      variant="subtle"
                      to={`/certificates/new?from=template-${id}`}
                      aria-label={words.takeOf(name)}
                    >
                      {words.use}
                    </Button>
                  )}
                  <Button
                    component={Link}
                    size="compact-sm"
                    variant="subtle"
                    to={`/books/${book}/${id}`}
                    aria-label={words.changeOf(name)}
                  >
                    {words.change}
                  </Button>
                  <Button
                    size="compact-sm"
                    variant="subtle"
                    color="gray"
                    aria-label={words.removeOf(name)}
                    loading={forgetting.given?.id === id}
                    onClick={() => forgetting.act({ book, id })}
                  >
                    {words.remove}
                  </Button>
                </li>
              ))}
            </ul>
            <MoreButton paging={query} />
            <ProblemAlert problem={forgetting.problem} />
          </>
        );
      }}
    </QueryView>
  );
}
