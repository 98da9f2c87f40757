import { setTimeout as sleep } from 'node:timers/promises';
import type { ApiClient } from '../../scripts/client/api-client.ts';
import { sampleApplication, withDeclaration } from '../../scripts/client/sample-application.ts';
import type { TestServer } from '../fixtures/server.ts';

interface Certificate {
  readonly id: string;
  readonly number: string;
  readonly verificationCode: string;
  readonly recordId: string;
}

/** What the pages show in the tests: certificates in several states, a pouch with documents, an open offer. */
export interface Story {
  readonly issued: Certificate;
  readonly revoked: Certificate;
  readonly submittedId: string;
  readonly pouch: { readonly id: string; readonly recordId: string };
  readonly invoice: Uint8Array<ArrayBuffer>;
  /** PDF of the issued certificate, with its proof inside, sealed. */
  readonly pdf: Uint8Array;
  /** The same of the revoked one, made before it was revoked. */
  readonly revokedPdf: Uint8Array;
}

export async function playStory(server: TestServer): Promise<Story> {
  const exporter = await server.client('exporter');
  const chamber = await server.client('chamberAntwerp');
  const submit = async (serial: number): Promise<string> => {
    const body = { chamberId: server.idOf('chamberAntwerp'), application: sampleApplication(serial) };
    const { id } = await exporter.post<{ id: string }>('/certificates', { body });
    await exporter.post(`/certificates/${id}/submission`, withDeclaration);
    return id;
  };
  const issue = async (serial: number) =>
    chamber.post<Certificate>(`/certificates/${await submit(serial)}/issuance`);

  const issued = await issue(1);
  const revoked = await issue(2);
  const refused = await submit(3);
  await chamber.post(`/certificates/${refused}/rejection`, {
    body: { reason: 'Box 7 lacks the net weight of item 2.' },
  });
  const submittedId = await submit(4);
  await exporter.post('/certificates', {
    body: { chamberId: server.idOf('chamberAntwerp'), application: { destinationCountry: 'SG' } },
  });

  const invoice = new TextEncoder().encode('%PDF-1.7\n% Invoice 2026-0417 for 14,500 euro\n');
  const pouch = await exporter.post<Story['pouch']>('/pouches', {
    body: {
      title: 'Chocolate to Singapore',
      cover: { orderNumber: 'PO-2026-0417', vessel: 'Evergreen Sample', destinationCountry: 'SG' },
    },
  });
  await exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: issued.id } });
  await exporter.post(`/pouches/${pouch.id}/documents?name=invoice-2026-0417.pdf&type=380`, {
    bytes: invoice,
    mediaType: 'application/pdf',
  });
  await exporter.post(`/records/${pouch.recordId}/shares`, {
    body: { organisationId: server.idOf('customsBelgium'), rights: ['view', 'download'] },
  });
  await exporter.post(`/records/${pouch.recordId}/handovers`, {
    body: { to: server.idOf('forwarder'), message: 'Booked with you for Thursday.' },
  });

  const pdfOf = async ({ id }: Certificate) => {
    const rendition = await exporter.post<{ id: string }>(`/certificates/${id}/renditions`);
    return () => exporter.bytes(`/certificates/${id}/renditions/${rendition.id}`);
  };
  const [pdf, revokedPdf] = [await pdfOf(issued), await pdfOf(revoked)];
  for (const { recordId } of [issued, revoked, pouch]) await sealed(exporter, recordId);
  const revokedBytes = await revokedPdf();
  await chamber.post(`/certificates/${revoked.id}/revocation`, { body: { reason: 'dataIncorrect' } });
  await sealed(exporter, revoked.recordId);
  await revocationMined(exporter, revoked.recordId);
  return { issued, revoked, submittedId, pouch, invoice, pdf: await pdf(), revokedPdf: revokedBytes };
}

export async function sealed(client: ApiClient, recordId: string): Promise<void> {
  await until(`${recordId} is sealed`, async () => {
    const record = await client.get<{ sealing: { state: string } }>(`/records/${recordId}`);
    return record.sealing.state === 'final';
  });
}

async function revocationMined(client: ApiClient, recordId: string): Promise<void> {
  await until(`${recordId} is revoked on chain`, async () => {
    const { act } = await client.get<{ act: { state: string } | null }>(`/records/${recordId}`);
    return act?.state === 'final';
  });
}

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const giveUpAt = Date.now() + 20_000;
  while (!(await condition())) {
    if (Date.now() > giveUpAt) throw new Error(`Not in 20 s: ${what}`);
    await sleep(50);
  }
}
