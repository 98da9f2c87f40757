/**
 * One of all tabs of a browser that show these pages has its turn; the others hear what it tells. A browser has six
 * connections for all tabs of one server over HTTP/1.1, and windows side by side are all looked at: with a stream each,
 * the seventh would wait for ever. Closing the stream of tabs in the background, which we do besides, does not help there.
 *
 * Without `navigator.locks` (no secure context) each tab has its turn at once.
 */
export interface OneOfMany<Told> {
  /** Waits for its turn, and asks who has it to tell what it told last. */
  join(): void;
  /** Gives its turn to the next, or no longer waits for it; hears nothing any more. */
  leave(): void;
  /** To the others and to itself. */
  tell(told: Told): void;
}

interface Part<Told> {
  onTurn(): void;
  onTurnEnd(): void;
  hear(told: Told): void;
  /** What whoever comes later is to know at once; undefined: nothing yet. */
  toldLast(): Told | undefined;
}

interface Message<Told> {
  /** Who asks, or is answered; undefined: all. */
  readonly tab?: number;
  /** Undefined: a question. */
  readonly told?: Told;
}

export function oneOfMany<Told>(name: string, part: Part<Told>): OneOfMany<Told> {
  const self = Math.random();
  let channel: BroadcastChannel | undefined;
  let waiting: AbortController | undefined;
  let endTurn: (() => void) | undefined;

  const send = (message: Message<Told>) => channel?.postMessage(message);
  const hear = ({ tab, told }: Message<Told>): void => {
    if (told !== undefined) {
      if (tab === undefined || tab === self) part.hear(told);
    } else if (endTurn !== undefined && tab !== undefined) {
      const last = part.toldLast();
      if (last !== undefined) send({ tab, told: last });
    }
  };
  const haveTurn = (signal: AbortSignal): Promise<void> =>
    new Promise((resolve) => {
      if (signal.aborted) return resolve();
      endTurn = resolve;
      part.onTurn();
    });

  return {
    join() {
      if (waiting !== undefined) return;
      waiting = new AbortController();
      const { signal } = waiting;
      channel = new BroadcastChannel(name);
      channel.onmessage = ({ data }: MessageEvent<Message<Told>>) => hear(data);
      send({ tab: self });
      if ('locks' in navigator)
        // Given up while it waited: not an error.
        navigator.locks.request(name, { signal }, () => haveTurn(signal)).catch(() => undefined);
      else void haveTurn(signal);
    },
    leave() {
      waiting?.abort();
      waiting = undefined;
      channel?.close();
      channel = undefined;
      if (endTurn === undefined) return;
      part.onTurnEnd();
      endTurn();
      endTurn = undefined;
    },
    tell(told) {
      send({ told });
      part.hear(told);
    },
  };
}
