import { createContext, useContext } from 'react';
import type { Text } from '../../text/text.tsx';
import { useText } from '../../text/text.tsx';
import { fieldWords } from '../../ui/problem-words.ts';
import { labelOf } from '../field-place.ts';
import { at, type Goods } from '../read-goods.ts';
import { warningWords } from '../warning-words.ts';
import type { Mistake } from './find-mistakes.ts';
import type { Unsaved } from './form-memory.ts';
import type { FieldPath } from './form-model.ts';
import { type Store, usePart } from './store.ts';
import type { Remarks } from './use-remarks.ts';

/** Stays the same while one types: what is said stands in stores, of which each field reads its own part. */
interface Form {
  readonly said: Store<Unsaved>;
  readonly set: (path: FieldPath, value: unknown) => void;
  readonly remarks: Store<Remarks>;
  /** The field was left. */
  readonly touch: (path: FieldPath) => void;
  /** What the chamber wants changed there. */
  readonly wishAt: (path: FieldPath) => string | undefined;
}

const FormContext = createContext<Form | null>(null);
export const FormProvider = FormContext.Provider;

function useFormContext(): Form {
  const form = useContext(FormContext);
  if (form === null) throw new Error('There is no form here.');
  return form;
}

/** To read all that the form says when something is done, and to change it; nothing renders again by it. */
export function useForm() {
  const { said, set } = useFormContext();
  return { read: () => said.read().form, set };
}

/** @param select gives the same (`Object.is`) as long as what it reads is the same */
export const useSaid = <P,>(select: (form: Goods) => P): P =>
  usePart(useFormContext().said, ({ form }) => select(form));

/** What the form says at this path; the same object as long as nothing in it was changed. */
export const useValue = (path: FieldPath): unknown => useSaid((form) => at(form, path));

/** Whether something is said of one of these fields or of one below it. */
export const useIsRemarked = (paths: readonly FieldPath[]): boolean =>
  usePart(useFormContext().remarks, (remarks) =>
    Object.keys(remarks).some((one) => paths.some((path) => one === path || one.startsWith(`${path}.`))),
  );

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
  const { set, remarks, touch, wishAt } = useFormContext();
  const value = useValue(path);
  const { mistake, warnings = [] } = usePart(remarks, (all) => all[path]) ?? {};
  const wrong = mistake === undefined ? undefined : sentenceOf(mistake, text);
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
