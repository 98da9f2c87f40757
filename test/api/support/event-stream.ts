import type { ApiClient } from '../../../scripts/client/api-client.ts';

export interface Hint {
  readonly kind: string;
  readonly id: string;
  readonly recordId?: string;
}

/** What a client is told by `GET /changes`. */
export interface Ear {
  readonly hints: readonly Hint[];
  /** Waits for a hint. @throws when none of that kind has come in two seconds */
  hear(kind: string, id?: string): Promise<Hint>;
  /** As it came, comments included. */
  text(): string;
  /** The server has ended the stream. */
  readonly ended: Promise<void>;
  close(): Promise<void>;
}

/** @throws Error with the status of a refusal */
export async function openEar(client: Pick<ApiClient, 'raw'>): Promise<Ear> {
  const response = await client.raw('GET', '/changes');
  if (!response.ok || response.body === null) {
    await response.body?.cancel();
    throw new Error(String(response.status));
  }
  return listenTo(response.body);
}

/** Reads server-sent events until they end. */
export function listenTo(body: ReadableStream<Uint8Array>): Ear {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  const hints: Hint[] = [];
  let text = '';
  let read = 0;
  const ended = (async () => {
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      text += decoder.decode(part.value, { stream: true });
      for (let end = text.indexOf('\n\n', read); end >= 0; end = text.indexOf('\n\n', read)) {
        const message = text.slice(read, end);
        read = end + 2;
        if (message.startsWith('data: ')) hints.push(JSON.parse(message.slice(6)) as Hint);
      }
    }
  })();
  ended.catch(() => undefined);
  return {
    hints,
    ended,
    text: () => text,
    async hear(kind, id) {
      const until = performance.now() + 2_000;
      for (;;) {
        const found = hints.find((hint) => hint.kind === kind && (id === undefined || hint.id === id));
        if (found !== undefined) return found;
        if (performance.now() > until)
          throw new Error(`Not told of ${kind} ${id ?? ''}, but of ${JSON.stringify(hints)}.`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    },
    close: () => reader.cancel(),
  };
}
