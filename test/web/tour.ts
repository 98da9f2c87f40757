import type { ApiClient } from '../../scripts/client/api-client.ts';
import { sampleApplication } from '../../scripts/client/sample-application.ts';
import type { DemonstrationPartyKey } from '../../server/demonstration/index.ts';
import { undertakingBody } from '../api/support/members.ts';
import { eventually } from '../fixtures/processes.ts';
import type { TestServer } from '../fixtures/server.ts';
import { csvOf, goodRow } from '../unit/bulk/sheets.ts';
import type { Story } from './story.ts';

/** Pages as one party sees them; null: a visitor without an account. */
export interface Leg {
  readonly party: DemonstrationPartyKey | null;
  /** Pattern of the route in web/src/app/routes.tsx and the addresses to see it at. */
  readonly stops: readonly (readonly [route: string, ...addresses: string[]])[];
}

/** Every page there is, each seen by those whose work it is. */
export async function planTour(server: TestServer, story: Story): Promise<readonly Leg[]> {
  const exporter = await server.client('exporter');
  const file = await sendFile(exporter, server.idOf('chamberAntwerp'));
  const { id: signatory } = await exporter.get<{ id: string }>('/me');
  const undertaking = undertakingBody(server.idOf('chamberAntwerp'), [signatory]);
  await exporter.post('/undertakings', { body: undertaking });
  const { id: webhook } = await exporter.post<{ id: string }>('/webhooks', {
    body: { url: 'http://127.0.0.1:9/', types: ['handover'] },
  });
  const { id: party } = await exporter.post<{ id: string }>('/parties', {
    body: { name: 'Scheldt', content: sampleApplication(1).consignor },
  });
  const drafts = await exporter.get<{ items: { id: string }[] }>('/certificates?state=draft');
  const draft = drafts.items[0]?.id ?? '';
  const { issued, revoked, submittedId, pouch } = story;
  const { id: extract } = await exporter.post<{ id: string }>(`/records/${revoked.recordId}/extracts`, {
    body: { organisationId: server.idOf('customsBelgium'), hide: ['consignor'] },
  });
  const certificate = '/certificates/:id';
  return [
    {
      party: null,
      stops: [
        ['/', '/'],
        ['/verify', '/verify', '/verify?number=BE-1'],
        ['/link', '/link', `/link#${'A'.repeat(43)}`],
        ['/invited', '/invited'],
        ['*', '/nowhere'],
      ],
    },
    {
      party: 'exporter',
      stops: [
        ['/', '/'],
        ['/certificates', '/certificates', '/certificates?q=nothing+of+the+kind'],
        ['/certificates/new', '/certificates/new', '/certificates/new?kind=document'],
        ['/certificates/files', '/certificates/files'],
        ['/certificates/files/:id', `/certificates/files/${file}`],
        ['/books', '/books'],
        ['/books/:book/:id', `/books/party/${party}`],
        ['/certificates/:id/edit', `/certificates/${draft}/edit`, `/certificates/${submittedId}/edit`],
        [certificate, ...[issued.id, revoked.id, submittedId].map((id) => `/certificates/${id}`)],
        ['/certificates/:id/copy', `/certificates/${issued.id}/copy`],
        ['/pouches', '/pouches'],
        ['/pouches/:id', `/pouches/${pouch.id}`],
        ['/handovers', '/handovers?box=outgoing'],
        ['/activity', '/activity'],
        ['/tasks', '/tasks', '/tasks?box=asking'],
        ['/inbox', '/inbox'],
        ['/inbox/settings', '/inbox/settings'],
        ['/archive', '/archive', '/archive?view=erased'],
        ['/organisation', '/organisation'],
        ['/organisation/keys', '/organisation/keys'],
        ['/organisation/webhooks/:id', `/organisation/webhooks/${webhook}`],
        ['/verify', '/verify'],
      ],
    },
    {
      party: 'chamberAntwerp',
      stops: [
        ['/', '/'],
        ['/desk', '/desk', `/desk?application=${submittedId}`],
        ['/desk/figures', '/desk/figures'],
        ['/undertakings', '/undertakings', '/undertakings?shown=in-force'],
        ['/certificates', '/certificates'],
        [certificate, `/certificates/${submittedId}`, `/certificates/${issued.id}`],
        ['/organisations', '/organisations'],
        ['/organisations/new', '/organisations/new'],
        ['/organisations/:id', `/organisations/${server.idOf('exporter')}`],
      ],
    },
    {
      party: 'forwarder',
      stops: [
        ['/', '/'],
        ['/handovers', '/handovers'],
        ['/pouches/:id', `/pouches/${pouch.id}`],
      ],
    },
    {
      party: 'customsBelgium',
      stops: [
        ['/shared', '/shared', '/shared?kind=pouches'],
        ['/received', '/received'],
        ['/received/:id', `/received/${extract}`],
        ['/records/:recordId/verification', `/records/${issued.recordId}/verification`],
        ['/activity', '/activity?type=share'],
        ['/verifications', '/verifications'],
        ['/watches', '/watches', '/watches?show=changed'],
      ],
    },
    {
      party: 'federation',
      stops: [
        ['/sealing', '/sealing'],
        ['/organisations', '/organisations'],
        ['/organisations/:id', `/organisations/${server.idOf('chamberAntwerp')}`],
        ['/organisations/new', '/organisations/new'],
        ['/organisations/unvouched', '/organisations/unvouched'],
        ['/sealing', '/sealing'],
      ],
    },
  ];
}

/** A file of applications, read to its end: one row is taken, one refused. @returns its id */
async function sendFile(exporter: ApiClient, chamberId: string): Promise<string> {
  const rows = [goodRow('W-1'), goodRow('W-2', { 'item.hsCode': '1806' })];
  const { id } = await exporter.post<{ id: string }>(`/bulk-runs?chamberId=${chamberId}&name=november.csv`, {
    bytes: csvOf(rows),
    mediaType: 'text/csv',
  });
  await eventually('the file is read', async () => {
    const { state } = await exporter.get<{ state: string }>(`/bulk-runs/${id}`);
    return state === 'finished';
  });
  return id;
}
