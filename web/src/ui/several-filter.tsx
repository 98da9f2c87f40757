import { Button, Checkbox, Popover, Stack } from '@mantine/core';
import { useState } from 'react';
import { useFormat, useText } from '../text/text.tsx';
import { ChevronIcon } from './icons.tsx';
import classes from './several-filter.module.css';
import { useFilter } from './use-filter.ts';

interface SeveralFilterProps {
  readonly name: string;
  readonly label: string;
  /** What stands there while nothing is chosen. */
  readonly any: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
}

/** A filter of which several may be chosen at once; in the address with commas between, as the API takes them. */
export function SeveralFilter({ name, label, any, choices }: SeveralFilterProps) {
  const format = useFormat();
  const { ui } = useText();
  const [value, set] = useFilter(name);
  // The address follows in a transition; a tick shows at once.
  const [wanted, setWanted] = useState(value);
  const [before, setBefore] = useState(value);
  if (value !== before) {
    setBefore(value);
    setWanted(value);
  }
  const asked = new Set(wanted?.split(','));
  const chosen = choices.filter((choice) => asked.has(choice.value));
  const shown = chosen.length === 0 ? any : format.inLine(chosen.map((choice) => choice.label));
  // In the order of the choices, whatever the order of the clicks: one list, one address.
  const choose = (values: readonly string[]) => {
    const next = choices
      .map((choice) => choice.value)
      .filter((one) => values.includes(one))
      .join(',');
    setWanted(next);
    set(next);
  };
  return (
    <Popover position="bottom-start" trapFocus returnFocus shadow="md">
      <Popover.Target>
        <Button
          variant="default"
          className={classes.button ?? ''}
          aria-label={ui.labelled(label, shown)}
          rightSection={
            <span className={classes.chevron}>
              <ChevronIcon size={14} />
            </span>
          }
        >
          {shown}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Checkbox.Group aria-label={label} value={chosen.map((choice) => choice.value)} onChange={choose}>
          <Stack gap={10}>
            {choices.map((choice) => (
              <Checkbox key={choice.value} value={choice.value} label={choice.label} />
            ))}
          </Stack>
        </Checkbox.Group>
      </Popover.Dropdown>
    </Popover>
  );
}
