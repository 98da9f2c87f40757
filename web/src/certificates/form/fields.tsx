import { Checkbox, MultiSelect, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { type ReactNode, useMemo } from 'react';
import { useFormat, useText } from '../../text/text.tsx';
import classes from './form.module.css';
import { useField } from './form-context.tsx';
import type { FieldPath } from './form-model.ts';
import { leadOf } from './lead.tsx';
import { PickField } from './pick-field.tsx';

/** What is said below a field's name; nothing at all where nothing is. */
function leadOf(lead: string | undefined, wish: string | undefined): ReactNode {
  return wish === undefined ? lead : <WithWish lead={lead} wish={wish} />;
}

function WithWish({ lead, wish }: { readonly lead: string | undefined; readonly wish: string }) {
  const { correspondence: words } = useText();
  return (
    <>
      {lead}
      <span className={classes.wish}>{words.wish(wish)}</span>
    </>
  );
}

interface FieldProps {
  readonly path: FieldPath;
  /** Shown where the field may stay empty. */
  readonly lead?: string;
}

interface LineProps extends FieldProps {
  readonly kind?: 'text' | 'date' | 'decimal' | 'whole';
  /** Its name stands beside it already, and is only read out. */
  readonly isNameless?: boolean;
}

export function LineField({ path, lead, kind = 'text', isNameless = false }: LineProps) {
  const { id, label, wish, said, error, set, touch } = useField(path);
  const mode = { decimal: 'decimal', whole: 'numeric' } as const;
  return (
    <TextInput
      id={id}
      {...(isNameless ? { 'aria-label': label } : { label })}
      description={leadOf(lead, wish)}
      type={kind === 'date' ? 'date' : 'text'}
      inputMode={kind === 'decimal' || kind === 'whole' ? mode[kind] : undefined}
      autoComplete="off"
      value={said}
      error={error}
      onChange={(event) => set(event.currentTarget.value)}
      onBlur={touch}
    />
  );
}

export function TextField({ path, lead, rows = 2 }: FieldProps & { readonly rows?: number }) {
  const { id, label, wish, said, error, set, touch } = useField(path);
  return (
    <Textarea
      id={id}
      label={label}
      description={leadOf(lead, wish)}
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
  const { id, label, wish, said, error, set, touch } = useField(path);
  const { application: words } = useText();
  const isKnown = said === '' || choices.some(({ value }) => value === said);
  return (
    <NativeSelect
      id={id}
      {...(isNameless ? { 'aria-label': label } : { label })}
      description={leadOf(lead, wish)}
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

export function CountriesField({ path, lead }: FieldProps) {
  const { id, label, wish, value, error, set, touch } = useField(path);
  const text = useText();
  const chosen = Array.isArray(value) ? value.filter((one) => typeof one === 'string') : [];
  return (
    <MultiSelect
      id={id}
      label={label}
      description={leadOf(lead, wish)}
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
  const { id, label, wish, value, set } = useField(path);
  return (
    <Checkbox
      id={id}
      label={label}
      description={leadOf(undefined, wish)}
      checked={value === true}
      onChange={(event) => (onChange ?? set)(event.currentTarget.checked)}
    />
  );
}
