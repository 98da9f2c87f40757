import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { useText } from '../../text/text.tsx';
import { labelOf } from '../field-place.ts';
import { listAt } from '../read-goods.ts';
import classes from './form.module.css';
import { fieldId, useForm, useSaid, useValue } from './form-context.tsx';
import type { FieldPath } from './form-model.ts';

interface RowsProps {
  /** Of the list. */
  readonly path: FieldPath;
  readonly most: number;
  /** What a row begins with. */
  readonly start: object;
  /** The words of the button that adds one. */
  readonly add: string;
  /** The fields of a row, its number among them; only those of the first show their names. */
  readonly children: (row: FieldPath, isNameless: boolean) => ReactNode;
  /** How wide its fields are (form.module.css). */
  readonly of?: 'documents';
}

/** A list of short rows, to which some are added and from which some are removed. */
export function Rows({ path, most, start, add, children, of }: RowsProps) {
  const text = useText();
  const { read, set } = useForm();
  const count = useSaid((form) => listAt(form, path).length);
  const remove = (index: number) =>
    set(
      path,
      listAt(read(), path).filter((_, other) => other !== index),
    );
  return (
    <fieldset className={classes.inner} id={fieldId(path)} tabIndex={-1}>
      <legend>{labelOf(path, text)}</legend>
      {Array.from({ length: count }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place in the list
        <div className={classes.row} key={index} data-of={of}>
          {children(`${path}.${index}`, index > 0)}
          <Removal path={`${path}.${index}`} index={index} onClick={() => remove(index)} />
        </div>
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        style={{ justifySelf: 'start' }}
        disabled={count >= most}
        onClick={() => set(`${path}.${count}`, start)}
      >
        {add}
      </Button>
    </fieldset>
  );
}

interface RemovalProps {
  readonly path: FieldPath;
  readonly index: number;
  readonly onClick: () => void;
}

/** At the end of a row of fields; beside the first of them, which have names above. */
function Removal({ path, index, onClick }: RemovalProps) {
  const { application: words } = useText();
  const number = useValue(`${path}.number`);
  return (
    <Button
      variant="subtle"
      color="gray"
      size="compact-md"
      mt={index === 0 ? 28 : 4}
      aria-label={words.removeRow(String(number ?? index + 1))}
      onClick={onClick}
    >
      ×
    </Button>
  );
}
