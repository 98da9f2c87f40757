import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type ApiClient, signIn } from '../../scripts/client/api-client.ts';
import { type ServerProcess, startServerProcess } from '../../scripts/client/server-process.ts';
import { eventually } from '../fixtures/processes.ts';

/** The whole system as a process of its own, killed while documents come in. */
describe('documents over the death of the server', () => {
  const file = randomBytes(6_000_000);
  let dataDir: string;
  let server: ServerProcess | undefined;
  before(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'openpouch-test-'));
  });
  after(async () => {
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const exporterOf = async ({ url }: ServerProcess): Promise<{ client: ApiClient; cookie: string }> => {
    const entry = (await (await fetch(`${url}/.well-known/openpouch.json`)).json()) as {
      demonstration: { key: string; email: string; password: string }[];
    };
    const { email, password } = entry.demonstration.find(({ key }) => key === 'exporter') ?? {
      email: '',
      password: '',
    };
    const client = await signIn(url, email, password);
    const session = await client.raw('POST', '/sessions', { body: { email, password } });
    return { client, cookie: session.headers.get('set-cookie')?.split(';')[0] ?? '' };
  };
  const blocks = () =>
    readdirSync(join(dataDir, 'blocks'), { recursive: true, encoding: 'utf8' }).filter((name) =>
      /\.(data|part)$/.test(name),
    );

  it('leaves nothing half done, and what was acknowledged goes on', async function () {
    this.timeout(180_000);
    server = await startServerProcess(dataDir);
    const { client, cookie } = await exporterOf(server);
    const pouch = await client.post<{ id: string }>('/pouches', { body: { title: 'Killed' } });
    const { id } = await client.post<{ id: string }>(`/pouches/${pouch.id}/uploads`, {
      body: { name: 'large.bin', mediaType: 'application/octet-stream', size: file.length },
    });
    const patch = (by: ApiClient, offset: number) =>
      by.raw('PATCH', `/uploads/${id}`, {
        bytes: file.subarray(offset, offset === 0 ? 1_500_000 : undefined),
        headers: { 'upload-offset': String(offset) },
      });
    expect((await patch(client, 0)).status).to.equal(200);
    const kept = blocks().length;
    // Two that are half way: a document at once, and the next part.
    for (const [method, path] of [
      ['POST', `/pouches/${pouch.id}/documents?name=half.bin`],
      ['PATCH', `/uploads/${id}`],
    ] as const) {
      const sending = request(`${server.url}/api/v1${path}`, {
        method,
        headers: {
          cookie,
          'content-type': 'application/octet-stream',
          'content-length': '4500000',
          'idempotency-key': randomUUID(),
          'upload-offset': '1500000',
        },
      });
      sending.on('error', () => undefined);
      if (!sending.write(file.subarray(1_500_000, 5_000_000))) await once(sending, 'drain');
    }
    await eventually('both have written something', () => blocks().length >= kept + 2);
    await server.stop('SIGKILL');

    const notes = `${join(dataDir, 'blocks')}-uploads`;
    const twoDaysAgo = new Date(Date.now() - 2 * 24 * 3600_000);
    for (const name of readdirSync(notes)) utimesSync(join(notes, name), twoDaysAgo, twoDaysAgo);
    server = await startServerProcess(dataDir);
    const again = (await exporterOf(server)).client;
    const documents = async () =>
      (await again.get<{ documents: { id: string }[] }>(`/pouches/${pouch.id}`)).documents;
    expect(await documents()).to.deep.equal([]);
    const { offset } = await again.get<{ offset: number }>(`/uploads/${id}`);
    expect(offset).to.equal(1_500_000);
    await eventually('what nobody recorded is swept', () => blocks().length === kept);

    expect((await patch(again, offset)).status).to.equal(200);
    await again.post(`/uploads/${id}/completion`);
    const [document] = await documents();
    const read = await again.bytes(`/documents/${document?.id}/versions/1/content`);
    expect(Buffer.from(read).equals(file)).to.equal(true);
  });
});
