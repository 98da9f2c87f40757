import { Autocomplete, type OptionsFilter } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { type CodeList, codeListsQuery, codesQuery, type FoundCode } from '../../api/codes.ts';
import { at } from '../read-goods.ts';
import { LineField } from './fields.tsx';
import { useField, useForm } from './form-context.tsx';
import type { FieldPath } from './form-model.ts';
import { leadOf } from './lead.tsx';

interface CodeSearchProps {
  readonly list: CodeList;
  /** Of the field that is typed into. */
  readonly path: FieldPath;
  readonly lead?: string;
  readonly optionOf: (found: FoundCode) => string;
  readonly onType: (text: string) => void;
  readonly onChoose: (found: FoundCode, edition: string | null) => void;
}

/** The server has looked already: by other names as well, and the best first. */
const asFound: OptionsFilter = ({ options }) => options;

/** What is typed stays as it is; what the list has for it can be chosen instead. */
function CodeSearch({ list, path, lead, optionOf, onType, onChoose }: CodeSearchProps) {
  const { id, label, notes, said, error, touch } = useField(path);
  const [isNear, setNear] = useState(false);
  const [typed] = useDebouncedValue(said.trim(), 150);
  const { data } = useQuery({ ...codesQuery(list, typed), enabled: isNear && typed.length > 1 });
  const named = new Map(
    (said.trim() === '' ? [] : (data?.items ?? [])).map((found) => [optionOf(found), found]),
  );
  return (
    <Autocomplete
      id={id}
      label={label}
      description={leadOf({ lead, ...notes })}
      filter={asFound}
      data={[...named.keys()]}
      autoComplete="off"
      value={said}
      error={error}
      onFocus={() => setNear(true)}
      onChange={(value) => {
        const chosen = named.get(value);
        if (chosen === undefined) onType(value);
        else onChoose(chosen, data?.edition ?? null);
      }}
      onBlur={touch}
    />
  );
}

const placeOption = ({ code, name }: FoundCode): string => `${name} (${code})`;

/** A place with its UN/LOCODE: it is found by its name or its code, which sets both. */
export function PortFields({ path }: { readonly path: string }) {
  const { read, set } = useForm();
  return (
    <CodeSearch
      list="ports"
      path={`${path}.name`}
      optionOf={placeOption}
      onType={(name) => set(path, { ...(at(read(), path) as object | undefined), name })}
      onChoose={({ code, name }) => set(path, { code, name })}
    />
  );
}

const headingOption = ({ code, name }: FoundCode): string => `${code} ${name}`;

/** Found by what it is of, where the server has the Harmonized System; with the edition that it is of. */
export function HsField({ path, lead }: { readonly path: FieldPath; readonly lead?: string }) {
  const { set } = useForm();
  const { data: lists = [] } = useQuery(codeListsQuery());
  const more = lead !== undefined && { lead };
  if (!lists.some(({ list }) => list === 'hs'))
    return <LineField path={`${path}.hsCode`} kind="whole" {...more} />;
  return (
    <CodeSearch
      list="hs"
      path={`${path}.hsCode`}
      {...more}
      optionOf={headingOption}
      onType={(code) => set(`${path}.hsCode`, code)}
      onChoose={({ code }, edition) => {
        set(`${path}.hsCode`, code);
        if (edition !== null) set(`${path}.hsEdition`, edition);
      }}
    />
  );
}
