import type { AppContext } from '../../context.ts';
import type { Database, Trx } from '../../database/database.ts';
import { createDocumentService, giveOutInParts } from '../../documents/index.ts';
import { problem } from '../../http/problem.ts';
import type { Reply } from '../../http/route.ts';
import { createReaderKeys } from '../reader-keys.ts';
import type { Portion } from './portion.ts';

type Context = Pick<AppContext, 'database' | 'keyring' | 'recorder' | 'content' | 'now'>;

/** A document of what was given, asked for by who does not see the pouch. */
export interface Wanted {
  readonly recordId: Buffer;
  readonly portion: Portion;
  readonly rights: readonly string[];
  readonly documentId: string;
  readonly version: number;
}

/**
 * Gives out a document with the key of who gave it, under its rights as they are now (docs/decisions/0021).
 * @param told records the access, under the record's lock, before the first byte leaves
 * @throws not_found, forbidden
 */
export function createPortionDownload(context: Context) {
  const { database, content } = context;
  const documents = createDocumentService(context, createReaderKeys(context.keyring));
  return async (
    giver: string,
    wanted: Wanted,
    header: (name: string) => string | undefined,
    told: (trx: Trx) => Promise<void>,
  ): Promise<Reply> => {
    const { recordId, portion, rights, documentId, version: number } = wanted;
    const asGiver = <T>(work: Parameters<Database['as']>[1]) =>
      database.as({ organisationId: giver }, work) as Promise<T>;
    type Found = Awaited<ReturnType<typeof find>>;
    const find = async (trx: Trx) => {
      const isGiven = portion.documentIds === null || portion.documentIds.includes(documentId);
      if (!isGiven) throw problem('not_found', { what: 'document' });
      const found = await documents.readable(trx, { organisationId: giver }, documentId, number);
      if (!found.document.recordId.equals(recordId)) throw problem('not_found', { what: 'document' });
      if (!rights.includes('download')) throw problem('forbidden', { needs: 'the right to download' });
      return { ...found, file: await documents.open(trx, { organisationId: giver }, found.version) };
    };
    const { document, version, file } = await asGiver<Found>(find);
    const given = { of: version, file, name: document.name, mediaType: version.mediaType };
    return giveOutInParts(content, given, header, () => asGiver<void>(told));
  };
}
