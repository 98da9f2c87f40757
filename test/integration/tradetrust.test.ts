import { spawn } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { openShipment, refusal, type Shipment } from '../api/support/shipment.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

interface Settings {
  readonly domain: string | null;
  readonly documentStore: string;
  readonly dnsRecord: string;
}

interface Judged {
  readonly valid: boolean;
  readonly fitsSchema: boolean;
  readonly data: { certificate: Record<string, unknown> };
  readonly fragments: readonly { name: string; status: string; reason?: string }[];
}

const domain = 'antwerp.chamber.example';
const source = fileURLToPath(new URL('./tradetrust/', import.meta.url));
/** Their packages are installed there, beside the project: they bring old versions of much that we use. */
const place = join(tmpdir(), 'openpouch-tradetrust');

/** @throws with what it printed, unless it ends with 0 */
async function run(command: string, args: readonly string[], input = ''): Promise<string> {
  const child = spawn(command, args, { cwd: place, stdio: ['pipe', 'pipe', 'pipe'] });
  child.stdin.end(input);
  const [out, err, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<number | null>((resolve) => child.once('close', resolve)),
  ]);
  if (code !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${code}: ${err}${out}`);
  return out;
}

describe('certificates for TradeTrust, judged by its own verifier (tt-verify 9.7.2)', () => {
  let server: TestServer;
  let parties: Shipment;
  let chamber: ApiClient;
  let settings: Settings;

  const judge = async (documents: readonly unknown[], more: { remove?: string[]; dns?: object } = {}) => {
    const dns = { [domain]: [settings.dnsRecord], ...more.dns };
    const input = JSON.stringify({ documents, rpcUrl: server.rpcUrl, ...more, dns });
    return JSON.parse(await run(process.execPath, ['judge.mjs'], input)) as Judged[];
  };
  const wrap = (by: ApiClient, ids: readonly string[]) =>
    by.post<{ receipts: string[] }>('/certificates/tradetrust-documents', { body: { ids } });
  const documentOf = (by: ApiClient, id: string) =>
    by.get<Record<string, unknown>>(`/certificates/${id}/tradetrust-document`);
  const statuses = ({ fragments }: Judged) =>
    Object.fromEntries(
      fragments.filter(({ status }) => status !== 'SKIPPED').map(({ name, status }) => [name, status]),
    );
  const allValid = {
    OpenAttestationHash: 'VALID',
    OpenAttestationEthereumDocumentStoreStatus: 'VALID',
    OpenAttestationDnsTxtIdentityProof: 'VALID',
  };

  before(async function () {
    this.timeout(400_000);
    cpSync(source, place, { recursive: true });
    const wanted = readFileSync(join(source, 'package-lock.json'), 'utf8');
    const installed = join(place, 'node_modules/.package-lock.json');
    const has = existsSync(installed) ? (JSON.parse(readFileSync(installed, 'utf8')) as Lock) : undefined;
    if (!isInstalled(JSON.parse(wanted) as Lock, has))
      await run('npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']);
    server = await startTestServer();
    parties = await openShipment(server);
    ({ chamber } = parties);
    settings = await chamber.put<Settings>('/tradetrust-settings', { body: { domain } });
  });
  after(() => server?.close());

  it('is valid there, each of a batch, with every field of the certificate but its verification code', async () => {
    const made = [await parties.certificate(), await parties.certificate(), await parties.certificate()];
    const { receipts } = await wrap(
      chamber,
      made.map(({ id }) => id),
    );
    expect(receipts).to.have.length(3);
    const documents = await Promise.all(made.map(({ id }) => documentOf(parties.exporter, id)));
    await server.anchoring.flush();
    const judged = await judge(documents);
    for (const [index, one] of judged.entries()) {
      expect(statuses(one)).to.deep.equal(allValid);
      expect([one.valid, one.fitsSchema]).to.deep.equal([true, true]);
      expect(one.data.certificate['certificateNumber']).to.equal(made[index]?.number);
      expect(JSON.stringify(one.data)).not.to.contain('verificationCode');
    }
  });

  it('stays valid when its holder takes out what the next reader need not see', async () => {
    const { id } = await parties.certificate();
    await wrap(chamber, [id]);
    const document = await documentOf(parties.exporter, id);
    await server.anchoring.flush();
    const [judged] = await judge([document], { remove: ['certificate.consignee'] });
    expect(judged?.valid).to.equal(true);
    expect(judged?.data.certificate).not.to.have.property('consignee');
    expect(judged?.data.certificate).to.have.property('consignor');
  });

  it('is not valid once it is altered, or says another store, or under a domain whose DNS names none', async () => {
    const { id } = await parties.certificate();
    await wrap(chamber, [id]);
    const document = await documentOf(parties.exporter, id);
    await server.anchoring.flush();
    const altered = JSON.parse(
      JSON.stringify(document).replace('Certificate of origin', 'Certificate of quality'),
    );
    const [judged] = await judge([altered]);
    expect(judged?.valid).to.equal(false);
    expect(judged && statuses(judged)).to.include({ OpenAttestationHash: 'INVALID' });
    const [unnamed] = await judge([document], { dns: { [domain]: [] } });
    expect(unnamed?.valid).to.equal(false);
    expect(unnamed && statuses(unnamed)).to.include({ OpenAttestationDnsTxtIdentityProof: 'INVALID' });
  });

  it('is revoked there when it is revoked, superseded or closed here; its neighbours in the batch hold', async () => {
    const made = [await parties.certificate(), await parties.certificate(), await parties.certificate()];
    const [revoked, closed, kept] = made;
    if (revoked === undefined || closed === undefined || kept === undefined)
      throw new Error('three were made');
    await wrap(
      chamber,
      made.map(({ id }) => id),
    );
    const documents = await Promise.all(made.map(({ id }) => documentOf(parties.exporter, id)));
    await chamber.post(`/certificates/${revoked.id}/revocation`, { body: { reason: 'dataIncorrect' } });
    await parties.exporter.post(`/records/${closed.recordId}/closure`, {
      body: { reason: 'switchedToPaper' },
    });
    await server.anchoring.flush();
    const judged = await judge(documents);
    expect(judged.map(({ valid }) => valid)).to.deep.equal([false, false, true]);
    for (const one of judged.slice(0, 2)) {
      expect(statuses(one)).to.include({ OpenAttestationEthereumDocumentStoreStatus: 'INVALID' });
    }
  });

  it('makes each document once, and none of a batch in which one cannot be', async () => {
    const { id } = await parties.certificate();
    await wrap(chamber, [id]);
    const before = await documentOf(chamber, id);
    expect((await wrap(chamber, [id])).receipts).to.deep.equal([]);
    expect(await documentOf(chamber, id)).to.deep.equal(before);

    const [fresh, ended] = [await parties.certificate(), await parties.certificate()];
    await chamber.post(`/certificates/${ended.id}/revocation`, { body: { reason: 'fraud' } });
    const refused = await refusal(wrap(chamber, [fresh.id, ended.id]));
    expect(refused).to.equal('409 wrong_state');
    expect(await refusal(documentOf(chamber, fresh.id))).to.equal('404 not_found');
    const closed = await parties.certificate();
    await parties.exporter.post(`/records/${closed.recordId}/closure`, {
      body: { reason: 'switchedToPaper' },
    });
    expect(await refusal(wrap(chamber, [fresh.id, closed.id]))).to.equal('409 wrong_state');
  });

  it('is made by the chamber that issued it alone, and under a domain that is one', async () => {
    const { id } = await parties.certificate();
    const other = await server.client('chamberSingapore');
    expect(await refusal(wrap(parties.exporter, [id]))).to.equal('403 forbidden');
    await chamber.put('/tradetrust-settings', { body: {} });
    expect(await refusal(wrap(chamber, [id]))).to.equal('409 wrong_state');
    await chamber.put('/tradetrust-settings', { body: { domain } });
    const theirs = await other.put<Settings>('/tradetrust-settings', {
      body: { domain: 'singapore.chamber.example' },
    });
    expect(theirs.documentStore).not.to.equal(settings.documentStore);
    expect(await refusal(wrap(other, [id]))).to.equal('404 not_found');
    const wrong = await refusal(
      other.put('/tradetrust-settings', { body: { domain: 'https://chamber.example' } }),
    );
    expect(wrong).to.equal('400 invalid_request /domain');
  });
});

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly optional?: boolean }>>;
}

const isInstalled = (wanted: Lock, present: Lock | undefined): boolean =>
  present !== undefined &&
  Object.entries(wanted.packages).every(
    ([path, { version, optional }]) =>
      path === '' || optional === true || present.packages[path]?.version === version,
  );
