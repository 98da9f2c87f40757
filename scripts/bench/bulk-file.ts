import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { declarationVersion } from '../../core/declaration.ts';
import { xlsxTemplate } from '../../server/bulk/template.ts';
import { csvLine } from '../../server/bulk/write-csv.ts';
import type { ApiClient } from '../client/api-client.ts';
import { startServerProcess } from '../client/server-process.ts';
import { readTrust } from '../demo/outside.ts';
import { print } from './figure.ts';
import { systemOf } from './server.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const wanted = { rows: 5_000, seconds: 10, megabytes: 200 };

/** A file of many applications: how long until each row is taken or refused, and what it costs the server. */
export async function benchBulkFile(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'openpouch-bench-'));
  const server = await startServerProcess(dataDir);
  try {
    const { demonstration } = await readTrust(server.url);
    const party = (key: string) => {
      const found = demonstration.find((it) => it.key === key);
      if (found === undefined) throw new Error(`There is no party ${key}.`);
      return found;
    };
    const { client } = await systemOf(server.url, party('exporter'));
    const chamberId = party('chamberAntwerp').organisationId;
    // What a first request loads is not the file's.
    await run(client, chamberId, { bytes: csvOf(20), mediaType: 'text/csv' });
    for (const [format, bytes, mediaType, declared] of [
      ['csv', csvOf(wanted.rows), 'text/csv', ''],
      ['xlsx', xlsxOf(wanted.rows), xlsx, ''],
      // What is taken is submitted at once: to the chamber's desk, with its deadline.
      ['csv_submitted', csvOf(wanted.rows), 'text/csv', `&declaration=${declarationVersion}&language=en`],
    ] as const) {
      console.error(`A file of ${wanted.rows} rows as ${format}…`);
      const before = await memoryOf(server.pid);
      const memory = watch(server.pid);
      const seconds = await run(client, chamberId, { bytes, mediaType }, declared);
      const peak = await memory.peak();
      const conditions = `${wanted.rows} applications of one item, ${bytes.length} bytes, every tenth refused; over HTTP until the last is ${declared === '' ? 'a draft' : 'submitted'} or refused`;
      print({
        name: `bulk_${format}_seconds`,
        value: seconds,
        unit: 's',
        conditions,
        target: { is: '<=', value: wanted.seconds },
      });
      print({
        name: `bulk_${format}_memory_growth`,
        value: (peak - before) / 1024,
        unit: 'MiB',
        conditions: 'greatest resident memory of the server meanwhile, over that before',
        target: { is: '<=', value: wanted.megabytes },
      });
    }
  } finally {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** @returns seconds from sending to the end of the run */
async function run(
  client: ApiClient,
  chamberId: string,
  file: { readonly bytes: Uint8Array; readonly mediaType: string },
  declared = '',
): Promise<number> {
  const started = performance.now();
  const { id } = await client.post<{ id: string }>(
    `/bulk-runs?chamberId=${chamberId}&name=bench${declared}`,
    file,
  );
  for (;;) {
    const done = await client.get<{ state: string; failure: string | null }>(`/bulk-runs/${id}`);
    if (done.state === 'failed') throw new Error(`The file was not read: ${done.failure}`);
    if (done.state === 'finished') return (performance.now() - started) / 1000;
    await setTimeout(50);
  }
}

const headers = [
  ...[
    'reference',
    'consignor.name',
    'consignor.address.line1',
    'consignor.address.postcode',
    'consignor.address.city',
  ],
  ...['consignor.address.country', 'consignee.name', 'consignee.address.line1', 'consignee.address.city'],
  ...[
    'consignee.address.country',
    'destinationCountry',
    'origins',
    'transport.mode',
    'transport.departureDate',
  ],
  ...['remarks', 'references.purchaseOrder', 'invoiceTotal.amount', 'invoiceTotal.currency', 'item.marks'],
  ...['item.packages', 'item.description', 'item.hsCode', 'item.grossWeight.value', 'item.grossWeight.unit'],
  ...[
    'item.netWeight.value',
    'item.netWeight.unit',
    'item.originCriterion',
    'item.invoice.number',
    'item.invoice.date',
  ],
];

function rowsOf(count: number): string[][] {
  const run = randomUUID().slice(0, 8);
  return Array.from({ length: count }, (_, serial) => [
    ...[`${run}-${serial}`, 'Scheldt Chocolate Works NV', 'Kattendijkdok 21', '2000', 'Antwerpen', 'BE'],
    ...[
      'Straits Fine Foods Pte Ltd',
      `${serial} Harbour Quay`,
      'Singapore',
      'SG',
      'SG',
      'BE',
      'sea',
      '2026-11-28',
    ],
    ...[`Invoice ${serial}, letter of credit LC-2026-${serial}`, `PO-${serial}`, '18450.00', 'EUR'],
    ...[`SFF/SIN ${serial}`, '40 CT', 'Dark chocolate couverture, 70 % cocoa, in blocks of 2.5 kg'],
    // Every tenth has an HS code that is too short.
    ...[
      serial % 10 === 9 ? '1806' : '180620',
      '1050.5',
      'KGM',
      '1000',
      'KGM',
      'ST',
      `${serial}`,
      '2026-11-20',
    ],
  ]);
}

const csvOf = (count: number): Buffer => Buffer.from([headers, ...rowsOf(count)].map(csvLine).join(''));

/** The template, filled in. */
function xlsxOf(count: number): Buffer {
  const parts = unzipSync(xlsxTemplate());
  const cell = (text: string) => `<c t="inlineStr"><is><t>${text}</t></is></c>`;
  const rows = [headers, ...rowsOf(count)].map((cells) => `<row>${cells.map(cell).join('')}</row>`);
  const sheet = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows.join('')}</sheetData></worksheet>`;
  return Buffer.from(zipSync({ ...parts, 'xl/worksheets/sheet1.xml': strToU8(sheet) }));
}

/** KiB. */
async function memoryOf(pid: number): Promise<number> {
  const { stdout } = await promisify(execFile)('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(stdout.trim());
}

function watch(pid: number) {
  let greatest = 0;
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      greatest = Math.max(greatest, await memoryOf(pid));
      await setTimeout(50);
    }
  })();
  return {
    async peak(): Promise<number> {
      isOver = true;
      await watching;
      return greatest;
    },
  };
}
