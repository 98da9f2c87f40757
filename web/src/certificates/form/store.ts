import { useEffect, useSyncExternalStore } from 'react';

/** A value that many read, each a part of it: only those render again whose part has become another. */
export interface Store<T> {
  readonly read: () => T;
  readonly write: (next: T) => void;
  /** @returns what ends it */
  readonly subscribe: (listener: () => void) => () => void;
}

export function createStore<T>(first: T): Store<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    read: () => value,
    write(next) {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of listeners) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/** @param select gives the same (`Object.is`) as long as what it reads is the same */
export const usePart = <T, P>(store: Store<T>, select: (value: T) => P): P =>
  useSyncExternalStore(store.subscribe, () => select(store.read()));

/** Does it whenever the value has stayed the same for so long, the first time too. @param act stays the same function */
export function useSettled<T>(store: Store<T>, pauseMs: number, act: () => void): void {
  useEffect(() => {
    let timer = setTimeout(act, pauseMs);
    const end = store.subscribe(() => {
      clearTimeout(timer);
      timer = setTimeout(act, pauseMs);
    });
    return () => {
      clearTimeout(timer);
      end();
    };
  }, [store, pauseMs, act]);
}
