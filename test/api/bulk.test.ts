import { setTimeout } from 'node:timers/promises';
import { expect } from 'chai';
import { sql } from 'kysely';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import type { RowResource, RunResource } from '../../server/bulk/bulk-run.ts';
import { limits } from '../../server/bulk/sheet.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { cellAt, csvOf, goodRow, type Row, xlsxOfRows } from '../unit/bulk/sheets.ts';
import { refusal, truthful } from './support/shipment.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

describe('files of applications', () => {
  let server: TestServer;
  let exporter: ApiClient;
  before(async () => {
    server = await startTestServer();
    exporter = truthful(server.routes, await server.client('exporter'));
  });
  after(() => server.close());

  const send = (bytes: Uint8Array, mediaType = 'text/csv', idempotencyKey?: string) =>
    exporter.post<RunResource>(`/bulk-runs?chamberId=${server.idOf('chamberAntwerp')}&name=november`, {
      bytes,
      mediaType,
      ...(idempotencyKey !== undefined && { idempotencyKey }),
    });
  const finished = async ({ id }: { id: string }): Promise<RunResource> => {
    for (;;) {
      const run = await exporter.get<RunResource>(`/bulk-runs/${id}`);
      if (run.state === 'finished' || run.state === 'failed') return run;
      await setTimeout(20);
    }
  };
  const run = async (rows: readonly Row[]) => finished(await send(csvOf(rows)));
  const rowsOf = async ({ id }: { id: string }, query = '') =>
    (await exporter.get<{ items: RowResource[] }>(`/bulk-runs/${id}/rows?limit=200${query}`)).items;
  const drafts = async (): Promise<number> => {
    const { rows } = await server.context.database.asSystem((trx) =>
      sql<{ n: number }>`SELECT count(*) AS n FROM certificates`.execute(trx),
    );
    return rows[0]?.n ?? 0;
  };

  it('become drafts that can be submitted: CSV, XLSX and JSON alike', async () => {
    const entries = [{ reference: 'T-JSON', application: sampleApplication(1) }];
    const files: [Uint8Array, string][] = [
      [csvOf([goodRow('T-CSV')]), 'text/csv; charset=utf-8'],
      [xlsxOfRows([goodRow('T-XLSX')]), xlsx],
      [Buffer.from(JSON.stringify(entries)), 'application/json'],
    ];
    for (const [bytes, mediaType] of files) {
      const sent = await send(bytes, mediaType);
      expect(sent).to.include({ state: 'waiting', applicationsDone: 0, size: bytes.length });
      const done = await finished(sent);
      expect(done).to.include({
        state: 'finished',
        rows: 1,
        applications: 1,
        accepted: 1,
        refused: 0,
        failure: null,
      });
      const [row] = await rowsOf(done);
      const draft = await exporter.get<{ state: string }>(`/certificates/${row?.certificateId}`);
      expect(draft.state).to.equal('draft');
      const submitted = await exporter.post<{ state: string }>(
        `/certificates/${row?.certificateId}/submission`,
        withDeclaration,
      );
      expect(submitted.state).to.equal('submitted');
    }
  });

  it('are taken row by row, and what is refused is named by its cell', async () => {
    const rows = [goodRow('R-1'), goodRow('R-2', { 'item.hsCode': '1806' }), goodRow('R-3')];
    const before = await drafts();
    const done = await run(rows);
    expect(done).to.include({ rows: 3, accepted: 2, refused: 1, applicationsDone: 3 });
    expect(await drafts()).to.equal(before + 2);
    const [refused, ...others] = await rowsOf(done, '&outcome=refused');
    expect(others).to.deep.equal([]);
    expect(refused).to.deep.include({ row: 3, reference: 'R-2', certificateId: null });
    expect(refused?.errors[0]).to.include({
      cell: cellAt(rows, 'item.hsCode', 3),
      column: 'item.hsCode',
      pointer: '/items/0/hsCode',
    });
  });

  it('never make half an application: a row that is wrong takes those of its reference with it', async () => {
    const before = await drafts();
    const rows = [goodRow('H-1'), goodRow('H-1', { 'item.description': '' }), goodRow('H-1')];
    const done = await run(rows);
    expect(done).to.include({ accepted: 0, refused: 3, applications: 1 });
    expect(await drafts()).to.equal(before);
    const all = await rowsOf(done);
    expect(all.map(({ errors }) => errors[0]?.cell)).to.deep.equal([
      null,
      cellAt(rows, 'item.description', 3),
      null,
    ]);
    expect(all[0]?.errors[0]?.detail).to.match(/refused for row 3/);
  });

  it('that are sent again make nothing twice: by key, by file, by reference', async () => {
    const rows = [goodRow('D-1'), goodRow('D-2', { origins: '' })];
    const key = 'the-same-key';
    const first = await finished(await send(csvOf(rows), 'text/csv', key));
    const before = await drafts();
    expect((await send(csvOf(rows), 'text/csv', key)).id).to.equal(first.id);
    expect(await refusal(send(csvOf([goodRow('D-9')]), 'text/csv', key))).to.equal(
      '422 idempotency_key_reused',
    );
    expect(await run(rows)).to.include({ accepted: 0, repeated: 1, refused: 1 });
    const corrected = await run([goodRow('D-1'), goodRow('D-2')]);
    expect(corrected).to.include({ accepted: 1, repeated: 1, refused: 0 });
    expect(await drafts()).to.equal(before + 1);
    const [again] = await rowsOf(corrected, '&outcome=repeated');
    const [once] = await rowsOf(first, '&outcome=accepted');
    expect(again?.certificateId).to.equal(once?.certificateId);
    const other = await run([goodRow('D-1', { destinationCountry: 'JP' })]);
    expect(other).to.include({ accepted: 0, repeated: 0, refused: 1 });
    expect((await rowsOf(other))[0]?.errors[0]?.detail).to.match(/used for another application/);
  });

  it('once in one file and twice: the second is the first again', async () => {
    const entry = { reference: 'J-1', application: sampleApplication(5) };
    const done = await finished(await send(Buffer.from(JSON.stringify([entry, entry])), 'application/json'));
    expect(done).to.include({ accepted: 1, repeated: 1 });
  });

  it('of refused rows come back as a file that is right when it is put right', async () => {
    const done = await run([
      goodRow('W-1', { 'item.marks': '=marks; "x"', remarks: '-5 °C', 'item.hsCode': 'x' }),
      goodRow('W-2', { remarks: '-5 °C', 'item.hsCode': 'x' }),
    ]);
    expect(done).to.include({ accepted: 0, refused: 2 });
    const bytes = Buffer.from(await exporter.bytes(`/bulk-runs/${done.id}/refused`));
    const text = bytes.toString();
    expect(text).to.match(/why refused\r\n/);
    // Nothing in it is a formula to a spreadsheet.
    expect(text).to.include("'=marks").and.to.include("'-5 °C");
    const right = Buffer.from(text.replaceAll(';x;', ';180620;'));
    const put = await finished(await send(right));
    expect(put).to.include({ accepted: 2, refused: 0 });
    const [first] = await rowsOf(put);
    const draft = await exporter.get<object>(`/certificates/${first?.certificateId}`);
    expect(draft).to.have.nested.property('application.items[0].marks', '=marks; "x"');
  });

  describe('that are submitted at once', () => {
    const { version, language } = withDeclaration.body.declaration;
    const address = (more: string) =>
      `/bulk-runs?chamberId=${server.idOf('chamberAntwerp')}&name=at-once${more}`;
    const declaration = `&declaration=${version}&language=${language}`;
    const submit = (bytes: Uint8Array, more = declaration, mediaType = 'text/csv') =>
      exporter.post<RunResource>(address(more), { bytes, mediaType });
    const chamber = () => server.client('chamberAntwerp');

    it('stand at the desk, with the declaration given once', async () => {
      const rows = [
        goodRow('S-1'),
        goodRow('S-1'),
        goodRow('S-2', { 'item.hsCode': '1806' }),
        goodRow('S-3'),
      ];
      const sent = await submit(csvOf(rows));
      expect(sent).to.include({ submits: true });
      const done = await finished(sent);
      expect(done).to.include({ accepted: 3, refused: 1, applications: 3 });
      for (const { certificateId } of await rowsOf(done, '&outcome=accepted')) {
        const path = `/certificates/${certificateId}`;
        expect(await exporter.get<object>(path)).to.include({ state: 'submitted' });
        const { items } = await (await chamber()).get<{ items: Record<string, unknown>[] }>(
          `${path}/submissions`,
        );
        expect(items).to.have.lengthOf(1);
        expect(items[0]?.['declaration']).to.include({ version, language, by: 'Sofie Peeters' });
        expect(await (await chamber()).get(`${path}/case`))
          .to.have.property('dueAt')
          .that.is.a('string');
      }
      const [first] = await rowsOf(done, '&outcome=accepted');
      const issued = await (await chamber()).post<object>(`/certificates/${first?.certificateId}/issuance`);
      expect(issued).to.include({ state: 'issued' });
    });

    it('are not submitted twice when they are sent again, nor when they were drafts', async () => {
      await run([goodRow('S-DRAFT')]);
      const rows = [goodRow('S-3'), goodRow('S-DRAFT')];
      const before = await drafts();
      const done = await finished(await submit(csvOf(rows)));
      expect(done).to.include({ accepted: 0, repeated: 2 });
      expect(await drafts()).to.equal(before);
      const states = await Promise.all(
        (await rowsOf(done)).map(async ({ certificateId }) =>
          exporter.get<{ state: string }>(`/certificates/${certificateId}`),
        ),
      );
      expect(states.map(({ state }) => state)).to.deep.equal(['submitted', 'draft']);
    });

    it('are refused by the rules that forbid a submission, with the cell named', async () => {
      const rows = [goodRow('S-IR', { 'consignor.address.country': 'US' }), goodRow('S-4')];
      const done = await finished(await submit(csvOf(rows)));
      expect(done).to.include({ accepted: 1, refused: 1 });
      const [refused] = await rowsOf(done, '&outcome=refused');
      expect(refused?.errors[0]).to.include({
        cell: cellAt(rows, 'consignor.address.country', 2),
        pointer: '/consignor/address/country',
      });
      // As a draft it waits for better days.
      expect(await run([rows[0] as Row])).to.include({ accepted: 1 });
    });

    it('need what a single submission needs', async () => {
      const bytes = csvOf([goodRow('S-5')]);
      const refusals: [string, string][] = [
        ['&language=en', '400 invalid_request /declaration'],
        [`&declaration=${version}`, '400 invalid_request /language'],
        ['&declaration=1999-01&language=en', '400 invalid_request /declaration'],
        [`${declaration}&signatoryId=${server.idOf('exporter')}`, '400 invalid_request /signatoryId'],
      ];
      for (const [more, expected] of refusals)
        expect(await refusal(submit(bytes, more)), more).to.equal(expected);

      const settings = { fourEyes: false, deadlineDays: 2 };
      await (await chamber()).put('/chamber-settings', { body: { ...settings, undertakingRequired: true } });
      expect(await refusal(submit(bytes))).to.equal('409 undertaking_missing');
      await (await chamber()).put('/chamber-settings', { body: settings });
      expect(await finished(await submit(bytes))).to.include({ accepted: 1 });
    });
  });

  it('that cannot be read are refused whole, with the reason', async () => {
    const before = await drafts();
    const cases: [Uint8Array, string, RegExp][] = [
      [Buffer.from(''), 'text/csv', /empty/],
      [Buffer.from('reference;colour\nA;red\n'), 'text/csv', /^Cell B1: there is no column "colour"/],
      [Buffer.from('reference\n'), 'text/csv', /no rows below/],
      [Buffer.from('PK\x03\x04'), xlsx, /no XLSX/],
      [Buffer.from('{"a":1}'), 'application/json', /A list of/],
    ];
    for (const [bytes, mediaType, message] of cases) {
      const done = await finished(await send(bytes, mediaType));
      expect(done.state).to.equal('failed');
      expect(done.failure).to.match(message);
    }
    expect(await drafts()).to.equal(before);
  });

  it('that are too large, of another kind, or for no chamber are not taken', async () => {
    expect(await refusal(send(Buffer.alloc(limits.bytes + 1)))).to.equal('413 body_too_large');
    expect(await refusal(send(Buffer.from('x'), 'text/plain'))).to.equal('415 unsupported_media_type');
    const path = `/bulk-runs?chamberId=${server.idOf('forwarder')}&name=x`;
    const sent = { bytes: Buffer.from('reference\n'), mediaType: 'text/csv' };
    expect(await refusal(exporter.post(path, sent))).to.equal('422 not_permitted_party /chamberId');
  });

  it('are listed with the latest first, and rows come in pages', async () => {
    const done = await run(Array.from({ length: 7 }, (_, n) => goodRow(`P-${n}`)));
    const { items } = await exporter.get<{ items: RunResource[] }>('/bulk-runs?limit=1');
    expect(items.map(({ id }) => id)).to.deep.equal([done.id]);
    const seen: number[] = [];
    for (let after: string | null = '0'; after !== null; ) {
      const page: { items: RowResource[]; next: string | null } = await exporter.get(
        `/bulk-runs/${done.id}/rows?limit=3&after=${after}`,
      );
      seen.push(...page.items.map(({ row }) => row));
      after = page.next;
    }
    expect(seen).to.deep.equal([2, 3, 4, 5, 6, 7, 8]);
  });

  it('go on where a process left them, and what was done is done once', async () => {
    const rows = Array.from({ length: 250 }, (_, n) => goodRow(`K-${n}`, { 'item.marks': `M ${n}` }));
    const before = await drafts();
    const done = await run(rows);
    expect(done).to.include({ accepted: 250 });
    // As it was after the first step: the file is there, a hundred are done, and whoever did them is gone.
    await server.context.database.asSystem(async (trx) => {
      await sql`DELETE FROM bulk_rows WHERE run_id = ${done.id} AND row > 101`.execute(trx);
      await sql`WITH gone AS (DELETE FROM bulk_references WHERE reference LIKE 'K-%'
          AND certificate_id NOT IN (SELECT certificate_id FROM bulk_rows WHERE certificate_id IS NOT NULL) RETURNING certificate_id)
        DELETE FROM certificates WHERE id IN (SELECT certificate_id FROM gone)`.execute(trx);
      await trx
        .updateTable('bulk_runs')
        .set({
          ...{
            state: 'running',
            applications_done: 100,
            accepted: 100,
            finished_at: null,
            content: csvOf(rows),
          },
          claimed_until: new Date(Date.now() - 1000),
        })
        .where('id', '=', done.id)
        .execute();
    });
    const again = await finished(done);
    expect(again).to.include({ accepted: 250, repeated: 0, refused: 0, applicationsDone: 250 });
    expect(await drafts()).to.equal(before + 250);
    expect((await rowsOf(again)).length).to.equal(200);
  });

  it('of noise never bring the server down', async () => {
    const before = await drafts();
    const good = csvOf([goodRow('N-1', { 'item.hsCode': 'wrong' })]);
    for (let seed = 0; seed < 12; seed++) {
      const bytes = Buffer.from(good);
      for (let n = 0; n < 20; n++)
        bytes[(seed * 7919 + n * 104_729) % bytes.length] = (seed * 31 + n * 17) % 256;
      const mediaType = ['text/csv', xlsx, 'application/json'][seed % 3] ?? '';
      expect((await finished(await send(bytes, mediaType))).state).to.be.oneOf(['failed', 'finished']);
    }
    expect(await drafts()).to.equal(before);
    expect(await exporter.get<object>('/me')).to.be.an('object');
  });

  it('have templates', async () => {
    for (const format of ['csv', 'xlsx']) {
      const file = await exporter.bytes(`/bulk-template?format=${format}`);
      const done = await finished(await send(file, format === 'csv' ? 'text/csv' : xlsx));
      expect(done.failure).to.equal('There are no rows below the headers.');
    }
  });
});
