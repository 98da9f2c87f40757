import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { type ApiClient, signIn } from '../../scripts/client/api-client.ts';
import { type ServerProcess, startServerProcess } from '../../scripts/client/server-process.ts';
import type { RowResource, RunResource } from '../../server/bulk/bulk-run.ts';
import { csvOf, goodRow } from '../unit/bulk/sheets.ts';

/** The whole system as processes of its own: the server is killed in the middle of a file, and started again. */
describe('a file of applications over the death of the server', () => {
  const rows = 1_200;
  let dataDir: string;
  let server: ServerProcess | undefined;
  before(() => {
    dataDir = mkdtempSync(join(tmpdir(), 'openpouch-test-'));
  });
  after(async () => {
    await server?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const exporterOf = async ({ url }: ServerProcess): Promise<{ client: ApiClient; chamberId: string }> => {
    const entry = (await (await fetch(`${url}/.well-known/openpouch.json`)).json()) as {
      demonstration: { key: string; email: string; password: string; organisationId: string }[];
    };
    const party = (key: string) => entry.demonstration.find((one) => one.key === key);
    const exporter = party('exporter');
    const client = await signIn(url, exporter?.email ?? '', exporter?.password ?? '');
    return { client, chamberId: party('chamberAntwerp')?.organisationId ?? '' };
  };

  it('is taken to its end, each application once', async function () {
    this.timeout(180_000);
    server = await startServerProcess(dataDir);
    const first = await exporterOf(server);
    const bytes = csvOf(Array.from({ length: rows }, (_, n) => goodRow(`KILL-${n}`)));
    const { id } = await first.client.post<RunResource>(
      `/bulk-runs?chamberId=${first.chamberId}&name=a.csv`,
      {
        bytes,
        mediaType: 'text/csv',
      },
    );
    let run: RunResource;
    do {
      await setTimeout(5);
      run = await first.client.get<RunResource>(`/bulk-runs/${id}`);
    } while (run.applicationsDone === 0);
    expect(run.state).to.equal('running');
    await server.stop('SIGKILL');

    server = await startServerProcess(dataDir);
    const { client } = await exporterOf(server);
    const after = await client.get<RunResource>(`/bulk-runs/${id}`);
    expect(after.applicationsDone).to.be.at.least(run.applicationsDone);
    do {
      await setTimeout(100);
      run = await client.get<RunResource>(`/bulk-runs/${id}`);
    } while (run.state === 'running');
    expect(run).to.include({ state: 'finished', accepted: rows, repeated: 0, refused: 0 });

    const drafts = new Set<string>();
    for (let next: string | null = '0'; next !== null; ) {
      const page: { items: RowResource[]; next: string | null } = await client.get(
        `/bulk-runs/${id}/rows?limit=200&after=${next}`,
      );
      for (const { certificateId } of page.items) drafts.add(certificateId ?? '');
      next = page.next;
    }
    expect(drafts.size).to.equal(rows);
    let listed = 0;
    for (let next: string | null = ''; next !== null; ) {
      const page: { items: object[]; next: string | null } = await client.get(
        `/certificates?state=draft&limit=200${next === '' ? '' : `&after=${encodeURIComponent(next)}`}`,
      );
      listed += page.items.length;
      next = page.next;
    }
    expect(listed).to.equal(rows);
  });
});
