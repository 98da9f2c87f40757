import { Checkbox, MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMemo } from 'react';
import { countryCodes } from '../../../../core/countries.ts';
import { useFormat, useText } from '../../text/text.tsx';
import { useField } from './form-context.tsx';
import type { FieldPath } from './form-model.ts';
import { leadOf } from './lead.tsx';
import { PickField } from './pick-field.tsx';

interface FieldProps {
  readonly path: FieldPath;
  /** Shown where the field may stay empty. */
  readonly lead?: string;
}

interface LineProps extends FieldProps {
  readonly kind?: 'text' | 'date' | 'decimal' | 'whole';
  /** Its name stands beside it already, and is only read out. */
  readonly isNameless?: boolean;
  /** Letters are capitals, and blanks mean nothing. */
  readonly isCode?: boolean;
}

export function LineField({ path, lead, kind = 'text', isNameless = false, isCode = false }: LineProps) {
  const { id, label, notes, said, error, set, touch } = useField(path);
  const mode = { decimal: 'decimal', whole: 'numeric' } as const;
  return (
    <TextInput
      id={id}
      {...(isNameless ? { 'aria-label': label } : { label })}
      description={leadOf({ lead, ...notes })}
      type={kind === 'date' ? 'date' : 'text'}
      inputMode={kind === 'decimal' || kind === 'whole' ? mode[kind] : undefined}
      autoComplete="off"
      value={said}
      error={error}
      onChange={({ currentTarget: { value } }) =>
        set(isCode ? value.toUpperCase().replaceAll(/\s/g, '') : value)
      }
      onBlur={touch}
    />
  );
}

export function TextField({ path, lead, rows = 2 }: FieldProps & { readonly rows?: number }) {
  const { id, label, notes, said, error, set, touch } = useField(path);
  return (
    <Textarea
      id={id}
      label={label}
      description={leadOf({ lead, ...notes })}
      rows={rows}
      value={said}
      error={error}
      onChange={(event) => set(event.currentTarget.value)}
      onBlur={touch}
    />
  );
}

interface ChoiceProps extends FieldProps {
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly isNameless?: boolean;
  /** Something is always chosen. */
  readonly isDefinite?: boolean;
}

export function ChoiceField({ path, lead, choices, isNameless = false, isDefinite = false }: ChoiceProps) {
  const { id, label, notes, said, error, set, touch } = useField(path);
  const { application: words } = useText();
  const isKnown = said === '' || choices.some(({ value }) => value === said);
  return (
    <NativeSelect
      id={id}
      {...(isNameless ? { 'aria-label': label } : { label })}
      description={leadOf({ lead, ...notes })}
      value={said}
      error={error}
      data={[
        ...(isDefinite && said !== '' ? [] : [{ value: '', label: words.choose }]),
        ...(isKnown ? [] : [{ value: said, label: said }]),
        ...choices,
      ]}
      onChange={(event) => set(event.currentTarget.value)}
      onBlur={touch}
    />
  );
}

/** Every country by its name in the reader's language, in that language's order. */
export function useCountries(more: readonly string[] = []) {
  const format = useFormat();
  return useMemo(() => {
    const all = [...countryCodes].map((code) => ({ value: code, label: format.country(code) }));
    const sorted = all.sort((a, b) => format.compare(a.label, b.label));
    return [...more.map((code) => ({ value: code, label: format.country(code) })), ...sorted];
  }, [format, more]);
}

export function CountryField({ path }: FieldProps) {
  return <PickField path={path} choices={useCountries()} />;
}

const union = ['EU'];

/** What box 3 may name: a country, or the Union. */
export function OriginField({ path }: FieldProps) {
  return <PickField path={path} choices={useCountries(union)} />;
}

export function CountriesField({ path, lead }: FieldProps) {
  const { id, label, notes, value, error, set, touch } = useField(path);
  const text = useText();
  const chosen = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  return (
    <MultiSelect
      id={id}
      label={label}
      description={leadOf({ lead, ...notes })}
      placeholder={chosen.length === 0 ? text.application.chooseCountries : ''}
      searchable
      hidePickedOptions
      maxValues={30}
      nothingFoundMessage={text.application.noCountry}
      limit={300}
      data={useCountries(union)}
      value={chosen}
      error={error}
      onChange={set}
      onBlur={touch}
    />
  );
}

interface CheckProps {
  readonly path: FieldPath;
  readonly onChange?: (isChecked: boolean) => void;
}

export function CheckField({ path, onChange }: CheckProps) {
  const { id, label, notes, value, set } = useField(path);
  return (
    <Checkbox
      id={id}
      label={label}
      description={leadOf(notes)}
      checked={value === true}
      onChange={(event) => (onChange ?? set)(event.currentTarget.checked)}
    />
  );
}
