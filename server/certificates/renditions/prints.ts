import { RecordId } from '../../../core/ids.ts';
import type { Principal } from '../../access/scopes.ts';
import type { Trx } from '../../database/database.ts';
import { recordAccessStore } from '../../records/record-store.ts';
import { requireDownload } from '../../sharing/index.ts';
import type { BuildRecordBundle } from '../../verification/index.ts';
import { requireMayHave } from './original.ts';
import { createRenditionService, subjectOf } from './rendition-service.ts';
import { renditionStore } from './rendition-store.ts';

/** The PDF of a certificate, to be put with other files. */
export interface CertificatePrint {
  readonly recordId: RecordId;
  /** With the proof of now inside. @param read under the reader's rights as they are then @throws not_found, forbidden */
  open(read: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>): Promise<Uint8Array>;
}

/**
 * Of these certificates, those that the principal may download and of which there is a print: the original, else the latest;
 * a copy for whoever is neither its owner nor its chamber.
 */
export type PrintsOf = (
  trx: Trx,
  principal: Principal,
  certificateIds: readonly string[],
) => Promise<readonly CertificatePrint[]>;

export function createPrints(
  context: Parameters<typeof createRenditionService>[0],
  buildRecordBundle: BuildRecordBundle,
): PrintsOf {
  const service = createRenditionService(context);
  return async (trx, principal, certificateIds) => {
    const found = await renditionStore.prints(trx, certificateIds, principal.organisationId);
    const records = found.map(({ recordId }) => recordId);
    const allowed = await recordAccessStore.downloadable(trx, records, principal.organisationId);
    return found
      .filter(({ recordId }) => allowed.has(RecordId.of(recordId)))
      .map(({ chamberId, ...rendition }) => ({
        recordId: RecordId.of(rendition.recordId),
        async open(read) {
          const bundle = await read(async (trx) => {
            await requireDownload(trx, principal, rendition.recordId);
            await requireMayHave(trx, principal, rendition);
            return buildRecordBundle(trx, RecordId.of(rendition.recordId), { subject: subjectOf(rendition) });
          });
          return service.withProof(rendition, chamberId, bundle);
        },
      }));
  };
}
