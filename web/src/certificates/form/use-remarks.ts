import { replaceEqualDeep } from '@tanstack/react-query';
import { useCallback, useLayoutEffect, useState } from 'react';
import type { Warning } from '../../api/certificates.ts';
import { pathOf } from '../warning-words.ts';
import type { Mistake } from './find-mistakes.ts';
import type { FieldPath } from './form-model.ts';
import { createStore } from './store.ts';

/** What is said of one field. */
interface Remark {
  /** Said only of fields that were left, and of all once it was to be submitted. */
  readonly mistake?: Mistake;
  /** Of the application as it was last saved. */
  readonly warnings: readonly Warning[];
}

/** By field; what did not change is the same object as before, so that its field does not render again. */
export type Remarks = Readonly<Record<FieldPath, Remark>>;

export function useRemarks(mistakes: readonly Mistake[], warnings: readonly Warning[]) {
  const [remarks] = useState(() => createStore<Remarks>({}));
  const [touched, setTouched] = useState<ReadonlySet<FieldPath>>(new Set());
  /** Counts the wishes to submit that found something missing: each shows, and is read out, anew. */
  const [refusals, setRefusals] = useState(0);
  const touch = useCallback((path: FieldPath) => setTouched((before) => new Set([...before, path])), []);
  const refuse = useCallback(() => setRefusals((count) => count + 1), []);
  useLayoutEffect(() => {
    const isTouched = (path: FieldPath) =>
      refusals > 0 || touched.has(path) || [...touched].some((one) => one.startsWith(`${path}.`));
    const next: Record<FieldPath, Remark> = {};
    for (const mistake of mistakes)
      if (isTouched(mistake.path)) next[mistake.path] = { mistake, warnings: [] };
    for (const warning of warnings) {
      const path = pathOf(warning.pointer);
      next[path] = { ...next[path], warnings: [...(next[path]?.warnings ?? []), warning] };
    }
    remarks.write(replaceEqualDeep(remarks.read(), next));
  }, [remarks, mistakes, warnings, touched, refusals]);
  return { remarks, touch, refuse, refusals };
}
