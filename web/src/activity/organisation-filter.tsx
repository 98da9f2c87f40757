import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { organisationQuery, organisationsNamedQuery } from '../api/organisations.ts';
import { useText } from '../text/text.tsx';

interface OrganisationFilterProps {
  readonly value: string | undefined;
  readonly onChange: (id: string | undefined) => void;
}

/** Narrows a list to one organisation, one's own among them; its id stands in the address. */
export function OrganisationFilter({ value, onChange }: OrganisationFilterProps) {
  const text = useText();
  const [typed, setTyped] = useState('');
  const chosen = useQuery({ ...organisationQuery(value ?? ''), enabled: value !== undefined }).data;
  const [name] = useDebouncedValue(typed, 200);
  const { data } = useQuery(organisationsNamedQuery(name === chosen?.legalName ? '' : name));
  const found = data?.items ?? [];
  const shown = chosen === undefined || found.some(({ id }) => id === chosen.id) ? found : [chosen, ...found];
  return (
    <Select
      label={text.activity.organisation}
      placeholder={text.activity.anyone}
      searchable
      clearable
      clearButtonProps={{ 'aria-label': text.activity.anyone }}
      data={shown.map(({ id, legalName }) => ({ value: id, label: legalName }))}
      // The server searches; what it found is shown as it came.
      filter={({ options }) => options}
      nothingFoundMessage={text.organisations.nothing}
      searchValue={typed}
      onSearchChange={setTyped}
      value={value ?? null}
      onChange={(id) => onChange(id ?? undefined)}
      style={{ flex: '2 1 220px' }}
    />
  );
}
