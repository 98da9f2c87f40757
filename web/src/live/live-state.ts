import { useSyncExternalStore } from 'react';

/**
 * `live`: changes are told as they happen. `asking`: they are not, yet the server answers, so what may change is asked
 * for every so often. `away`: the server does not answer.
 */
export type LiveState = 'live' | 'asking' | 'away';

let now: LiveState = 'asking';
const listeners = new Set<() => void>();

export function setLiveState(state: LiveState): void {
  if (state === now) return;
  now = state;
  for (const listener of listeners) listener();
}

export const isLive = (): boolean => now === 'live';

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};
export const useLiveState = (): LiveState => useSyncExternalStore(subscribe, () => now);
