import { expect } from 'chai';
import type { ProofBundle } from '../../core/bundle.ts';
import { verify } from '../../core/verify.ts';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { eventually } from '../fixtures/processes.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { openShipment, type RecordState, refusal, type Shipment } from './support/shipment.ts';

interface Stated {
  readonly proof: ProofBundle;
  readonly until: string;
  readonly receipts: readonly string[];
}

describe('a statement of control', () => {
  let server: TestServer;
  let parties: Shipment;

  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
  });
  after(() => server.close());

  const state = (by: ApiClient, recordId: string, body: object = {}) =>
    by.post<Stated>(`/records/${recordId}/control-statements`, { body });
  /** As a stranger does, with nothing of the server but the chain. */
  const judge = async ({ proof }: Stated, now = new Date()) => {
    const { chain, deployment } = server.context;
    return verify({ bundle: JSON.stringify(proof) }, { deployments: [deployment] }, chain, { now });
  };
  const isFinal = (by: ApiClient, recordId: string) =>
    eventually('the act is final', async () => {
      const { act, sealing } = await by.get<RecordState>(`/records/${recordId}`);
      return (act === null || act.state === 'final') && sealing.state === 'final';
    });

  it('is the present owner’s alone: before and after a handover, until its time is over', async () => {
    const { exporter, forwarder } = parties;
    const { recordId, number } = await parties.certificate();
    await isFinal(exporter, recordId);
    const asked = { purpose: 'Credit 2026/118', challenge: 'blue heron 4711', validMinutes: 10 };
    const first = await state(exporter, recordId, asked);
    expect(first.receipts).to.have.length(1);
    const found = await judge(first);
    expect(found.outcome, found.statement).to.equal('valid');
    const { legalName } = server.parties.find(({ key }) => key === 'exporter') ?? { legalName: '' };
    for (const said of [legalName, number, 'Credit 2026/118', 'blue heron 4711'])
      expect(found.statement).to.include(said);
    expect((await judge(first, new Date(Date.parse(first.until) + 1000))).outcome).to.equal('expired');
    const toAnyone = await server.anyone.post<{ outcome: string }>('/verification/bundles', {
      body: { bundle: first.proof },
    });
    expect(toAnyone.outcome).to.equal('valid');

    await parties.handOver(recordId, exporter, 'forwarder');
    await isFinal(forwarder, recordId);
    const stale = await judge(first);
    expect(stale.outcome).to.equal('invalid');
    expect(stale.checks.find(({ outcome }) => outcome === 'invalid')?.code).to.equal('control.current');
    expect(await refusal(state(exporter, recordId))).to.equal('409 not_owner');
    expect((await judge(await state(forwarder, recordId))).outcome).to.equal('valid');
    expect((await parties.story(forwarder, recordId)).at(-1)).to.equal('record.control-stated');
  });

  it('is of pouches too, hides what is to be hidden, and is refused for what is closed or foreign', async () => {
    const { exporter, importer } = parties;
    const pouch = await parties.pouch();
    const certificate = await parties.certificate();
    await isFinal(exporter, pouch.recordId);
    expect((await judge(await state(exporter, pouch.recordId))).outcome).to.equal('valid');
    await isFinal(exporter, certificate.recordId);
    const { proof } = await state(exporter, certificate.recordId, { hide: 'consignee' });
    expect(JSON.stringify(proof.content)).to.not.equal(
      JSON.stringify((await state(exporter, certificate.recordId)).proof.content),
    );
    expect((await judge({ proof, until: '', receipts: [] })).outcome).to.equal('valid');
    expect(await refusal(state(importer, pouch.recordId))).to.equal('404 not_found');
    expect(await refusal(state(exporter, pouch.recordId, { validMinutes: 1441 }))).to.equal(
      '400 invalid_request /validMinutes',
    );
    await exporter.post(`/records/${pouch.recordId}/closure`, { body: { reason: 'surrendered' } });
    expect(await refusal(state(exporter, pouch.recordId))).to.equal('409 wrong_state');
  });
});
