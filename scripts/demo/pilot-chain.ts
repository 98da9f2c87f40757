import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { type ApiClient, signIn } from '../client/api-client.ts';
import { sampleApplication, withDeclaration } from '../client/sample-application.ts';
import type { Party } from './outside.ts';
import { say } from './say.ts';

/** What the parties hold at the end: all that an outsider gets to see. */
export interface Played {
  readonly certificates: readonly HeldCertificate[];
  readonly documents: readonly HeldFile[];
  /** Issued in error, and revoked by its chamber. */
  readonly revoked: HeldCertificate;
  readonly pouchProof: unknown;
  /** The public page's answer for a number and its code. */
  lookUp(
    number: string,
    code: string,
  ): Promise<{ outcome: string; facts: { certificate: { subject: CertificateWords } } }>;
}

export interface CertificateWords {
  readonly certificateNumber: string;
  readonly items: readonly { readonly description: string }[];
}

export interface HeldCertificate {
  readonly number: string;
  readonly verificationCode: string;
  readonly proof: unknown;
  readonly pdf: Uint8Array;
}

export interface HeldFile {
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly proof: unknown;
}

interface Certificate {
  readonly id: string;
  readonly number: string;
  readonly verificationCode: string;
  readonly recordId: string;
}
interface Pouch {
  readonly id: string;
  readonly recordId: string;
  readonly documents: readonly { id: string; name: string; latest: { version: number } }[];
}

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const file = (name: string) => new Uint8Array(readFileSync(new URL(`files/${name}`, import.meta.url)));

/** Apply → issue → verify → receive → hand over → share with customs; every step over HTTP as its party. */
export async function playPilotChain(base: string, parties: readonly Party[]): Promise<Played> {
  const named = new Map(parties.map((party) => [party.key, party]));
  const party = (key: string): Party => {
    const found = named.get(key);
    if (found === undefined) throw new Error(`There is no demonstration party ${key}.`);
    return found;
  };
  const as = (key: string): Promise<ApiClient> => signIn(base, party(key).email, party(key).password);
  const [exporter, antwerp, singapore, forwarder, agent, importer, belgianCustoms, singaporeCustoms] =
    (await Promise.all(
      [
        'exporter',
        'chamberAntwerp',
        'chamberSingapore',
        'forwarder',
        'agent',
        'importer',
        'customsBelgium',
        'customsSingapore',
      ].map(as),
    )) as [ApiClient, ApiClient, ApiClient, ApiClient, ApiClient, ApiClient, ApiClient, ApiClient];

  const apply = async (chamber: string, serial: number) => {
    const country = chamber === 'chamberSingapore' ? 'SG' : 'BE';
    const application = sampleApplication(serial, country);
    const body = { chamberId: party(chamber).organisationId, application };
    const { id } = await exporter.post<Certificate>('/certificates', { body });
    await exporter.post(`/certificates/${id}/submission`, withDeclaration);
    return id;
  };
  const applied = [
    await apply('chamberAntwerp', 1),
    await apply('chamberSingapore', 2),
    await apply('chamberAntwerp', 3),
  ];
  say(
    `1  ${party('exporter').legalName} applied for ${applied.length} certificates of origin at two chambers.`,
  );

  const [first, second, mistaken] = (await Promise.all(
    [antwerp, singapore, antwerp].map((chamber, n) =>
      chamber.post<Certificate>(`/certificates/${applied[n]}/issuance`),
    ),
  )) as [Certificate, Certificate, Certificate];
  say(
    `2  ${party('chamberAntwerp').legalName} issued ${first.number} and ${mistaken.number}, ${party('chamberSingapore').legalName} ${second.number}.`,
  );

  await exporter.post(`/records/${first.recordId}/shares`, {
    body: { organisationId: party('customsBelgium').organisationId, rights: ['view', 'download'] },
  });
  await sealed(belgianCustoms, first.recordId);
  const seen = await belgianCustoms.post<{ outcome: string }>(`/records/${first.recordId}/verifications`);
  if (seen.outcome !== 'valid') throw new Error(`Belgian customs reads ${seen.outcome}.`);
  say(`3  ${party('customsBelgium').legalName} verified ${first.number}: valid.`);

  const pouch = await exporter.post<Pouch>('/pouches', {
    body: { title: 'Chocolate to Singapore', cover: { destinationCountry: 'SG' } },
  });
  for (const { id } of [first, second]) {
    await exporter.post(`/pouches/${pouch.id}/certificates`, { body: { certificateId: id } });
  }
  await exporter.post(`/pouches/${pouch.id}/documents?name=commercial-invoice.pdf&type=380`, {
    ...{ bytes: file('commercial-invoice.pdf'), mediaType: 'application/pdf' },
  });
  await exporter.post(`/pouches/${pouch.id}/documents?name=packing-list.xlsx&type=271`, {
    ...{ bytes: file('packing-list.xlsx'), mediaType: xlsx },
  });
  await handOver(pouch.recordId, exporter, party('forwarder'), forwarder);
  say(
    `4  ${party('forwarder').legalName} received the pouch: two certificates, the invoice, the packing list.`,
  );

  await handOver(pouch.recordId, forwarder, party('agent'), agent);
  await agent.post(`/pouches/${pouch.id}/documents?name=container-seal.jpg&type=other`, {
    ...{ bytes: file('container-seal.jpg'), mediaType: 'image/jpeg' },
  });
  await handOver(pouch.recordId, agent, party('importer'), importer);
  say(
    `5  Handed over to ${party('agent').legalName}, who added a photograph of the seal, and on to ${party('importer').legalName}.`,
  );

  await importer.post(`/records/${pouch.recordId}/shares`, {
    body: { organisationId: party('customsSingapore').organisationId, rights: ['view', 'download'] },
  });
  const arrived = await singaporeCustoms.get<Pouch>(`/pouches/${pouch.id}`);
  say(
    `6  Shared with ${party('customsSingapore').legalName}, which sees ${arrived.documents.length} documents and both certificates.`,
  );

  const revocation = { body: { reason: 'issuedInError' } };
  const beforehand = await hold(exporter, mistaken);
  await antwerp.post(`/certificates/${mistaken.id}/revocation`, revocation);
  await sealed(exporter, mistaken.recordId);

  await sealed(singaporeCustoms, pouch.recordId);
  return {
    certificates: [await hold(importer, first), await hold(importer, second)],
    documents: await Promise.all(
      arrived.documents.map(async ({ id, name, latest }) => ({
        name,
        bytes: await singaporeCustoms.bytes(`/documents/${id}/versions/${latest.version}/content`),
        proof: await singaporeCustoms.get(`/documents/${id}/versions/${latest.version}/proof`),
      })),
    ),
    revoked: beforehand,
    pouchProof: await singaporeCustoms.get(`/records/${pouch.recordId}/proof`),
    lookUp: (number, code) =>
      singaporeCustoms.get(`/verification/certificates?${new URLSearchParams({ number, code })}`),
  };
}

/** Offer and acceptance; returns when the chain says that it is so. */
async function handOver(recordId: string, from: ApiClient, to: Party, receiver: ApiClient): Promise<void> {
  const { id } = await from.post<{ id: string }>(`/records/${recordId}/handovers`, {
    body: { to: to.organisationId },
  });
  await receiver.post(`/handovers/${id}/acceptance`);
  await sealed(receiver, recordId);
}

/** The certificate as its holder keeps it: a PDF with its proof inside, and the proof by itself. */
async function hold(holder: ApiClient, certificate: Certificate): Promise<HeldCertificate> {
  const { id } = await holder.post<{ id: string }>(`/certificates/${certificate.id}/renditions`);
  await sealed(holder, certificate.recordId);
  return {
    number: certificate.number,
    verificationCode: certificate.verificationCode,
    proof: await holder.get(`/records/${certificate.recordId}/proof`),
    pdf: await holder.bytes(`/certificates/${certificate.id}/renditions/${id}`),
  };
}

/** Waits until everything recorded of the record is final; a person would see "sealed". */
async function sealed(reader: ApiClient, recordId: string): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  for (;;) {
    const { sealing, act } = await reader.get<{ sealing: { state: string }; act: { state: string } | null }>(
      `/records/${recordId}`,
    );
    if (sealing.state === 'final' && (act === null || act === undefined || act.state === 'final')) return;
    if (sealing.state === 'failed' || act?.state === 'failed')
      throw new Error(`Sealing of ${recordId} failed.`);
    if (Date.now() > giveUpAt) throw new Error(`${recordId} is not sealed after a minute.`);
    await sleep(100);
  }
}
