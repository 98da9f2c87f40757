import { NativeSelect, type OptionsFilter, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useFormat, useText } from '../../text/text.tsx';
import { useField } from './form-context.tsx';
import type { FieldPath } from './form-model.ts';
import { leadOf } from './lead.tsx';
import { useCodeLists } from './use-code-lists.ts';

interface FieldProps {
  readonly path: FieldPath;
  readonly lead?: string;
}

export interface Choice {
  readonly value: string;
  readonly label: string;
}

const most = 60;

/** By any part of the name, or by the beginning of the code. */
const byNameOrCode: OptionsFilter = ({ options, search, limit }) => {
  const wanted = search.trim().toLowerCase();
  const found = options.filter(
    (option) =>
      'value' in option &&
      (option.label.toLowerCase().includes(wanted) || String(option.value).toLowerCase().startsWith(wanted)),
  );
  return found.slice(0, limit);
};

interface PickProps extends FieldProps {
  readonly choices: readonly Choice[];
  readonly isNameless?: boolean;
}

/** One of many, found by typing. */
export function PickField({ path, lead, choices, isNameless = false }: PickProps) {
  const { id, label, said, error, notes, set, touch } = useField(path);
  const { application: words } = useText();
  const data = useMemo(() => {
    const isKnown = said === '' || choices.some(({ value }) => value === said);
    return isKnown ? [...choices] : [{ value: said, label: said }, ...choices];
  }, [choices, said]);
  return (
    <Select
      id={id}
      {...(isNameless ? { 'aria-label': label } : { label })}
      description={leadOf({ lead, ...notes })}
      placeholder={words.typeToSearch}
      searchable
      selectFirstOptionOnChange
      filter={byNameOrCode}
      limit={most}
      nothingFoundMessage={words.nothingFound}
      autoComplete="off"
      data={data}
      value={said === '' ? null : said}
      error={error}
      onChange={(value) => set(value ?? undefined)}
      onBlur={touch}
    />
  );
}

const other = '…';

interface ShortListProps extends FieldProps {
  /** The usual ones, in the reader's words. */
  readonly choices: readonly Choice[];
  /** The whole list, where the usual ones do not do. */
  readonly list: 'units' | 'kinds';
  readonly isNameless?: boolean;
}

/** The usual codes; all others of the list are found by typing. */
export function ShortListField({ path, choices, list, isNameless = false }: ShortListProps) {
  const { said, label, id, set } = useField(path);
  const { application: words } = useText();
  const isUsual = said === '' || choices.some(({ value }) => value === said);
  const [isSearching, setSearching] = useState(false);
  const lists = useCodeLists(isSearching || !isUsual);
  const all = useMemo(() => {
    if (lists === undefined) return [];
    const codes =
      list === 'units'
        ? lists.unitList()
        : lists.packageKindList().filter(({ code }) => !lists.isBulkKind(code));
    return codes.map(({ code, name }) => ({ value: code, label: `${name} (${code})` }));
  }, [lists, list]);
  if (isSearching || !isUsual) return <PickField path={path} choices={all} isNameless={isNameless} />;
  return (
    <NativeSelect
      id={id}
      {...(isNameless ? { 'aria-label': label } : { label })}
      value={said}
      data={[
        ...(said === '' ? [{ value: '', label: words.choose }] : []),
        ...choices,
        { value: other, label: list === 'units' ? words.moreUnits : words.moreKinds },
      ]}
      onChange={({ currentTarget: { value } }) => (value === other ? setSearching(true) : set(value))}
    />
  );
}

/** ISO 4217 by its name in the reader's language. */
export function CurrencyField({ path }: FieldProps) {
  const codes = useCodeLists()?.currencyCodes ?? none;
  const format = useFormat();
  const choices = useMemo(
    () =>
      codes
        .map((code) => ({ value: code, label: `${code} ${format.currency(code)}` }))
        .sort((a, b) => format.compare(a.label, b.label)),
    [codes, format],
  );
  return <PickField path={path} choices={choices} />;
}

/** ISO 639-1 by its name in the reader's language. English stands there before the list has come. */
export function LanguageField({ path, lead }: FieldProps) {
  const codes = useCodeLists()?.languageCodes;
  const format = useFormat();
  const choices = useMemo(
    () =>
      (codes?.() ?? ['en'])
        .map((code) => ({ value: code, label: format.language(code) }))
        .sort((a, b) => format.compare(a.label, b.label)),
    [codes, format],
  );
  return <PickField path={path} choices={choices} {...(lead !== undefined && { lead })} />;
}

const none: readonly string[] = [];
