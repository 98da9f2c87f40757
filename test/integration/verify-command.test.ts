import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import type { ProofBundle } from '../../core/bundle.ts';
import type { EcPublicJwk } from '../../core/signer.ts';
import { createVerifier } from '../../scripts/verifier/library.ts';
import { openShipment, type Shipment } from '../api/support/shipment.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

const command = fileURLToPath(new URL('../../bin/openpouch.mjs', import.meta.url));
const second = fileURLToPath(new URL('../../verifier-python', import.meta.url));

describe('openpouch verify', () => {
  let server: TestServer;
  let parties: Shipment;
  let dir = '';
  const path = (name: string) => join(dir, name);
  const write = (name: string, content: string | Uint8Array) => writeFileSync(path(name), content);

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), 'openpouch verify '));
    server = await startTestServer();
    parties = await openShipment(server);
    const { exporter, chamber } = parties;
    const [good, revoked] = [await parties.certificate(), await parties.certificate()];
    const { id } = await exporter.post<{ id: string }>(`/certificates/${good.id}/renditions`);
    const pouch = await parties.pouch();
    const invoice = await parties.upload(exporter, pouch.id, new TextEncoder().encode('%PDF-1.7 invoice'));
    await chamber.post(`/certificates/${revoked.id}/revocation`, { body: { reason: 'dataIncorrect' } });
    await server.anchoring.flush();

    const pdf = await exporter.bytes(`/certificates/${good.id}/renditions/${id}`);
    const altered = Uint8Array.from(pdf);
    altered[pdf.length - 20] = (altered[pdf.length - 20] ?? 0) ^ 1;
    write('certificate.pdf', pdf);
    write('altered.pdf', altered);
    write('invoice.pdf', '%PDF-1.7 invoice');
    write('other.pdf', '%PDF-1.7 other');
    write('invoice.json', JSON.stringify(await exporter.get(`/documents/${invoice.id}/versions/1/proof`)));
    write('credential.sdjwt', await exporter.bytes(`/certificates/${good.id}/credential?hide=consignee`));
    write('proof.json', JSON.stringify(await exporter.get(`/records/${good.recordId}/proof`)));
    write('trail.json', await exporter.bytes('/activity/exports/json'));
    write('revoked.json', JSON.stringify(await exporter.get(`/records/${revoked.recordId}/proof`)));
    write('trust.json', await (await fetch(`${server.url}/.well-known/openpouch.json`)).text());
    const { deployment } = server.context;
    write(
      'foreign.json',
      JSON.stringify({ deployments: [{ ...deployment, chainId: deployment.chainId + 1 }] }),
    );
  });
  after(async () => {
    await server.close();
    rmSync(dir, { recursive: true, force: true });
  });

  const run = async (...words: string[]) => {
    const child = spawn(process.execPath, [command, ...words], { cwd: dir });
    const [output, errors, [code]] = await Promise.all([
      text(child.stdout),
      text(child.stderr),
      once(child, 'exit'),
    ]);
    return { code: Number(code), output, errors };
  };
  const verify = (...words: string[]) =>
    run('verify', '--trust', 'trust.json', '--rpc', server.rpcUrl, ...words);

  it('says of a genuine certificate that it is valid, and what goods it is about', async () => {
    const { code, output } = await verify('certificate.pdf');
    expect(code).to.equal(0);
    expect(output).to.match(
      /^certificate\.pdf: VALID\n {2}Genuine: issued by Chamber of Commerce of Antwerp/,
    );
    expect(output)
      .to.match(/Consignor {4}\S+/)
      .and.to.match(/Goods, 1 {5}\S+/);
    expect(output).not.to.include('✗');
  });

  it('ends with 1 when one of several files must not be accepted', async () => {
    const { code, output } = await verify('--json', 'certificate.pdf', 'altered.pdf', 'revoked.json');
    expect(code).to.equal(1);
    const verdicts = output
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as { file: string; outcome: string });
    expect(verdicts.map(({ file, outcome }) => [file, outcome])).to.deep.equal([
      ['certificate.pdf', 'valid'],
      ['altered.pdf', 'invalid'],
      ['revoked.json', 'revoked'],
    ]);
  });

  it('compares a document with its proof', async () => {
    const same = await verify('--proof', 'invoice.json', 'invoice.pdf');
    expect(same.output).to.include('Unchanged since');
    expect(same.code).to.equal(0);
    expect((await verify('--proof', 'invoice.json', 'other.pdf')).code).to.equal(1);
  });

  it('judges a credential by the proof of its certificate, and by no other', async () => {
    const genuine = await verify('--proof', 'proof.json', 'credential.sdjwt');
    expect(genuine.output).to.include('Genuine: issued by').and.not.to.include('Consignee');
    expect(genuine.code).to.equal(0);
    const other = await verify('--proof', 'revoked.json', 'credential.sdjwt');
    expect(other.output).to.include('The proof says nothing about this file.');
    expect(other.code).to.equal(1);
  });

  it('completes a proof that was taken too early at the installation that is named, and at no other', async () => {
    const proof = JSON.parse(readFileSync(path('proof.json'), 'utf8')) as ProofBundle;
    const events = proof.events.map((event) => ({ ...event, anchor: null }));
    write('early.json', JSON.stringify({ ...proof, events }));
    const early = await verify('early.json');
    expect(early.output).to.include('ask for the file anew');
    expect(early.code).to.equal(2);
    expect(await verify('--complete', server.url, 'early.json')).to.include({ code: 0 });
    expect(await verify('--complete', server.rpcUrl, 'early.json')).to.include({ code: 2, errors: '' });
    expect(await verify('--complete', 'pouch', 'early.json')).to.include({ code: 64 });
  });

  it('is not alone in that: the verifier in Python asks an installation too', async function () {
    const python = (...words: string[]) =>
      new Promise<{ code: string | number; output: string }>((resolve) => {
        const given = ['--trust', path('trust.json'), '--rpc', server.rpcUrl, ...words];
        execFile('python3', ['-B', second, path('early.json'), ...given], (error, output) =>
          resolve({ code: error?.code ?? 0, output }),
        );
      });
    const found = await python('--complete', server.url);
    if (found.code === 'ENOENT') return this.skip();
    expect(found.code, found.output).to.equal(0);
    expect((await python('--complete', server.rpcUrl)).code).to.equal(2);
  });

  it('verifies an exported trail, line by line, and its operator', async () => {
    const { code, output } = await verify('trail.json');
    expect(output).to.include('Signed by the operator: the trail of').and.not.to.include('✗');
    expect(code).to.equal(0);
    expect(await run('verify', '--trust', 'trust.json', 'trail.json')).to.include({ code: 2 });
  });

  it('is a library too, which trusts nobody as operator but whom it is told to', async () => {
    const { operator } = JSON.parse(readFileSync(path('trust.json'), 'utf8')) as { operator: EcPublicJwk };
    const outcomeBy = async (key?: EcPublicJwk) => {
      const trust = { deployments: [server.context.deployment] };
      const verifier = createVerifier({ trust, rpc: server.rpcUrl, ...(key && { operator: key }) });
      const found: string[] = [];
      for await (const { outcome } of verifier.verifyFiles([path('trail.json')])) found.push(outcome);
      verifier.close();
      return found.join();
    };
    expect(await outcomeBy(operator)).to.equal('valid');
    expect(await outcomeBy({ ...operator, x: operator.y, y: operator.x })).to.equal('invalid');
    expect(await outcomeBy()).to.equal('indeterminate');
    const notP256 = { ...operator, crv: 'P-384' } as unknown as EcPublicJwk;
    expect(() => createVerifier({ trust: { deployments: [] }, operator: notP256 })).to.throw('operator.crv');
  });

  it('ends with 2 when it cannot be decided: no chain asked, none that answers, no proof', async () => {
    expect(await run('verify', '--trust', 'trust.json', 'certificate.pdf')).to.include({ code: 2 });
    const dead = await run(
      'verify',
      '--trust',
      'trust.json',
      '--rpc',
      'http://127.0.0.1:1',
      'certificate.pdf',
    );
    expect(dead.code).to.equal(2);
    expect(dead.output).to.include('Cannot be decided: The chain could not be asked');
    expect(await verify('invoice.pdf')).to.include({ code: 2 });
  });

  it('trusts nobody but whom it is told to', async () => {
    const { code, output } = await run(
      'verify',
      '--trust',
      'foreign.json',
      '--rpc',
      server.rpcUrl,
      'certificate.pdf',
    );
    expect(code).to.equal(1);
    expect(output).to.include('Issued under a federation that this verifier does not know.');
  });

  it('ends with 64 and says what is wrong with the command', async () => {
    const cases: [string[], RegExp][] = [
      [[], /There is no command \(none\)/],
      [['verify'], /Name at least one FILE/],
      [['verify', 'certificate.pdf'], /--trust is missing/],
      [['verify', '--trust', 'trust.json', '--rpc', 'ftp://x', 'certificate.pdf'], /--rpc takes/],
      [['verify', '--trust', 'trust.json', '--colour', 'certificate.pdf'], /--colour/],
      [['verify', '--trust', 'trust.json', 'missing.pdf'], /missing\.pdf/],
      [['verify', '--trust', 'invoice.pdf', 'certificate.pdf'], /invoice\.pdf: expected JSON/],
      [['verify', '--trust', 'revoked.json', 'certificate.pdf'], /revoked\.json\.\w+/],
    ];
    for (const [words, reason] of cases) {
      const { code, output, errors } = await run(...words);
      expect(errors, words.join(' ')).to.match(reason);
      expect({ code, output }, words.join(' ')).to.deep.equal({ code: 64, output: '' });
    }
  });
});
