import type { Express } from 'express';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { sharedAnswers } from './shared-answers.ts';

/** What must answer before requests are sent to this process; each throws when it does not. */
export interface Readiness {
  readonly checks: Readonly<Record<string, () => Promise<void>>>;
  readonly backlog: () => Promise<Backlog>;
}

/**
 * How many events wait for an anchor and how many acts for the chain, and how many acts it refused; how many letters and
 * deliveries of webhooks wait for their receiver, and files of erased records to be removed.
 */
export interface Backlog {
  readonly events: number;
  readonly acts: number;
  readonly failed: number;
  readonly letters: number;
  readonly deliveries: number;
  readonly erasedFiles: number;
}

/** Anyone may ask, as often as they like. */
const keptMs = 1_000;

/** `/health/live`: the process runs. `/health/ready`: its parts answer too. `/metrics`: Prometheus, without names of parties. */
export function mountHealth(app: Express, readiness: Readiness): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const duration = new Histogram({
    name: 'openpouch_http_request_duration_seconds',
    help: 'Time from the request to the end of its answer.',
    labelNames: ['method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 5],
    registers: [registry],
  });
  const refused = new Gauge({
    name: 'openpouch_failed_acts',
    help: 'What the chain refused: of these records it says something else than the database.',
    registers: [registry],
  });
  const waiting = new Gauge({
    name: 'openpouch_waiting',
    help: 'Letters and deliveries of webhooks that have not arrived yet, and files of erased records that are still there.',
    labelNames: ['kind'],
    registers: [registry],
  });
  const backlog = sharedAnswers(keptMs, () => readiness.backlog());
  new Gauge({
    name: 'openpouch_backlog',
    help: 'What is recorded and not yet on the chain.',
    labelNames: ['kind'],
    registers: [registry],
    async collect() {
      const { events, acts, failed, letters, deliveries, erasedFiles } = await backlog('all');
      this.set({ kind: 'events' }, events);
      this.set({ kind: 'acts' }, acts);
      refused.set(failed);
      waiting.set({ kind: 'letters' }, letters);
      waiting.set({ kind: 'deliveries' }, deliveries);
      waiting.set({ kind: 'erased-files' }, erasedFiles);
    },
  });

  app.use((request, response, next) => {
    const started = performance.now();
    response.once('finish', () => {
      duration.observe(
        { method: request.method, status: response.statusCode },
        (performance.now() - started) / 1000,
      );
    });
    next();
  });
  app.get('/health/live', (_request, response) => {
    response.json({ status: 'live' });
  });
  const stateOf = sharedAnswers(keptMs, async (name) => {
    try {
      await readiness.checks[name]?.();
      return 'ready' as const;
    } catch {
      return 'not ready' as const;
    }
  });
  app.get('/health/ready', async (_request, response) => {
    const entries = await Promise.all(
      Object.keys(readiness.checks).map(async (name) => [name, await stateOf(name)] as const),
    );
    const ready = entries.every(([, state]) => state === 'ready');
    response
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ready' : 'not ready', parts: Object.fromEntries(entries) });
  });
  app.get('/metrics', async (_request, response) => {
    response.type(registry.contentType).send(await registry.metrics());
  });
}
