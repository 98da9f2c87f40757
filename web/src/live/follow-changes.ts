import { ApiProblem, apiBase, call } from '../api/http.ts';
import type { Change } from './changes.ts';
import type { LiveState } from './live-state.ts';
import { oneOfMany } from './one-of-many.ts';

interface Follower {
  /** What changed within one window, together. The next is told when this is done, so that no answer is overtaken. */
  onChanges(changes: readonly Change[]): Promise<unknown>;
  /** The stream stands from now on; what was read before may be old. */
  onOpen(): void;
  onState(state: LiveState): void;
  /** The server says that nobody is signed in any more: it is not tried again. */
  onSessionEnd(): void;
}

/** What the tab with the stream tells the others: it stands, it does not, nobody is signed in any more, or what changed. */
type Told = 'open' | 'asking' | 'away' | 'ended' | Change;

/** A busy server tells much at once; pages read again at most this often. */
const windowMs = 400;
const soonestMs = 500;
const latestMs = 15_000;

/**
 * Listens to what changes, for as long as the page is looked at, and comes back by itself: after the network was away,
 * after the server was started again, after the stream ended for any other reason. One of a browser's tabs has the
 * stream and tells the others (one-of-many.ts); a page in the background lets go of it.
 * @returns ends it
 */
export function followChanges(follower: Follower): () => void {
  let source: EventSource | undefined;
  let isOpen = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flushing: ReturnType<typeof setTimeout> | undefined;
  let waiting: Change[] = [];
  let failures = 0;
  let hasTurn = false;
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
    isOpen = false;
  };
  const hear = (told: Told): void => {
    if (hasEnded) return;
    if (told === 'open') {
      follower.onState('live');
      follower.onOpen();
    } else if (told === 'ended') {
      end();
      follower.onSessionEnd();
    } else if (typeof told === 'string') {
      follower.onState(told);
    } else {
      waiting.push(told);
      flushing ??= setTimeout(flush, windowMs);
    }
  };
  const listen = (): void => {
    letGo();
    const opened = new EventSource(`${apiBase}/changes`);
    source = opened;
    opened.onopen = () => {
      failures = 0;
      isOpen = true;
      tabs.tell('open');
    };
    opened.onmessage = ({ data }: MessageEvent<string>) => tabs.tell(JSON.parse(data) as Change);
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
    if (hasEnded || !hasTurn) return;
    tabs.tell(state);
    if (state === 'ended') return;
    const longest = Math.min(latestMs, soonestMs * 2 ** failures);
    failures += 1;
    // Not all at the same moment when a server comes back.
    timer = setTimeout(
      state === 'away' ? () => void comeBack() : listen,
      longest * (0.5 + Math.random() / 2),
    );
  };
  const tabs = oneOfMany<Told>('openpouch changes', {
    onTurn() {
      hasTurn = true;
      listen();
    },
    onTurnEnd() {
      hasTurn = false;
      letGo();
    },
    hear,
    toldLast: () => (isOpen ? 'open' : undefined),
  });
  const onVisibility = (): void => {
    if (hasEnded) return;
    if (document.hidden) tabs.leave();
    else tabs.join();
  };
  const end = (): void => {
    hasEnded = true;
    document.removeEventListener('visibilitychange', onVisibility);
    clearTimeout(flushing);
    tabs.leave();
  };

  document.addEventListener('visibilitychange', onVisibility);
  onVisibility();
  return end;
}

const isSessionEnd = (error: unknown): boolean => error instanceof ApiProblem && error.status === 401;
