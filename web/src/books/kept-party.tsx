import { useMemo } from 'react';
import { useForm } from '../certificates/form/form-context.tsx';
import { applicationOf, type FieldPath } from '../certificates/form/form-model.ts';
import { at, textAt } from '../certificates/read-goods.ts';
import { KeptPicker } from './kept-picker.tsx';

const needed = ['name', 'address.line1', 'address.city', 'address.country'];

/** A party with its address can be kept; one that is kept can be put here. */
export function KeptParty({ path }: { readonly path: FieldPath }) {
  const { form, set } = useForm();
  const content = useMemo(() => at(applicationOf(form), path), [form, path]);
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
