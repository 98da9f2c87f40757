import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { signIn } from '../client/api-client.ts';
import { type ServerProcess, startServerProcess } from '../client/server-process.ts';
import { readTrust } from '../demo/outside.ts';
import { percentile, print } from './figure.ts';
import { systemOf } from './server.ts';

const bytes = 100_000_000;
const times = 7;
const target = { is: '>=', value: 150 } as const;

/** How fast a document of 100 MB goes in and out, and by how much the server grows while it does. */
export async function benchDocuments(server: ServerProcess): Promise<void> {
  const { demonstration } = await readTrust(server.url);
  const exporter = demonstration.find(({ key }) => key === 'exporter');
  if (exporter === undefined) throw new Error('There is no party exporter.');
  const person = await signIn(server.url, exporter.email, exporter.password);
  const { token } = await systemOf(server.url, exporter);
  const { id } = await person.post<{ id: string }>('/pouches', { body: { title: 'Bench' } });
  const file = randomBytes(bytes);
  const send = (name: string, part = file) =>
    upload(`${server.url}/api/v1/pouches/${id}/documents?name=${name}`, token, part);
  const get = (document: string) =>
    download(`${server.url}/api/v1/documents/${document}/versions/1/content`, token);

  // What only the first request loads is not what a file needs.
  await get((await send('first.bin', file.subarray(0, 1_000_000))).id);
  const memory = peakOf(server.pid);
  const up: number[] = [];
  const down: number[] = [];
  let [afterUploads, afterDownloads] = [0, 0];
  for (let n = 0; n < times; n++) {
    const sent = await send(`${n}.bin`);
    up.push(sent.seconds);
    afterUploads = Math.max(afterUploads, memory?.grown() ?? 0);
    memory?.again();
    const got = await get(sent.id);
    if (got.size !== bytes) throw new Error(`${got.size} bytes came of ${bytes}.`);
    down.push(got.seconds);
    afterDownloads = Math.max(afterDownloads, memory?.grown() ?? 0);
    memory?.again();
  }
  const conditions = `100 MB, ${times} one after the other, median; encrypted blocks on the local disk, durable when answered`;
  const rate = (seconds: readonly number[]) => bytes / 1e6 / percentile(seconds, 50);
  print({ name: 'document_upload', value: rate(up), unit: 'MB/s', conditions, target });
  print({ name: 'document_download', value: rate(down), unit: 'MB/s', conditions, target });
  if (memory !== undefined)
    print({
      name: 'document_memory_growth',
      value: Math.max(afterUploads, afterDownloads) / 1e6,
      unit: 'MB',
      conditions: `resident at its highest during all of them, above what it was before; in uploads ${(afterUploads / 1e6).toFixed(0)}, in downloads ${(afterDownloads / 1e6).toFixed(0)}`,
      target: { is: '<=', value: 64 },
    });
}

async function upload(address: string, token: string, file: Uint8Array) {
  const started = performance.now();
  const sent = request(address, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'idempotency-key': randomUUID(),
      'content-type': 'application/octet-stream',
      'content-length': String(file.length),
    },
  });
  const answered = once(sent, 'response');
  for (let at = 0; at < file.length; at += 1 << 20)
    if (!sent.write(file.subarray(at, at + (1 << 20)))) await once(sent, 'drain');
  sent.end();
  const [response] = await answered;
  let text = '';
  for await (const part of response) text += part;
  if (response.statusCode !== 201) throw new Error(`${response.statusCode} ${text}`);
  return { seconds: (performance.now() - started) / 1000, id: (JSON.parse(text) as { id: string }).id };
}

async function download(address: string, token: string) {
  const started = performance.now();
  const sent = request(address, { headers: { authorization: `Bearer ${token}` } }).end();
  const [response] = await once(sent, 'response');
  let size = 0;
  response.on('data', (part: Buffer) => {
    size += part.length;
  });
  await once(response, 'end');
  return { seconds: (performance.now() - started) / 1000, size };
}

/** Linux keeps the highest resident size, and forgets it when asked to. Undefined elsewhere. */
export function peakOf(pid: number): { grown(): number; again(): void } | undefined {
  const status = `/proc/${pid}/status`;
  if (!existsSync(status)) return undefined;
  const read = (name: string) =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(readFileSync(status, 'utf8'))?.[1]) * 1024;
  const before = read('VmRSS');
  const again = () => writeFileSync(`/proc/${pid}/clear_refs`, '5');
  again();
  return { grown: () => read('VmHWM') - before, again };
}

if (import.meta.main) {
  const dataDir = mkdtempSync(join(tmpdir(), 'openpouch-bench-'));
  const server = await startServerProcess(dataDir);
  try {
    await benchDocuments(server);
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}
