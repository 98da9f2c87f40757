import { ApiProblem, apiBase, call } from '../api/http.ts';
import type { Change } from './changes.ts';
import type { LiveState } from './live-state.ts';

interface Follower {
  /** What changed within one window, together. The next is told when this is done, so that no answer is overtaken. */
  onChanges(changes: readonly Change[]): Promise<unknown>;
  /** The stream stands from now on; what was read before may be old. */
  onOpen(): void;
  onState(state: LiveState): void;
  /** The server says that nobody is signed in any more: it is not tried again. */
  onSessionEnd(): void;
}

/** A busy server tells much at once; pages read again at most this often. */
const windowMs = 400;
const soonestMs = 500;
const latestMs = 15_000;

/**
 * Listens to what changes, for as long as the page is looked at, and comes back by itself: after the network was away,
 * after the server was started again, after the stream ended for any other reason. A page in the background lets go
 * of its stream, because a browser has only six connections for all pages of one server.
 * @returns ends it
 */
export function followChanges(follower: Follower): () => void {
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flushing: ReturnType<typeof setTimeout> | undefined;
  let waiting: Change[] = [];
  let failures = 0;
  let hasEnded = false;

  const flush = async (): Promise<void> => {
    const changes = waiting;
    waiting = [];
    await follower.onChanges(changes).catch(() => undefined);
    flushing = waiting.length > 0 && !hasEnded ? setTimeout(flush, windowMs) : undefined;
  };
  const letGo = (): void => {
    clearTimeout(timer);
    source?.close();
    source = undefined;
  };
  const listen = (): void => {
    letGo();
    if (document.hidden) return;
    const opened = new EventSource(`${apiBase}/changes`);
    source = opened;
    opened.onopen = () => {
      failures = 0;
      follower.onState('live');
      follower.onOpen();
    };
    opened.onmessage = ({ data }: MessageEvent<string>) => {
      waiting.push(JSON.parse(data) as Change);
      flushing ??= setTimeout(flush, windowMs);
    };
    opened.onerror = () => {
      letGo();
      void comeBack();
    };
  };
  /** An EventSource does not tell why it ended, so the server is asked whether it is there and knows us. */
  const comeBack = async (): Promise<void> => {
    const state = await call('GET /me', {}).then(
      () => 'asking' as const,
      (error: unknown) => (isSessionEnd(error) ? 'ended' : 'away'),
    );
    if (hasEnded) return;
    if (state === 'ended') {
      hasEnded = true;
      follower.onSessionEnd();
      return;
    }
    follower.onState(state);
    const longest = Math.min(latestMs, soonestMs * 2 ** failures);
    failures += 1;
    // Not all at the same moment when a server comes back.
    timer = setTimeout(
      state === 'away' ? () => void comeBack() : listen,
      longest * (0.5 + Math.random() / 2),
    );
  };
  const onVisibility = (): void => {
    if (hasEnded) return;
    if (document.hidden) letGo();
    else listen();
  };

  document.addEventListener('visibilitychange', onVisibility);
  listen();
  return () => {
    hasEnded = true;
    document.removeEventListener('visibilitychange', onVisibility);
    clearTimeout(flushing);
    letGo();
  };
}

const isSessionEnd = (error: unknown): boolean => error instanceof ApiProblem && error.status === 401;
