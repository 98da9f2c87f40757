import { randomBytes } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { expect } from 'chai';
import { createClamdScanner } from '../../server/content/clamd-scanner.ts';
import { ScanError } from '../../server/content/scanner.ts';
import { openShipment, type Pouch, refusal, type Shipment } from '../api/support/shipment.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

/** The test file that every scanner finds (EICAR), in two parts, so that it is not found here. */
const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR', '-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

interface Clamd {
  readonly port: number;
  /** Files that were asked about, whole. */
  readonly asked: Buffer[];
  /** What it says instead of a verdict; null: nothing. */
  says: string | null | undefined;
  close(): Promise<void>;
}

/** A TCP server that speaks clamd's INSTREAM and knows one virus; it is not ClamAV. */
async function startClamd(): Promise<Clamd> {
  const asked: Buffer[] = [];
  const server: Server = createServer((socket) => {
    let received = Buffer.alloc(0);
    const file: Buffer[] = [];
    let at = 10;
    socket.on('error', () => undefined);
    socket.on('data', (part: Buffer) => {
      received = Buffer.concat([received, part]);
      if (received.length < 10) return;
      if (received.subarray(0, 10).toString() !== 'zINSTREAM\0') return void socket.destroy();
      while (received.length >= at + 4) {
        const length = received.readUInt32BE(at);
        if (length === 0) {
          const whole = Buffer.concat(file);
          asked.push(whole);
          const verdict = whole.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND' : 'stream: OK';
          const said = clamd.says === undefined ? verdict : clamd.says;
          if (said !== null) socket.end(`${said}\0`);
          return;
        }
        if (received.length < at + 4 + length) return;
        file.push(received.subarray(at + 4, at + 4 + length));
        at += 4 + length;
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const clamd: Clamd = {
    port: (server.address() as AddressInfo).port,
    asked,
    says: undefined,
    close: () => new Promise<void>((resolve) => void server.close(() => resolve())),
  };
  return clamd;
}

describe('clamd scanner', () => {
  let clamd: Clamd;
  before(async () => {
    clamd = await startClamd();
  });
  after(() => clamd.close());
  afterEach(() => {
    clamd.says = undefined;
  });

  const scan = async (bytes: Buffer, port = clamd.port): Promise<string> => {
    // Only what never answers is not waited for long.
    const waits = clamd.says === null ? 500 : 20_000;
    const source = async function* () {
      for (let at = 0; at < bytes.length; at += 70_000) yield bytes.subarray(at, at + 70_000);
    };
    const passed: Uint8Array[] = [];
    try {
      for await (const part of createClamdScanner({ host: '127.0.0.1', port }, waits).through(source()))
        passed.push(part);
    } catch (error) {
      if (!(error instanceof ScanError)) throw error;
      return `${error.code} ${error.found}`.trim();
    }
    expect(Buffer.concat(passed).equals(bytes)).to.equal(true);
    return 'clean';
  };

  it('passes on what is clean, as it was, and asks about all of it', async () => {
    const bytes = randomBytes(1_000_000);
    expect(await scan(bytes)).to.equal('clean');
    expect(clamd.asked.at(-1)?.equals(bytes)).to.equal(true);
    expect(await scan(Buffer.alloc(0))).to.equal('clean');
  });

  it('does not come to an end with what is infected', async () => {
    const bytes = Buffer.concat([randomBytes(100_000), eicar, randomBytes(100_000)]);
    expect(await scan(bytes)).to.equal('infected Eicar-Test-Signature');
  });

  it('takes nothing else for a verdict: an error, silence, nobody there', async () => {
    for (const said of ['INSTREAM size limit exceeded. ERROR', 'stream: OK FOUND OK', '', null]) {
      clamd.says = said;
      expect(await scan(randomBytes(10)), String(said)).to.equal('unavailable');
    }
    expect(await scan(randomBytes(10), 1)).to.equal('unavailable');
  });

  describe('of a server', () => {
    let server: TestServer;
    let parties: Shipment;
    before(async () => {
      server = await startTestServer({ environment: { OPENPOUCH_CLAMD: `127.0.0.1:${clamd.port}` } });
      parties = await openShipment(server);
    });
    after(() => server.close());

    it('refuses an infected document, whole or in parts, and takes none while it is not there', async () => {
      const { exporter } = parties;
      const pouch = await parties.pouch();
      const add = (bytes: Buffer) => refusal(parties.upload(exporter, pouch.id, bytes));
      expect(await add(eicar)).to.equal('422 infected');
      const { id } = await exporter.post<{ id: string }>(`/pouches/${pouch.id}/uploads`, {
        body: { name: 'a.pdf', mediaType: 'application/pdf', size: eicar.length },
      });
      for (const [from, to] of [
        [0, 30],
        [30, eicar.length],
      ] as const)
        await exporter.raw('PATCH', `/uploads/${id}`, {
          bytes: eicar.subarray(from, to),
          headers: { 'upload-offset': String(from) },
        });
      expect(await refusal(exporter.post(`/uploads/${id}/completion`))).to.equal('422 infected');
      clamd.says = 'INSTREAM: Can not allocate memory ERROR';
      expect(await add(randomBytes(10))).to.equal('503 unavailable');
      expect((await exporter.get<Pouch>(`/pouches/${pouch.id}`)).documents).to.deep.equal([]);
      clamd.says = undefined;
      await parties.upload(exporter, pouch.id, randomBytes(10));
    });
  });
});
