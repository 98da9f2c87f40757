import { useMemo } from 'react';
import { useForm, useValue } from '../certificates/form/form-context.tsx';
import { type FieldPath, tidy } from '../certificates/form/form-model.ts';
import { at, textAt } from '../certificates/read-goods.ts';
import { KeptPicker } from './kept-picker.tsx';

/** What is the same each time that the product is sent (core/product.ts). */
const members = [
  'description',
  'hsCode',
  'hsEdition',
  'productId',
  'origin',
  'originCriterion',
  'originRule',
  'manufacturer',
];

/** What the goods of an item are can be kept, and put here again; how many they are cannot. */
export function KeptProduct({ path }: { readonly path: FieldPath }) {
  const { read, set } = useForm();
  const value = useValue(path);
  const item = useMemo(() => tidy(value), [value]);
  const description = textAt(item, 'description');
  const content = Object.fromEntries(
    members.map((name) => [name, at(item, name)] as const).filter(([, value]) => value !== undefined),
  );
  return (
    <KeptPicker
      book="product"
      now={description === undefined ? undefined : { name: nameOf(description), content }}
      onPick={(product) => set(path, { ...(at(read(), path) as object | undefined), ...product })}
    />
  );
}

/** As much of the first line as a name holds. */
const nameOf = (description: string): string =>
  [...(description.split('\n')[0] ?? '').trim()].slice(0, 80).join('').trim();
