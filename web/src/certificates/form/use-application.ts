import { replaceEqualDeep, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useEffect, useRef, useState } from 'react';
import { type Certificate, certificateQuery, saveApplication } from '../../api/certificates.ts';
import { ApiProblem } from '../../api/http.ts';
import type { Goods } from '../read-goods.ts';
import type { Mistake } from './find-mistakes.ts';
import { type Unsaved, useFormMemory } from './form-memory.ts';
import { applicationOf, type FieldPath, formOf, without, withValue } from './form-model.ts';
import { createStore, useSettled } from './store.ts';

/** How long nothing is typed before mistakes are looked for, before it is saved, and before a save that did not arrive is tried again. */
const lookMs = 60;
const pauseMs = 700;
const againMs = 3_000;

/**
 * `partly`: saved but for fields that are wrong; `waiting`: the server cannot be reached; `ended`: nobody is signed in
 * any more; `changed`: someone else wrote it meanwhile, so nothing is saved until it is read again.
 */
export type SaveState = 'saved' | 'saving' | 'partly' | 'waiting' | 'ended' | 'changed' | 'refused';

/** An application as it is being written: what it says, what is wrong with it, and whether it is saved. */
export function useApplication(certificate: Certificate) {
  const { id } = certificate;
  const client = useQueryClient();
  const memory = useFormMemory(id);
  const [said] = useState(() =>
    createStore<Unsaved>({
      chamberId: certificate.chamber.id,
      form: formOf(certificate.application),
    }),
  );
  const [saveState, setSaveState] = useState<SaveState>('saved');
  const [mistakes, setMistakes] = useState<readonly Mistake[]>([]);
  const [problem, setProblem] = useState<Error | null>(null);
  // A draft that came by the API may lack what the form has no field for: that is saved at once.
  const saved = useRef('formType' in certificate.application ? said.read() : undefined);
  const version = useRef(certificate.version);
  const isChanged = useRef(false);
  const endedAt = useRef(0);
  const running = useRef<Promise<boolean> | undefined>(undefined);
  const { mutateAsync } = useMutation({ mutationFn: saveApplication, retry: false });

  const change = useCallback(
    (next: Unsaved) => {
      said.write(next);
      memory.remember(next);
      if (!isChanged.current) setSaveState('saving');
    },
    [said, memory],
  );
  const set = useCallback(
    (path: FieldPath, value: unknown) =>
      change({ ...said.read(), form: withValue(said.read().form, path, value) }),
    [said, change],
  );

  /** Saves until nothing is left to save. @returns whether it is all with the server */
  const save = useCallback((): Promise<boolean> => {
    running.current ??= (async () => {
      while (said.read() !== saved.current && !isChanged.current) {
        const sent = said.read();
        setSaveState('saving');
        let wrong: FieldPath[];
        try {
          const application = applicationOf(sent.form);
          const found = await mistakesIn(application);
          wrong = found.filter(({ kind }) => kind === 'wrong').map(({ path }) => path);
          const { chamberId } = sent;
          const kept = without(application, wrong);
          const done = await mutateAsync({ id, version: version.current, chamberId, application: kept });
          version.current = done.version;
          client.setQueryData(certificateQuery(id).queryKey, done);
        } catch (error) {
          const state = stateAfter(error);
          isChanged.current = state === 'changed';
          if (state === 'ended') endedAt.current = Date.now();
          setSaveState(state);
          setProblem(state === 'refused' ? (error as Error) : null);
          return false;
        }
        saved.current = sent;
        setProblem(null);
        setSaveState(wrong.length > 0 ? 'partly' : 'saved');
        if (said.read() === sent && wrong.length === 0) memory.forget();
      }
      return said.read() === saved.current;
    })().finally(() => {
      running.current = undefined;
    });
    return running.current;
  }, [client, id, memory, mutateAsync, said]);

  const look = useCallback(() => {
    const { form } = said.read();
    mistakesIn(applicationOf(form)).then(
      (found) => said.read().form === form && setMistakes((before) => replaceEqualDeep(before, found)),
      // The schema could not be fetched: saving tries that again, and says so.
      () => undefined,
    );
  }, [said]);
  useSettled(said, lookMs, look);
  useSettled(said, pauseMs, save);

  useEffect(() => {
    if (saveState !== 'waiting') return;
    const timer = setInterval(() => void save(), againMs);
    return () => clearInterval(timer);
  }, [saveState, save]);

  // Whoever signs in again has everything asked for anew: once the answer is there, what waited is saved.
  const { dataUpdatedAt } = useQuery(certificateQuery(id));
  useEffect(() => {
    if (saveState === 'ended' && dataUpdatedAt > endedAt.current) void save();
  }, [dataUpdatedAt, saveState, save]);

  return { said, change, set, save, saveState, mistakes, problem };
}

function stateAfter(error: unknown): SaveState {
  // No answer to the question what the schema is: as little reached as when the server gives none.
  if (!(error instanceof ApiProblem)) return 'waiting';
  if (error.status === 401) return 'ended';
  if (error.code === 'changed_meanwhile') return 'changed';
  return error.retryable ? 'waiting' : 'refused';
}

/** The schema of an application comes with the first form, not with the first page. */
export const mistakesIn = async (application: Goods): Promise<Mistake[]> =>
  (await import('./find-mistakes.ts')).findMistakes(application);
