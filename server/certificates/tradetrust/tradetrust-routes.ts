import { z } from 'zod';
import { Address } from '../../../core/ids.ts';
import { dnsRecordOf } from '../../../core/open-attestation.ts';
import { storeAddress } from '../../anchoring/index.ts';
import type { AppContext } from '../../context.ts';
import { elevated } from '../../database/database.ts';
import { problem } from '../../http/problem.ts';
import { type Route, route } from '../../http/route.ts';
import { chamberIdOf } from '../../organisations/index.ts';
import { createViewingService, requireDownload } from '../../sharing/index.ts';
import { certificateParams } from '../certificate-schemas.ts';
import { findIssued } from '../credential-service.ts';
import { documentStoreStore } from './document-store-store.ts';
import { wrapCertificates, wrappedDocument } from './wrapping-service.ts';

const tag = 'TradeTrust';

const domainSchema = z
  .string()
  .max(253)
  .regex(
    /^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/,
    'A domain name in lower case.',
  )
  .meta({ description: 'Whose DNS names the chamber’s document store, e.g. `chamber.example`.' });
const storeSchema = z
  .strictObject({
    domain: domainSchema.nullable(),
    documentStore: Address.schema.meta({ description: 'The chamber’s contract, made with its first batch.' }),
    dnsRecord: z.string().meta({ description: 'To stand in a TXT record of the domain.' }),
  })
  .meta({ id: 'TradeTrustSettings' });
const idsBody = z.strictObject({
  ids: z
    .array(z.uuid().toLowerCase())
    .min(1)
    .max(100)
    .refine((ids) => new Set(ids).size === ids.length, 'Each id once.'),
});
const wrappedSchema = z
  .looseObject({ version: z.string(), data: z.unknown(), signature: z.unknown() })
  .meta({ id: 'OpenAttestationV2' });

/** Certificates that Singapore's TradeTrust verifies with its own tools (docs/exchange.md). */
export function createTradeTrustRoutes(
  context: Pick<
    AppContext,
    'deployment' | 'documentStores' | 'keyring' | 'recorder' | 'operator' | 'sealer' | 'publicUrl' | 'now'
  >,
): Route[] {
  const { deployment, documentStores, now } = context;
  const viewing = createViewingService(context);
  const answer = (chamberId: string, domain: string | null) => {
    const address = storeAddress(documentStores, chamberIdOf(chamberId));
    const dnsRecord = dnsRecordOf(deployment.chainId, address);
    return { status: 200, body: { domain, documentStore: address, dnsRecord } };
  };
  return [
    route({
      method: 'get',
      path: '/tradetrust-settings',
      tag,
      summary: 'Under which domain one’s chamber issues to TradeTrust, and what its DNS must say',
      access: 'certificate:issue',
      responses: { 200: { description: 'The settings.', schema: storeSchema } },
      handler: ({ principal, read }) =>
        read(async (trx) => {
          const store = await documentStoreStore.find(trx, principal.organisationId);
          return answer(principal.organisationId, store?.domain ?? null);
        }),
    }),
    route({
      method: 'put',
      path: '/tradetrust-settings',
      tag,
      summary: 'Issue to TradeTrust under a domain from now on, or no more; what was issued stays',
      access: 'organisation:administer',
      body: z.strictObject({
        domain: domainSchema.optional().meta({ description: 'None: no more from now on.' }),
      }),
      responses: { 200: { description: 'The settings.', schema: storeSchema } },
      handler: ({ body: { domain }, principal, write }) =>
        write(async (trx) => {
          const { organisationId, organisationRole, name: by } = principal;
          if (organisationRole !== 'chamber') throw problem('forbidden', { needs: 'to act for a chamber' });
          const address = storeAddress(documentStores, chamberIdOf(organisationId));
          if (domain === undefined) await elevated(trx, () => documentStoreStore.remove(trx, organisationId));
          else await documentStoreStore.save(trx, organisationId, { address, domain }, { by, at: now() });
          return answer(organisationId, domain ?? null);
        }),
    }),
    route({
      method: 'post',
      path: '/certificates/tradetrust-documents',
      tag,
      summary: 'Issue up to 100 certificates to TradeTrust as well, all or none',
      access: 'certificate:issue',
      idempotent: true,
      body: idsBody,
      responses: {
        201: {
          description: 'All of them are there, also those that were before.',
          schema: z.strictObject({ ids: z.array(z.uuid()), receipts: z.array(z.string()) }),
        },
      },
      handler: ({ body: { ids }, principal, write }) =>
        write(async (trx) => ({
          status: 201,
          body: { ids, receipts: await wrapCertificates(trx, context, principal, ids) },
        })),
    }),
    route({
      method: 'get',
      path: '/certificates/{id}/tradetrust-document',
      tag,
      summary: 'The certificate as a document of OpenAttestation v2, for TradeTrust’s tools',
      access: 'certificate:read',
      params: certificateParams,
      responses: { 200: { description: 'The document.', schema: wrappedSchema } },
      handler: ({ path, principal, read }) =>
        read(async (trx) => {
          const certificate = await findIssued(trx, path.id);
          await requireDownload(trx, principal, certificate.recordId);
          const body = await wrappedDocument(trx, context, path.id);
          await viewing.viewed(trx, principal, certificate);
          const name = certificate.number.replace(/[^A-Za-z0-9-]/g, '-');
          const headers = { 'content-disposition': `attachment; filename="${name}.tt"` };
          return { status: 200, headers, body };
        }),
    }),
  ];
}
