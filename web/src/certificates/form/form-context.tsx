import { createContext, useContext } from 'react';
import type { Warning } from '../../api/certificates.ts';
import type { Text } from '../../text/text.tsx';
import { useText } from '../../text/text.tsx';
import { fieldWords } from '../../ui/problem-words.ts';
import { labelOf } from '../field-place.ts';
import { at, type Goods } from '../read-goods.ts';
import { warningWords } from '../warning-words.ts';
import type { Mistake } from './find-mistakes.ts';
import type { FieldPath } from './form-model.ts';

interface FormState {
  readonly form: Goods;
  readonly set: (path: FieldPath, value: unknown) => void;
  /** Said only of fields that were left, and of all once it was to be submitted. */
  readonly mistakeAt: (path: FieldPath) => Mistake | undefined;
  readonly touch: (path: FieldPath) => void;
  /** What the chamber wants changed there. */
  readonly wishAt: (path: FieldPath) => string | undefined;
  /** Of the application as it was last saved. */
  readonly warningsAt: (path: FieldPath) => readonly Warning[];
  /** Whether something is said of this field or of one below it. */
  readonly isRemarked: (path: FieldPath) => boolean;
}

const FormContext = createContext<FormState | null>(null);
export const FormProvider = FormContext.Provider;

export function useForm(): FormState {
  const state = useContext(FormContext);
  if (state === null) throw new Error('There is no form here.');
  return state;
}

/** What is wrong, in a sentence that says how it is right. */
export function sentenceOf({ path, kind, max, rule, detail }: Mistake, text: Text): string {
  const { application: words } = text;
  const broken = rule === undefined ? undefined : text.rules.broken[rule];
  if (broken !== undefined) return broken;
  const member = path.replace(/\.\d+/g, '').split('.').at(-1) ?? '';
  if (kind === 'missing') return words.missingOf[member] ?? words.missing;
  if (max !== undefined) return words.tooLong(max);
  return words.wrongOf[member] ?? fieldWords({ in: 'body', pointer: path, detail, code: 'malformed' }, text);
}

export const fieldId = (path: FieldPath): string => `field-${path.replaceAll('.', '-')}`;

/** A field's value and what it is called, and how to change it. */
export function useField(path: FieldPath) {
  const text = useText();
  const { form, set, mistakeAt, touch, wishAt, warningsAt } = useForm();
  const value = at(form, path);
  const mistake = mistakeAt(path);
  const wrong = mistake === undefined ? undefined : sentenceOf(mistake, text);
  const warnings = warningsAt(path);
  const blocking = warnings.find(({ blocks }) => blocks);
  return {
    value,
    said: typeof value === 'string' || typeof value === 'number' ? String(value) : '',
    label: labelOf(path, text),
    error: wrong ?? (blocking === undefined ? undefined : warningWords(blocking, text)),
    id: fieldId(path),
    /** What is to be said below its name, beside what it is for. */
    notes: { wish: wishAt(path), warnings: warnings.filter(({ blocks }) => !blocks) },
    set: (next: unknown) => set(path, next),
    touch: () => touch(path),
  };
}
