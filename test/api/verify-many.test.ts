import { createHash, randomBytes } from 'node:crypto';
import http from 'node:http';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { expect } from 'chai';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { proofCalls } from './support/proof-calls.ts';
import { openShipment, type Shipment, type TrailEvent } from './support/shipment.ts';

interface Answer {
  readonly position?: number;
  readonly id?: string | null;
  readonly recordId?: string | null;
  readonly verdict?: {
    readonly outcome: string;
    readonly failed: string[];
    readonly certificate: { readonly number: string; readonly consignor: string | null } | null;
  };
  readonly watch?: { readonly id: string; readonly status: string } | null;
  readonly error?: { readonly code: string; readonly errors: { pointer: string }[] };
  readonly end?: { readonly run: string; readonly items: number; readonly refused: number };
}
interface Run {
  readonly id: string;
  readonly askedBy: string;
  readonly items: number;
  readonly outcomes: Record<string, number>;
  readonly complete: boolean;
  readonly endedAt: string | null;
}

describe('POST /verifications', () => {
  let server: TestServer;
  let parties: Shipment;
  let customs: ApiClient;

  before(async () => {
    server = await startTestServer({ batchIntervalMs: 3_600_000 });
    parties = await openShipment(server);
    customs = parties.customs;
    await server.anchoring.flush();
  });
  after(() => server?.close());

  const verify = async (lines: readonly unknown[], query = ''): Promise<Answer[]> => {
    const text = lines.map((line) => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n');
    const response = await customs.raw('POST', `/verifications${query}`, {
      bytes: Buffer.from(text),
      mediaType: 'application/x-ndjson',
    });
    expect(response.status).to.equal(200);
    expect(response.headers.get('content-type')).to.equal('application/x-ndjson');
    return (await response.text())
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Answer);
  };
  const runs = async () => (await customs.get<{ items: Run[] }>('/verifications')).items;
  const { proofOf, codeOf } = proofCalls(() => parties.exporter);
  const verifications = async ({ recordId }: { recordId: string }) => {
    const trail = await parties.exporter.get<{ items: TrailEvent[] }>(`/records/${recordId}/trail`);
    return trail.items.filter(({ type }) => type.endsWith('record.verified'));
  };

  it('answers each item under its own name, in order, whatever is wrong with others', async () => {
    const [certificate, other] = [await parties.certificate(), await parties.certificate()];
    const file = randomBytes(500);
    const pouch = await parties.pouch();
    await parties.upload(parties.exporter, pouch.id, file);
    await server.anchoring.flush();
    const bundle = await proofOf(certificate);
    const credential = await parties.exporter.bytes(`/certificates/${other.id}/credential?hide=consignee`);
    const shown = Buffer.from(credential).toString();
    const code = await codeOf(certificate);
    const altered = { ...bundle, content: { ...bundle.content, salt: `0x${'11'.repeat(32)}` } };
    const digest = `0x${createHash('sha256').update(file).digest('hex')}`;
    const answers = await verify([
      { id: 'a bundle', bundle },
      { id: 'by its number', number: certificate.number, code: code.toLowerCase() },
      { id: 'a credential', credential: shown },
      '',
      { id: 'a file', digest },
      { id: 'altered', bundle: altered },
      {
        id: 'altered after the signature',
        credential: `${shown}${Buffer.from('["x","y",1]').toString('base64url')}~`,
      },
      { id: 'of another issuer’s part', credential: `${shown.split('.')[0]}.e30.${shown.split('.')[2]}` },
      { id: 'wrong code', number: certificate.number, code: '0000000000000000' },
      { id: 'no such number', number: 'NO-SUCH', code },
      { id: 'no such file', digest: `0x${'00'.repeat(32)}` },
      { id: 'half of it', number: certificate.number },
      { id: 'two at once', number: certificate.number, code, digest },
      { id: 'a wrong field', digest: '0xAB', surplus: 1 },
      '{"id":"cut off',
      `{"bundle":${'['.repeat(200)}${']'.repeat(200)}}`,
    ]);
    const told = answers.map(({ id, verdict, error }) => [
      id,
      verdict?.outcome ?? [error?.code, ...(error?.errors ?? []).map(({ pointer }) => pointer)].join(' '),
    ]);
    expect(told).to.deep.equal([
      ['a bundle', 'valid'],
      ['by its number', 'valid'],
      ['a credential', 'valid'],
      ['a file', 'valid'],
      ['altered', 'invalid'],
      ['altered after the signature', 'invalid'],
      ['of another issuer’s part', 'not_found'],
      ['wrong code', 'not_found'],
      ['no such number', 'not_found'],
      ['no such file', 'not_found'],
      ['half of it', 'invalid_request /code'],
      ['two at once', 'invalid_request '],
      ['a wrong field', 'invalid_request /digest /surplus'],
      [null, 'malformed_json'],
      [null, 'malformed_json'],
      [undefined, ''],
    ]);
    expect(answers[0]?.verdict?.certificate).to.include({ number: certificate.number });
    expect(answers[3]?.recordId, 'what a digest alone tells').to.equal(null);
    expect(answers[4]?.verdict?.failed).to.include('content.commitment');
    const { end } = answers.at(-1) ?? {};
    expect(end).to.include({ items: 15, refused: 9 });

    const [run] = await runs();
    expect(run).to.deep.include({ id: end?.run, items: 15, complete: true });
    expect(run?.outcomes).to.deep.equal({ valid: 4, invalid: 2 });
    const [event, ...more] = await verifications(certificate);
    expect(more, 'told once, however often it was asked').to.deep.equal([]);
    expect(event?.actor.organisation?.id).to.equal(parties.id('customsSingapore'));
    expect(event?.data).to.include({ outcome: 'valid' });
    expect(await verifications(other)).to.have.length(1);
    expect(await verifications(pouch)).to.deep.equal([]);
  });

  it('gives the whole verdict to whoever wants it', async () => {
    const certificate = await parties.certificate();
    await server.anchoring.flush();
    const [first] = await verify(
      [{ number: certificate.number, code: await codeOf(certificate) }],
      '?detail=full',
    );
    expect(first?.verdict).to.include.keys('checks', 'facts', 'block');
  });

  /** A system of customs that sends as it pleases and reads meanwhile. */
  const open = (token: string, text: string) => {
    const request = http.request(`${server.url}/api/v1/verifications`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    });
    const answered = new Promise<http.IncomingMessage>((resolve, reject) => {
      request.once('response', resolve).once('error', reject);
    });
    request.write(text);
    return { request, answered };
  };
  const tokenOf = async (name: string): Promise<string> => {
    const made = await customs.post<{ id: string; secret: string }>('/api-clients', {
      body: { name, scopes: ['record:read'] },
    });
    const response = await fetch(`${server.url}/api/v1/oauth/token`, {
      method: 'POST',
      body: new URLSearchParams({
        ...{ grant_type: 'client_credentials', client_id: made.id, client_secret: made.secret },
      }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  };
  const hundred = `${JSON.stringify({ number: 'NO-SUCH', code: 'X' })}\n`.repeat(100);

  it('answers while the rest is still to be sent, lets an organisation do two at once, and ends with whoever asked', async () => {
    const token = await tokenOf('Risk engine');
    const [one, two] = [open(token, hundred), open(token, hundred)];
    for (const { answered } of [one, two]) {
      const lines = createInterface({ input: await answered })[Symbol.asyncIterator]();
      expect(JSON.parse(String((await lines.next()).value))).to.deep.include({ position: 1 });
    }
    const third = open(token, hundred);
    expect((await third.answered).statusCode).to.equal(429);
    for (const { request } of [one, third]) request.once('error', () => {}).destroy();
    (await one.answered).once('error', () => {});
    two.request.end();
    for (;;) {
      const [latest, before] = await runs();
      if (latest?.endedAt != null && before?.endedAt != null) {
        expect([latest.complete, before.complete]).to.have.members([true, false]);
        expect([latest.items, before.items]).to.deep.equal([100, 100]);
        expect(latest.askedBy).to.equal('Risk engine');
        break;
      }
      await delay(20);
    }
    expect(await verify([{}])).to.have.length(2);
  });

  it('takes ten thousand and no more, and no item that is too long', async () => {
    const answers = await verify(Array.from({ length: 10_005 }, () => '{}'));
    expect(answers).to.have.length(10_002);
    expect(answers[10_000]?.error?.code).to.equal('limit_reached');
    const [long, next] = await verify([
      JSON.stringify({ id: 'x'.repeat(4 * 1024 * 1024) }),
      { id: 'after it', digest: `0x${'00'.repeat(32)}` },
    ]);
    expect(long?.error?.code).to.equal('body_too_large');
    expect(next).to.deep.include({ id: 'after it', position: 2 });
  });
});
