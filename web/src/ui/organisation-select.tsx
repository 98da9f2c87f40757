import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { organisationsNamedQuery, type Role } from '../api/organisations.ts';
import { useMe } from '../app/session.tsx';
import { useFormat, useText } from '../text/text.tsx';
import { SearchedSelect } from './searched-select.tsx';

interface OrganisationSelectProps {
  readonly label: string;
  /** Which roles can be chosen; any, unless told. */
  readonly roles?: readonly Role[];
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
}

/** Chooses another organisation by typing a part of its name. */
export function OrganisationSelect({ roles, ...field }: OrganisationSelectProps) {
  const text = useText();
  const format = useFormat();
  const me = useMe();
  const [words, setWords] = useState('');
  const { data, isPlaceholderData } = useQuery(organisationsNamedQuery(words));
  const found = (data?.items ?? [])
    .filter(({ id, role }) => id !== me.organisation.id && (roles === undefined || roles.includes(role)))
    .map(({ id, legalName, role, country }) => ({
      ...{ id, name: legalName },
      about: format.inLine([text.roles[role], format.country(country)]),
    }));
  return (
    <SearchedSelect
      {...{ ...field, found, words }}
      isEarlier={isPlaceholderData}
      onWords={setWords}
      placeholder={text.organisations.choose}
      nothingFound={text.organisations.nothing}
    />
  );
}
