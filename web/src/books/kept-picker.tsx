import { Button, Select } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { type Book, bookQuery, keepEntry, readEntry } from '../api/books.ts';
import { itemsOf } from '../api/paging.ts';
import { useAct } from '../api/use-act.ts';
import { useText } from '../text/text.tsx';
import { ProblemAlert } from '../ui/problem-alert.tsx';
import classes from './books.module.css';

interface KeptPickerProps {
  readonly book: Exclude<Book, 'template'>;
  /** What could be kept now, and its name; undefined while there is nothing. */
  readonly now: { readonly name: string; readonly content: object } | undefined;
  readonly onPick: (content: object) => void;
}

/** Puts something kept into the form, or keeps what stands there. */
export function KeptPicker({ book, now, onPick }: KeptPickerProps) {
  const { books: words } = useText();
  const { data } = useInfiniteQuery(bookQuery(book));
  const picking = useMutation({ mutationFn: (id: string) => readEntry(book, id), onSuccess: onPick });
  const keeping = useAct(keepEntry);
  const entries = data === undefined ? [] : itemsOf(data);
  const isKept = now !== undefined && entries.some(({ name }) => name === now.name);
  if (entries.length === 0 && now === undefined) return null;
  return (
    <div className={classes.picker}>
      {entries.length > 0 && (
        <Select
          size="xs"
          searchable
          aria-label={words.pick[book]}
          placeholder={words.pick[book]}
          nothingFoundMessage={words.nothingFound}
          limit={60}
          data={entries.map(({ id, name }) => ({ value: id, label: name }))}
          value={null}
          onChange={(id) => id !== null && picking.mutate(id)}
        />
      )}
      {now !== undefined && (
        <Button
          size="compact-sm"
          variant="subtle"
          disabled={isKept}
          loading={keeping.isActing}
          onClick={() => keeping.act({ book, ...now })}
        >
          {isKept ? words.kept : words.keepIt[book]}
        </Button>
      )}
      <ProblemAlert problem={picking.error ?? keeping.problem} />
    </div>
  );
}
