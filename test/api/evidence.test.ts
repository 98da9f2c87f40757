import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { Salt } from '../../core/ids.ts';
import { type Submitted, submissionCommitment } from '../../core/submission.ts';
import { type ApiClient, type Sent, signIn } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import { maximumEvidenceBytes, maximumEvidenceFiles } from '../../server/certificates/evidence/evidence.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { newOrganisation } from './support/members.ts';
import { refusal, truthful } from './support/shipment.ts';

interface Evidence {
  readonly id: string;
  readonly name: string;
  readonly type: string;
  readonly item: number | null;
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly addedBy: string;
}
interface Submission {
  readonly number: number;
  readonly evidence: readonly Omit<Evidence, 'addedBy'>[];
}

const sha256 = (bytes: Uint8Array): string => `0x${createHash('sha256').update(bytes).digest('hex')}`;
const idsOf = (found: readonly { readonly id: string }[]): string[] => found.map(({ id }) => id);

describe('evidence with an application', () => {
  let server: TestServer;
  let exporter: ApiClient;
  let antwerp: ApiClient;
  let singapore: ApiClient;

  before(async () => {
    server = await startTestServer();
    const client = async (party: Parameters<TestServer['client']>[0]) =>
      truthful(server.routes, await server.client(party));
    [exporter, antwerp, singapore] = [
      await client('exporter'),
      await client('chamberAntwerp'),
      await client('chamberSingapore'),
    ];
  });
  after(() => server?.close());

  const draft = async (by = exporter): Promise<string> => {
    const body = { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(1) };
    return (await by.post<{ id: string }>('/certificates', { body })).id;
  };
  const pdf = (): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(2_000)]);
  const handIn = (id: string, query: Record<string, string> = {}, sent: Sent = {}): Promise<Evidence> =>
    exporter.post<Evidence>(
      `/certificates/${id}/evidence?${new URLSearchParams({ name: 'invoice.pdf', ...query })}`,
      { bytes: pdf(), mediaType: 'application/pdf', ...sent },
    );
  const list = async (by: ApiClient, id: string): Promise<readonly Evidence[]> =>
    (await by.get<{ items: Evidence[] }>(`/certificates/${id}/evidence`)).items;
  const contentOf = (by: ApiClient, id: string, evidenceId: string): Promise<Uint8Array> =>
    by.bytes(`/certificates/${id}/evidence/${evidenceId}/content`);
  const submit = (id: string) => exporter.post(`/certificates/${id}/submission`, withDeclaration);
  const reject = (id: string, by = antwerp) =>
    by.post(`/certificates/${id}/rejection`, { body: { reason: 'The invoice is not signed.' } });
  const rewrite = (id: string, chamber: 'chamberAntwerp' | 'chamberSingapore') => {
    const application = sampleApplication(1);
    const { consignor } = application;
    const country = chamber === 'chamberSingapore' ? 'SG' : 'BE';
    return exporter.put(`/certificates/${id}`, {
      body: {
        chamberId: server.idOf(chamber),
        application: {
          ...application,
          consignor: { ...consignor, address: { ...consignor.address, country } },
        },
      },
      headers: { 'if-match': '*' },
    });
  };
  const submissions = async (by: ApiClient, id: string): Promise<readonly Submission[]> =>
    (await by.get<{ items: Submission[] }>(`/certificates/${id}/submissions`)).items;
  const blocks = (): string[] =>
    readdirSync(join(server.dataDir, 'blocks'), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));

  it('is kept as it came, named with what it is, and lies encrypted', async () => {
    const id = await draft();
    const bytes = Buffer.concat([Buffer.from('%PDF-1.7 a secret price'), randomBytes(700_000)]);
    const made = await handIn(id, { name: 'Rechnung Nr. 7 – ü.pdf', type: '380', item: '2' }, { bytes });
    expect(made).to.include({
      ...{ name: 'Rechnung Nr. 7 – ü.pdf', type: '380', item: 2, mediaType: 'application/pdf' },
      ...{ size: bytes.length, sha256: sha256(bytes) },
    });
    expect(made.addedBy).not.to.equal('');
    const other = await handIn(id, { name: 'packing list.xlsx' });
    expect(other).to.include({ type: 'other', item: null });
    expect(await list(exporter, id)).to.deep.equal([made, other]);

    const answer = await exporter.raw('GET', `/certificates/${id}/evidence/${made.id}/content`);
    expect(answer.headers.get('content-type')).to.equal('application/pdf');
    expect(answer.headers.get('content-disposition')).to.match(
      /^attachment; .*filename\*=UTF-8''Rechnung%20Nr/,
    );
    expect(answer.headers.get('x-content-type-options')).to.equal('nosniff');
    expect(Buffer.from(await answer.arrayBuffer()).equals(bytes)).to.equal(true);
    for (const block of blocks()) expect(readFileSync(block).includes('a secret price')).to.equal(false);
  });

  it('is about an item that the application has when it is submitted', async () => {
    const id = await draft();
    await handIn(id, { item: '1' });
    const { id: evidenceId } = await handIn(id, { item: '9' });
    const submit = () => exporter.post<{ state: string }>(`/certificates/${id}/submission`, withDeclaration);
    expect(await refusal(submit())).to.equal('422 application_incomplete /evidence/1/item');
    await exporter.put(`/certificates/${id}/evidence/${evidenceId}`, { body: { type: 'other' } });
    expect(await submit()).to.include({ state: 'submitted' });
  });

  it('gives hostile types out as bytes', async () => {
    const id = await draft();
    const { id: page } = await handIn(id, { name: 'a.html' }, { mediaType: 'text/html' });
    const answer = await exporter.raw('GET', `/certificates/${id}/evidence/${page}/content`);
    expect(answer.headers.get('content-type')).to.equal('application/octet-stream');
  });

  it('is named again, and taken out with its file, while the application is a draft', async () => {
    const id = await draft();
    const before = blocks().length;
    const { id: evidenceId } = await handIn(id, { type: '380' });
    expect(blocks().length).to.be.greaterThan(before);
    await exporter.put(`/certificates/${id}/evidence/${evidenceId}`, { body: { type: '862', item: 1 } });
    expect((await list(exporter, id))[0]).to.include({ id: evidenceId, type: '862', item: 1 });
    await exporter.put(`/certificates/${id}/evidence/${evidenceId}`, { body: { type: 'other' } });
    expect((await list(exporter, id))[0]).to.include({ type: 'other', item: null });
    await exporter.delete(`/certificates/${id}/evidence/${evidenceId}`);
    expect(await list(exporter, id)).to.deep.equal([]);
    expect(blocks().length).to.equal(before);
    expect(await refusal(contentOf(exporter, id, evidenceId))).to.equal('404 not_found');
    expect(await refusal(exporter.delete(`/certificates/${id}/evidence/${evidenceId}`))).to.equal(
      '404 not_found',
    );
  });

  it('is named in the submission, and read by the chamber from then on', async () => {
    const id = await draft();
    const bytes = pdf();
    const made = await handIn(id, { type: '380', item: '1' }, { bytes });
    expect(await refusal(list(antwerp, id))).to.equal('404 not_found');
    expect(await refusal(contentOf(antwerp, id, made.id))).to.equal('404 not_found');
    await submit(id);
    const { addedBy: _, addedAt: __, ...kept } = made as Evidence & { addedAt: string };
    expect((await submissions(antwerp, id))[0]?.evidence).to.deep.equal([kept]);
    expect(await list(antwerp, id)).to.deep.equal([made]);
    expect(Buffer.from(await contentOf(antwerp, id, made.id)).equals(bytes)).to.equal(true);
  });

  it('that was submitted stays with its submission when it is taken out later', async () => {
    const id = await draft();
    const first = await handIn(id, { name: 'unsigned.pdf' });
    const kept = await handIn(id, { name: 'packing list.pdf' });
    await submit(id);
    await reject(id);
    const stored = blocks().length;
    await exporter.delete(`/certificates/${id}/evidence/${first.id}`);
    expect(blocks().length).to.equal(stored);
    const second = await handIn(id, { name: 'signed.pdf' });
    expect(idsOf(await list(exporter, id))).to.deep.equal([kept.id, second.id]);
    // The chamber reads what it decided on, and nothing of what is prepared for the next time.
    expect(idsOf(await list(antwerp, id))).to.deep.equal([first.id, kept.id]);
    expect(await refusal(contentOf(antwerp, id, second.id))).to.equal('404 not_found');

    await rewrite(id, 'chamberAntwerp');
    await submit(id);
    expect(idsOf(await list(antwerp, id))).to.deep.equal([kept.id, second.id]);
    const [latest, earlier] = await submissions(antwerp, id);
    expect([idsOf(latest?.evidence ?? []), idsOf(earlier?.evidence ?? [])]).to.deep.equal([
      [kept.id, second.id],
      [first.id, kept.id],
    ]);
    expect((await contentOf(antwerp, id, first.id)).length).to.equal(first.size);
  });

  it('is what the chamber decided on: the first event of the certificate commits to it', async () => {
    const id = await draft();
    await handIn(id, { type: '380' });
    await submit(id);
    const { recordId } = await antwerp.post<{ recordId: string }>(`/certificates/${id}/issuance`);
    const [sent] = (
      await exporter.get<{ items: (Submitted & { salt: string; commitment: string })[] }>(
        `/certificates/${id}/submissions`,
      )
    ).items;
    if (sent === undefined) throw new Error('Nothing was submitted.');
    const { items } = await exporter.get<{ items: { data: { submission: string } }[] }>(
      `/records/${recordId}/trail`,
    );
    const committed = items[0]?.data.submission;
    expect(sent.commitment).to.equal(committed);
    const salt = Salt.parse(sent.salt);
    expect(submissionCommitment(salt, sent)).to.equal(committed);
    expect(sent.evidence).to.have.length(1);
    expect(submissionCommitment(salt, { ...sent, evidence: [] })).not.to.equal(committed);
  });

  it('is not changed while the chamber has it, nor after it decided for good', async () => {
    const id = await draft();
    const { id: evidenceId } = await handIn(id);
    await submit(id);
    const refused = async () => {
      expect(await refusal(handIn(id))).to.equal('409 wrong_state');
      const path = `/certificates/${id}/evidence/${evidenceId}`;
      expect(await refusal(exporter.put(path, { body: { type: '271' } }))).to.equal('409 wrong_state');
      expect(await refusal(exporter.delete(path))).to.equal('409 wrong_state');
    };
    await refused();
    await antwerp.post(`/certificates/${id}/issuance`);
    await refused();
    expect(idsOf(await list(antwerp, id))).to.deep.equal([evidenceId]);
  });

  it('is for the applicant and the chamber alone', async () => {
    const id = await draft();
    const { id: evidenceId } = await handIn(id);
    await submit(id);
    const { recordId } = await antwerp.post<{ recordId: string }>(`/certificates/${id}/issuance`);
    await exporter.post(`/records/${recordId}/shares`, {
      body: { organisationId: server.idOf('forwarder'), rights: ['view', 'download'] },
    });
    const forwarder = await server.client('forwarder');
    expect(await refusal(list(forwarder, id))).to.equal('403 forbidden');
    expect(await refusal(contentOf(forwarder, id, evidenceId))).to.equal('403 forbidden');
    for (const stranger of [await server.client('importer'), singapore]) {
      expect(await refusal(list(stranger, id))).to.equal('404 not_found');
      expect(await refusal(contentOf(stranger, id, evidenceId))).to.equal('404 not_found');
    }
    expect(await refusal(list(server.anyone, id))).to.equal('401 not_signed_in');
  });

  it('is not reached through another certificate, nor through another organisation’s', async () => {
    const [mine, other] = [await draft(), await draft()];
    const { id: evidenceId } = await handIn(mine);
    expect(await refusal(contentOf(exporter, other, evidenceId))).to.equal('404 not_found');
    expect(await refusal(exporter.delete(`/certificates/${other}/evidence/${evidenceId}`))).to.equal(
      '404 not_found',
    );

    const organisation = newOrganisation('exporter');
    await antwerp.post('/organisations', { body: organisation });
    const { administrator } = organisation;
    const rival = await signIn(server.url, administrator.email, administrator.password);
    const theirs = await draft(rival);
    for (const id of [mine, theirs]) {
      expect(await refusal(contentOf(rival, id, evidenceId))).to.equal('404 not_found');
      expect(await refusal(rival.delete(`/certificates/${id}/evidence/${evidenceId}`))).to.equal(
        '404 not_found',
      );
    }
    const upload = rival.post(`/certificates/${mine}/evidence?name=a.pdf`, {
      bytes: pdf(),
      mediaType: 'application/pdf',
    });
    expect(await refusal(upload)).to.equal('404 not_found');
    expect(idsOf(await list(exporter, mine))).to.deep.equal([evidenceId]);
  });

  it('is seen by no chamber that the application was not submitted to', async () => {
    const id = await draft();
    const { id: evidenceId } = await handIn(id);
    await submit(id);
    await reject(id);
    await rewrite(id, 'chamberSingapore');
    expect(await refusal(list(antwerp, id))).to.equal('404 not_found');
    expect(await refusal(contentOf(singapore, id, evidenceId))).to.equal('404 not_found');
    await submit(id);
    expect(idsOf(await list(singapore, id))).to.deep.equal([evidenceId]);
    expect(await refusal(contentOf(antwerp, id, evidenceId))).to.equal('404 not_found');
  });

  it('is handed in once, however often it is sent with the same key', async () => {
    const id = await draft();
    const stored = blocks().length;
    const sent = { bytes: pdf(), idempotencyKey: 'evidence-once' };
    const first = await handIn(id, {}, sent);
    const one = blocks().length;
    expect(await handIn(id, {}, sent)).to.deep.equal(first);
    expect(await refusal(handIn(id, {}, { ...sent, bytes: pdf() }))).to.equal('422 idempotency_key_reused');
    expect(await list(exporter, id)).to.deep.equal([first]);
    expect([stored < one, blocks().length]).to.deep.equal([true, one]);
  });

  it('has a size and a number, and what is too much leaves nothing behind', async () => {
    const id = await draft();
    const stored = blocks().length;
    expect(await refusal(handIn(id, {}, { bytes: Buffer.alloc(0) }))).to.match(/^400 invalid_request/);
    const tooLarge = Buffer.alloc(maximumEvidenceBytes + 1);
    expect(await refusal(handIn(id, {}, { bytes: tooLarge }))).to.equal('413 body_too_large');
    expect(blocks().length).to.equal(stored);
    for (let made = 0; made < maximumEvidenceFiles; made += 20)
      await Promise.all(Array.from({ length: 20 }, () => handIn(id)));
    expect(await list(exporter, id)).to.have.length(maximumEvidenceFiles);
    const full = blocks().length;
    expect(await refusal(handIn(id))).to.equal('409 limit_reached');
    expect(blocks().length).to.equal(full);
  });
});
