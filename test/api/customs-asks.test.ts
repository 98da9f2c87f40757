import { expect } from 'chai';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';
import { openShipment, type Pouch, refusal, type Shipment } from './support/shipment.ts';
import type { Conversation, Message, Task } from './support/together.ts';

describe('customs that sees a pouch', () => {
  let server: TestServer;
  let shipment: Shipment;

  before(async () => {
    server = await startTestServer();
    shipment = await openShipment(server);
  });
  after(() => server.close());

  const write = (by: ApiClient, pouchId: string, body: object) =>
    by.post<Message>(`/pouches/${pouchId}/messages`, { body });
  const textsIn = async (by: ApiClient, { id }: Pouch) =>
    (await by.get<{ items: Message[] }>(`/pouches/${id}/messages`)).items.map(({ text }) => text);
  const ask = (by: ApiClient, { id }: Pouch, party: 'exporter' | 'customsSingapore') =>
    by.post<Task>(`/pouches/${id}/tasks`, {
      body: { organisationId: server.idOf(party), documentType: '271' },
    });
  const tasks = async (by: ApiClient, { id }: Pouch) =>
    (await by.get<{ items: Task[] }>(`/pouches/${id}/tasks`)).items;

  it('asks in words and for documents, is answered, and changes nothing', async () => {
    const { exporter, importer, customs } = shipment;
    const pouch = await shipment.pouch();
    await exporter.post(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: server.idOf('importer') },
    });
    const refusedHere = async (by: ApiClient, at: string, body: object) =>
      (await by.raw('POST', at, { body })).status;
    const question = { text: 'Which of the two invoices holds?', to: [server.idOf('exporter')] };
    expect(await refusal(write(customs, pouch.id, question))).to.equal('404 not_found');
    expect(await refusal(ask(customs, pouch, 'exporter'))).to.equal('404 not_found');
    const share = await exporter.post<{ id: string }>(`/records/${pouch.recordId}/shares`, {
      body: { organisationId: server.idOf('customsSingapore'), rights: ['view', 'download', 'add'] },
    });

    const asked = await write(customs, pouch.id, question);
    await write(exporter, pouch.id, {
      ...{ text: 'The second one.', answers: asked.id, to: [server.idOf('customsSingapore')] },
    });
    expect(await textsIn(customs, pouch)).to.deep.equal(['The second one.', question.text]);
    expect(await textsIn(importer, pouch)).to.deep.equal([]);
    expect((await customs.get<Conversation>(`/pouches/${pouch.id}/conversation`)).mayWrite).to.equal(true);

    const task = await ask(customs, pouch, 'exporter');
    expect(task.may).to.deep.equal(['withdraw']);
    await exporter.post(`/tasks/${task.id}/refusal`, { body: { reason: 'The shipper has it.' } });
    const [declined] = await tasks(customs, pouch);
    expect(declined).to.deep.include({ state: 'declined', reason: 'The shipper has it.', may: [] });
    const second = await ask(customs, pouch, 'exporter');
    const withdrawn = await customs.post<Task>(`/tasks/${second.id}/withdrawal`);
    expect(withdrawn.state).to.equal('withdrawn');

    // Even where its owner would let it add: an authority makes no evidence in others' pouches.
    const ofIt = await ask(exporter, pouch, 'customsSingapore');
    expect((await tasks(customs, pouch)).find(({ id }) => id === ofIt.id)?.may).to.deep.equal([]);
    expect(await refusedHere(customs, `/tasks/${ofIt.id}/completion`, {})).to.equal(403);
    expect(await refusedHere(customs, `/tasks/${ofIt.id}/refusal`, { reason: 'No.' })).to.equal(403);
    const file = { bytes: Buffer.from('%PDF-1.7'), mediaType: 'application/pdf' };
    expect(
      await refusal(customs.post(`/pouches/${pouch.id}/documents?name=list.pdf&type=271`, file)),
    ).to.equal('403 forbidden');
    await exporter.delete(`/records/${pouch.recordId}/shares/${share.id}`);
    expect(await refusal(write(customs, pouch.id, { text: 'And now?' }))).to.equal('404 not_found');
  });
});
