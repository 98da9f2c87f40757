import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { type ApiClient, ApiProblem } from '../../scripts/client/api-client.ts';
import { fsck } from '../../scripts/fsck/fsck.ts';
import { openSource } from '../../scripts/fsck/source.ts';
import {
  type Handover,
  type Org,
  openShipment,
  type Pouch,
  type Share,
  type Shipment,
} from '../api/support/shipment.ts';
import { startTestServer, type TestServer } from '../fixtures/server.ts';

const owners = ['exporter', 'forwarder', 'agent', 'importer'] as const;
const party = fc.constantFrom(...owners);
/** Of those there are: taken modulo. */
const which = fc.nat(20);

const acts = fc.oneof(
  { weight: 5, arbitrary: fc.record({ act: fc.constant('offer' as const), to: party, which }) },
  { weight: 4, arbitrary: fc.record({ act: fc.constant('accept' as const), which }) },
  {
    weight: 2,
    arbitrary: fc.record({ act: fc.constantFrom('reject' as const, 'withdraw' as const), which }),
  },
  { weight: 3, arbitrary: fc.record({ act: fc.constant('share' as const), to: party, which }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('unshare' as const), which }) },
  { weight: 3, arbitrary: fc.record({ act: fc.constantFrom('add' as const, 'version' as const), which }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constantFrom('revoke' as const, 'close' as const), which }) },
);
type Step = typeof acts extends fc.Arbitrary<infer A> ? A : never;

/** One shipment of a run, and what was acknowledged of it. */
interface Told {
  readonly pouch: Pouch;
  readonly certificate: { id: string; recordId: string };
  readonly records: readonly string[];
  readonly owner: Map<string, string>;
  readonly handovers: (Handover & { readonly to: Org })[];
  readonly shares: Share[];
  readonly documents: { id: string; etag: string }[];
}

/** Real acts of four owners on a pouch and the certificate in it, two at a time, in any order. */
describe('acts in any order', function () {
  this.timeout(240_000);
  let server: TestServer;
  let parties: Shipment;
  before(async () => {
    server = await startTestServer();
    parties = await openShipment(server);
  });
  after(() => server.close());

  const pick = <T>(list: readonly T[], at: number): T | undefined => list[at % list.length];
  const clientOf = (name: (typeof owners)[number]): ApiClient => parties[name];

  async function begin(): Promise<Told> {
    const certificate = await parties.certificate();
    const pouch = await parties.pouch();
    await parties.exporter.post(`/pouches/${pouch.id}/certificates`, {
      body: { certificateId: certificate.id },
    });
    const records = [pouch.recordId, certificate.recordId];
    const owner = new Map(records.map((id) => [id, parties.id('exporter')]));
    return { pouch, certificate, records, owner, handovers: [], shares: [], documents: [] };
  }

  async function perform(told: Told, by: (typeof owners)[number], step: Step): Promise<void> {
    const client = clientOf(by);
    const record = pick(told.records, step.which) ?? '';
    const handover = pick(told.handovers, step.which)?.id ?? told.pouch.id;
    switch (step.act) {
      case 'offer':
        told.handovers.push(
          await client.post(`/records/${record}/handovers`, { body: { to: parties.id(step.to) } }),
        );
        return;
      case 'accept': {
        const { contents } = await client.post<Handover>(`/handovers/${handover}/acceptance`);
        for (const id of contents) told.owner.set(id, parties.id(by));
        return;
      }
      case 'reject':
        await client.post(`/handovers/${handover}/rejection`, { body: {} });
        return;
      case 'withdraw':
        await client.post(`/handovers/${handover}/withdrawal`);
        return;
      case 'share': {
        const body = { organisationId: parties.id(step.to), rights: ['view', 'download', 'add'] };
        told.shares.push(await client.post(`/records/${record}/shares`, { body }));
        return;
      }
      case 'unshare': {
        const share = pick(told.shares, step.which);
        await client.delete(`/records/${share?.recordId}/shares/${share?.id}`);
        return;
      }
      case 'add': {
        const { id, revision } = await parties.upload(client, told.pouch.id, randomBytes(100));
        told.documents.push({ id, etag: `"${revision}"` });
        return;
      }
      case 'version': {
        const document = pick(told.documents, step.which);
        await client.post(`/documents/${document?.id}/versions`, {
          bytes: randomBytes(100),
          headers: { 'if-match': document?.etag ?? '' },
        });
        return;
      }
      case 'revoke':
        if (step.which < 3)
          await parties.chamber.post(`/certificates/${told.certificate.id}/revocation`, {
            body: { reason: 'dataIncorrect' },
          });
        return;
      case 'close':
        if (step.which < 3)
          await client.post(`/records/${record}/closure`, { body: { reason: 'switchedToPaper' } });
        return;
    }
  }

  /** Refusing is allowed, and leaves everything as it was; failing is not. */
  const allowed = (act: Promise<void>): Promise<boolean> =>
    act.then(
      () => true,
      (error: unknown) => {
        if (error instanceof ApiProblem && error.status < 500) return false;
        throw error;
      },
    );

  it('leave one owner, unbroken trails, and a chain that agrees with the database', async () => {
    const performed = new Map<string, number>();
    const pairs = fc.array(fc.tuple(party, acts, party, acts), { minLength: 25, maxLength: 40, size: 'max' });
    await fc.assert(
      fc.asyncProperty(pairs, async (steps) => {
        const told = await begin();
        for (const [by, step, byOther, other] of steps) {
          // Who may do it does it oftener than chance would have it, else little comes about.
          const named = (id: string | undefined) => owners.find((name) => parties.id(name) === id) ?? by;
          const answers = step.act === 'accept' || step.act === 'reject';
          const actor = named(
            answers ? pick(told.handovers, step.which)?.to.id : told.owner.get(told.pouch.recordId),
          );
          const done = await Promise.all([
            allowed(perform(told, actor, step)),
            allowed(perform(told, byOther, other)),
          ]);
          for (const [at, { act }] of [step, other].entries())
            if (done[at] === true) performed.set(act, (performed.get(act) ?? 0) + 1);
        }
        for (const record of told.records) {
          const owner = owners.find((name) => parties.id(name) === told.owner.get(record)) ?? 'exporter';
          const by = clientOf(owner);
          const state = await by.get<{ owner: { id: string } }>(`/records/${record}`);
          expect(state.owner.id).to.equal(parties.id(owner));
          const { items } = await by.get<{ items: Share[] }>(`/records/${record}/shares`);
          expect(items.filter(({ basis }) => basis === 'owner')).to.have.length(1);
        }
      }),
      { numRuns: 3 },
    );
    // Something came about: a run in which all is refused shows nothing.
    expect([...performed.keys()]).to.include.members(['offer', 'accept', 'share', 'add']);

    await server.anchoring.flush();
    const { deployment, content } = server.context;
    const source = await openSource(server.databaseUrl);
    try {
      const result = await fsck({ source, deployment, content, rpcUrl: server.rpcUrl, signatures: true });
      expect(result.findings).to.deep.equal([]);
      expect(result.chain).to.deep.include({ waiting: 0 });
      const failed = await source.rows('SELECT act, failure FROM chain_acts WHERE state <> $1', ['final']);
      expect(failed, 'acts that the chain does not have').to.deep.equal([]);
    } finally {
      await source.close();
    }
  });
});
