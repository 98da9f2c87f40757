import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { setTimeout as delay } from 'node:timers/promises';
import { signIn } from '../client/api-client.ts';
import type { ServerProcess } from '../client/server-process.ts';
import { readTrust } from '../demo/outside.ts';
import { percentile, print } from './figure.ts';

const perSecond = 50;
const seconds = 20;
const count = perSecond * seconds;

/** From the answer to an act until its event is at a subscriber, with so many acts a second. */
export async function benchWebhooks(server: ServerProcess): Promise<void> {
  const arrived = new Map<string, number>();
  const subscriber = createServer((request, response) => {
    text(request).then(
      (body) => {
        const { subject } = JSON.parse(body) as { subject: string };
        if (!arrived.has(subject)) arrived.set(subject, performance.now());
        response.writeHead(204).end();
      },
      () => response.destroy(),
    );
  });
  subscriber.listen(0, '127.0.0.1');
  await once(subscriber, 'listening');
  const { port } = subscriber.address() as AddressInfo;

  const { demonstration } = await readTrust(server.url);
  const { email = '', password = '' } = demonstration.find(({ key }) => key === 'exporter') ?? {};
  const exporter = await signIn(server.url, email, password);
  const { id } = await exporter.post<{ id: string }>('/webhooks', {
    body: { url: `http://127.0.0.1:${port}/`, types: ['pouch.created'] },
  });

  const acts: Promise<{ recordId: string; at: number }>[] = [];
  const started = performance.now();
  for (let n = 0; n < count; n += 1) {
    // Whatever is late is not left out: the rate is that of the clock.
    await delay(Math.max(0, started + (n * 1000) / perSecond - performance.now()));
    acts.push(
      exporter
        .post<{ recordId: string }>('/pouches', { body: { title: `Shipment ${n}` } })
        .then(({ recordId }) => ({ recordId, at: performance.now() })),
    );
  }
  const made = await Promise.all(acts);
  while (made.some(({ recordId }) => !arrived.has(recordId))) await delay(50);
  const waited = made.map(({ recordId, at }) => Math.max(0, (arrived.get(recordId) ?? 0) - at) / 1000);

  const conditions = `${perSecond} acts a second for ${seconds} s, one subscriber on the same machine; from the answer to the act`;
  print({ name: 'webhook_after_act_p50', value: percentile(waited, 50), unit: 's', conditions });
  print({
    ...{ name: 'webhook_after_act_p95', value: percentile(waited, 95), unit: 's', conditions },
    target: { is: '<=', value: 2 },
  });
  await exporter.delete(`/webhooks/${id}`);
  subscriber.closeAllConnections();
  subscriber.close();
}
