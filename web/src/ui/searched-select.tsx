import { Select } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { type ReactNode, useState } from 'react';

export interface Choice {
  readonly id: string;
  readonly name: string;
  /** What tells those of one name apart. */
  readonly about?: ReactNode;
}

interface SearchedSelectProps {
  readonly label: string;
  readonly placeholder?: string;
  readonly nothingFound: string;
  /** Those that the server found for these words; the first of all without any. */
  readonly found: readonly Choice[];
  readonly words: string;
  /** What is found is of the words before. */
  readonly isEarlier: boolean;
  readonly onWords: (words: string) => void;
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

/** Chooses one of more than a page can hold, by typing a part of its name. */
export function SearchedSelect(props: SearchedSelectProps) {
  const { label, placeholder, nothingFound, found, words, isEarlier, onWords, value, onChange } = props;
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<Choice>();
  // Once one is chosen its whole name stands in the field; the search goes on with what is typed next.
  const search = useDebouncedCallback(
    (text: string) => onWords(text === chosen?.name ? '' : text.trim()),
    200,
  );
  const shown = chosen === undefined || found.some(({ id }) => id === chosen.id) ? found : [chosen, ...found];
  return (
    <Select
      label={label}
      placeholder={placeholder}
      required
      withAsterisk={false}
      searchable
      data={shown.map(({ id, name }) => ({ value: id, label: name }))}
      // The server searches, and what it found is shown as it came; until then what fits of what is here, so that
      // Enter never takes something else than what was typed.
      filter={({ options, search }) =>
        (typed.trim() === words && !isEarlier) || typed === chosen?.name
          ? options
          : options.filter((option) => 'label' in option && includes(option.label, search))
      }
      selectFirstOptionOnChange
      renderOption={({ option }) => (
        <span>
          {option.label}
          <span style={{ display: 'block', color: 'var(--text-quiet)', fontSize: '0.8125rem' }}>
            {shown.find(({ id }) => id === option.value)?.about}
          </span>
        </span>
      )}
      nothingFoundMessage={nothingFound}
      searchValue={typed}
      onSearchChange={(text) => {
        setTyped(text);
        search(text);
      }}
      value={value}
      onChange={(id) => {
        setChosen(shown.find((it) => it.id === id));
        onChange(id);
      }}
    />
  );
}

const includes = (name: string, part: string): boolean =>
  name.toLocaleLowerCase().includes(part.trim().toLocaleLowerCase());
