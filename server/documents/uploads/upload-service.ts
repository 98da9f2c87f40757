import { randomUUID } from 'node:crypto';
import type { Principal } from '../../access/scopes.ts';
import { decryptFile } from '../../content/file-cipher.ts';
import type { AppContext } from '../../context.ts';
import type { Trx } from '../../database/database.ts';
import { problem } from '../../http/problem.ts';
import type { StoredFile } from '../document-content.ts';
import type { NewVersion } from '../document-service.ts';
import { lifetimeMs, maximumOpenUploads, maximumParts } from './upload.ts';
import { type Upload, uploadStore } from './upload-store.ts';

/** A file that comes in parts, and may go on after a connection broke. Each part is encrypted and recorded by itself. */
export interface UploadService {
  /** @throws limit_reached */
  begin(trx: Trx, principal: Principal, added: NewVersion, size: number): Promise<Upload>;
  /** @throws not_found */
  find(trx: Trx, id: string): Promise<Upload>;
  /** One that takes a part at this place. @throws not_found, wrong_state, wrong_offset, limit_reached */
  open(trx: Trx, id: string, offset: number): Promise<Upload>;
  /** Adds a stored part. @throws as `open`, when another part came first */
  addPart(trx: Trx, upload: Upload, part: StoredFile): Promise<Upload>;
  /** All of it, in order. @throws not_found; wrong_offset while more is to come */
  whole(trx: Trx, id: string): Promise<{ upload: Upload; source: AsyncIterable<Uint8Array> }>;
  /** It is a document now, or is given up. @throws not_found, wrong_state when it has ended already */
  end(trx: Trx, id: string): Promise<void>;
  /** Gives up what waited too long, and removes what ended uploads left in the content store. */
  sweep(): Promise<void>;
}

const purpose = 'upload-key';
/** What is removed before the next is asked for. */
const atOnce = 200;

export function createUploadService({
  database,
  content,
  sealer,
  now,
}: Pick<AppContext, 'database' | 'content' | 'sealer' | 'now'>): UploadService {
  const found = (upload: Upload | undefined): Upload => {
    if (upload === undefined) throw problem('not_found', { what: 'upload' });
    return upload;
  };
  const requireOpen = (upload: Upload): void => {
    if (upload.endedAt !== null || upload.expiresAt <= now())
      throw problem('wrong_state', { what: 'upload', state: 'ended', act: 'going on' });
  };
  const requireAt = (upload: Upload, offset: number): void => {
    requireOpen(upload);
    if (upload.received !== offset) throw problem('wrong_offset', { offset: upload.received });
    if (upload.parts >= maximumParts)
      throw problem('limit_reached', { limit: maximumParts, what: 'parts of this upload' });
  };

  const service: UploadService = {
    async begin(trx, principal, { document, version, mediaType }, size) {
      const { organisationId } = principal;
      if ((await uploadStore.countOpen(trx, organisationId)) >= maximumOpenUploads)
        throw problem('limit_reached', { limit: maximumOpenUploads, what: 'uploads under way' });
      const id = randomUUID();
      const { id: documentId, pouchId, recordId, name, type, typeName, folder } = document;
      await uploadStore.insert(trx, {
        ...{ id, organisationId, documentId, version, pouchId, recordId },
        ...{ name, type, typeName, folder, mediaType, size },
        createdAt: now(),
        expiresAt: new Date(now().getTime() + lifetimeMs),
      });
      return found(await uploadStore.find(trx, id));
    },

    find: async (trx, id) => found(await uploadStore.find(trx, id)),

    async open(trx, id, offset) {
      const upload = found(await uploadStore.find(trx, id));
      requireAt(upload, offset);
      return upload;
    },

    async addPart(trx, { id, received, parts, organisationId }, { size, digest, cid, key }) {
      requireAt(found(await uploadStore.lock(trx, id)), received);
      const part = {
        ...{ uploadId: id, number: parts + 1, organisationId, size, digest: Buffer.from(digest), cid },
        sealedKey: Buffer.from(sealer.seal(key, { organisationId, purpose })),
      };
      await uploadStore.addPart(trx, part, new Date(now().getTime() + lifetimeMs));
      return found(await uploadStore.find(trx, id));
    },

    async whole(trx, id) {
      const upload = found(await uploadStore.find(trx, id));
      const parts = await uploadStore.parts(trx, id);
      if (upload.endedAt === null && upload.received < upload.size)
        throw problem('wrong_offset', { offset: upload.received });
      const source = async function* () {
        for (const { organisationId, sealedKey, number, ...part } of parts) {
          const key = sealer.open(sealedKey, { organisationId, purpose });
          yield* decryptFile(content.get(part.cid), key, { documentId: id, version: number }, part);
        }
      };
      return { upload, source: source() };
    },

    async end(trx, id) {
      requireOpen(found(await uploadStore.lock(trx, id)));
      await uploadStore.end(trx, id, now());
    },

    async sweep() {
      await database.asSystem((trx) => uploadStore.endExpired(trx, now()));
      for (;;) {
        const parts = await database.asSystem((trx) => uploadStore.partsOfEnded(trx, atOnce));
        for (const part of parts) {
          // The bytes first: whoever is stopped in between finds the row and begins again.
          await content.remove(part.cid);
          await database.asSystem((trx) => uploadStore.forgetPart(trx, part));
        }
        if (parts.length < atOnce) break;
      }
      await database.asSystem((trx) => uploadStore.forgetEnded(trx, now()));
    },
  };
  return service;
}
