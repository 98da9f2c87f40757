import { NativeSelect, TextInput } from '@mantine/core';
import classes from './filters.module.css';
import { useFilter } from './use-filter.ts';

interface FilterProps {
  /** In the address. */
  readonly name: string;
  readonly label: string;
  /** The label stands above it, not in it alone. */
  readonly isLabelled?: boolean;
}

interface ChoiceFilterProps extends FilterProps {
  /** What stands there while nothing is chosen. */
  readonly any: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** A filter of which one may be chosen; what the address says and is no choice filters nothing. */
export function ChoiceFilter({ name, label, isLabelled = false, any, choices }: ChoiceFilterProps) {
  const [value, set] = useFilter(name);
  return (
    <NativeSelect
      {...(isLabelled ? { label } : { 'aria-label': label, className: classes.choice ?? '' })}
      value={choices.some((choice) => choice.value === value) ? value : ''}
      onChange={(event) => set(event.currentTarget.value)}
      data={[{ value: '', label: any }, ...choices]}
    />
  );
}

/** A filter by a day. */
export function DayFilter({ name, label, isLabelled = false }: FilterProps) {
  const [value, set] = useFilter(name);
  return (
    <TextInput
      type="date"
      {...(isLabelled
        ? { label }
        : {
            'aria-label': label,
            leftSection: <span className={classes.dayName}>{label}</span>,
            leftSectionWidth: 52,
          })}
      value={value ?? ''}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}
