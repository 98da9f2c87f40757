/**
 * One for the whole page. `leaving`: nothing more is asked in its name; `ended`: behind the page's back, as the API
 * module tells.
 */
export type SessionState = 'stands' | 'leaving' | 'ended';
export const session = { state: 'stands' as SessionState, listeners: new Set<() => void>() };
export const setSession = (state: SessionState): void => {
  session.state = state;
  for (const listener of session.listeners) listener();
};
export const announceSessionEnd = (): void => {
  if (session.state === 'stands') setSession('ended');
};
export const subscribe = (listener: () => void) => {
  session.listeners.add(listener);
  return () => session.listeners.delete(listener);
};
