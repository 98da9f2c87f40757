import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type OrganisationSummary, organisationsNamedQuery, type Role } from '../api/organisations.ts';
import { useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';

interface OrganisationSelectProps {
  readonly label: string;
  /** Which roles can be chosen; any, unless told. */
  readonly roles?: readonly Role[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

/** Chooses another organisation by typing a part of its name. */
export function OrganisationSelect({ label, roles, value, onChange }: OrganisationSelectProps) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<OrganisationSummary>();
  const [name] = useDebouncedValue(typed, 200);
  // Once one is chosen its whole name stands in the field; the search goes on with what is typed next.
  const { data, isPlaceholderData } = useQuery(
    organisationsNamedQuery(name === chosen?.legalName ? '' : name),
  );
  const found = (data?.items ?? []).filter(
    ({ id, role }) => id !== me.organisation.id && (roles === undefined || roles.includes(role)),
  );
  const shown = chosen === undefined || found.some(({ id }) => id === chosen.id) ? found : [chosen, ...found];
  return (
    <Select
      label={label}
      placeholder={text.organisations.choose}
      required
      withAsterisk={false}
      searchable
      data={shown.map(({ id, legalName }) => ({ value: id, label: legalName }))}
      // The server searches, and what it found is shown as it came; until then what fits of what is here, so that
      // Enter never takes something else than what was typed.
      filter={({ options, search }) =>
        (typed === name && !isPlaceholderData) || typed === chosen?.legalName
          ? options
          : options.filter((option) => 'label' in option && includes(option.label, search))
      }
      selectFirstOptionOnChange
      renderOption={({ option }) => {
        const it = shown.find(({ id }) => id === option.value);
        return (
          <span>
            {option.label}
            <span style={{ display: 'block', color: 'var(--text-quiet)', fontSize: '0.8125rem' }}>
              {it === undefined ? '' : format.inLine([text.roles[it.role], format.country(it.country)])}
            </span>
          </span>
        );
      }}
      nothingFoundMessage={text.organisations.nothing}
      searchValue={typed}
      onSearchChange={setTyped}
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
