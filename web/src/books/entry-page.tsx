import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useParams } from 'react-router';
import { type Book, entryQuery } from '../api/books.ts';
import { NotFoundPage } from '../app/failure-page.tsx';
import { useMay } from '../app/session.tsx';
import { useText } from '../text/text.tsx';
import { UnknownIcon } from '../ui/icons.tsx';
import { Empty } from '../ui/notice.tsx';
import { Page } from '../ui/page.tsx';
import { QueryView } from '../ui/query-view.tsx';
import { EntryForm } from './entry-form.tsx';

/** `/books/template/:id`, `/books/party/:id`, `/books/product/:id`: what is kept under a name, to be written anew. */
export function EntryPage() {
  const { book, id = '' } = useParams();
  const { ui } = useText();
  if (!useMay('certificate:apply')) {
    return (
      <Empty icon={<UnknownIcon size={36} />} title={ui.notPermitted.title} isPage>
        {ui.notPermitted.lead}
      </Empty>
    );
  }
  return book === 'template' || book === 'party' || book === 'product' ? (
    <Entry key={id} book={book} id={id} />
  ) : (
    <NotFoundPage />
  );
}

function Entry({ book, id }: { readonly book: Book; readonly id: string }) {
  const { books: words } = useText();
  const client = useQueryClient();
  const query = useQuery(entryQuery(book, id));
  const [reading, setReading] = useState(0);
  const readAgain = async () => {
    await client.refetchQueries({ queryKey: entryQuery(book, id).queryKey, exact: true });
    setReading((count) => count + 1);
  };
  return (
    <QueryView query={query} lines={8} isPage>
      {(entry) => (
        <Page
          title={words.changeTitles[book]}
          lead={words.changeLead}
          parent={{ to: '/books', name: words.title }}
        >
          <EntryForm key={reading} book={book} entry={entry} onReadAgain={() => void readAgain()} />
        </Page>
      )}
    </QueryView>
  );
}
