import { labelOf } from '../certificates/field-place.ts';
import type { Text } from '../text/text.tsx';
import { boxOf } from './change-words.ts';

/** `Box 7: Item 1, Net weight` for `/items/0/netWeight`: as the form calls its fields. */
export function fieldName(pointer: string, text: Text): string {
  const path = pointer.slice(1).replaceAll('/', '.');
  const [first = '', second = ''] = path.split('.');
  const label = labelOf(path, text);
  const parties: Readonly<Record<string, string>> = text.application.fields;
  const owner =
    first === 'items' && second !== '' ? text.application.item(Number(second) + 1) : parties[first];
  const name =
    owner === undefined || !path.includes('.') || owner === label
      ? label
      : text.application.fieldOf(owner, label);
  const box = boxOf(pointer);
  return box === null ? name : text.ui.labelled(text.desk.differences.box(box), name);
}
