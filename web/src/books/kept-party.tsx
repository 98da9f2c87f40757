import { useMemo } from 'react';
import { useForm, useValue } from '../certificates/form/form-context.tsx';
import { type FieldPath, tidy } from '../certificates/form/form-model.ts';
import { textAt } from '../certificates/read-goods.ts';
import { KeptPicker } from './kept-picker.tsx';

const needed = ['name', 'address.line1', 'address.city', 'address.country'];

/** A party with its address can be kept; one that is kept can be put here. */
export function KeptParty({ path }: { readonly path: FieldPath }) {
  const { set } = useForm();
  const value = useValue(path);
  const content = useMemo(() => tidy(value), [value]);
  const isWhole = needed.every((field) => textAt(content, field) !== undefined);
  const name = textAt(content, 'name') ?? '';
  return (
    <KeptPicker
      book="party"
      now={isWhole ? { name, content: content as object } : undefined}
      onPick={(party) => set(path, party)}
    />
  );
}
