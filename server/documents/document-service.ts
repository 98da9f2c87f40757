import { commitmentOfHash } from '../../core/commitment.ts';
import { RecordId, Salt } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import type { AppContext } from '../context.ts';
import { elevated, type Trx } from '../database/database.ts';
import { checkIfMatch } from '../http/if-match.ts';
import { problem } from '../http/problem.ts';
import { newId, newSalt } from '../keys/signing-session.ts';
import { pouchStore } from '../pouches/index.ts';
import { toBytes } from '../records/bytes.ts';
import { type RecordRow, recordAccessStore, recordStore } from '../records/record-store.ts';
import { sha256 } from '../records/recorder.ts';
import { actingOn, type ReaderKeys, requireActive, requireDownload } from '../sharing/index.ts';
import { doneByItself } from '../tasks/index.ts';
import { type Description, maximumVersions } from './document.ts';
import type { StoredFile } from './document-content.ts';
import { type Document, type DocumentVersion, documentStore } from './document-store.ts';

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'now'>;

/** A document that is not recorded yet, or the next version of one that is. */
export interface NewVersion {
  readonly document: Pick<Document, 'id' | 'pouchId' | 'recordId'> & Description;
  readonly version: number;
  readonly mediaType: string;
}

export interface DocumentService {
  /** May the caller add to this pouch, and under which ids? Asked before the upload is read. @throws as `record` */
  prepareDocument(
    trx: Trx,
    principal: Principal,
    pouchId: string,
    described: Description,
  ): Promise<NewVersion['document']>;
  /** The same for the next version; whoever asks compares the revision with what the caller has read. */
  prepareVersion(
    trx: Trx,
    principal: Principal,
    documentId: string,
  ): Promise<{ document: Document; version: number }>;
  /**
   * Records a stored file.
   * @throws not_found, forbidden, wrong_state; changed_meanwhile when another version came first
   */
  record(
    trx: Trx,
    principal: Principal,
    added: NewVersion,
    file: StoredFile,
  ): Promise<{ receipts: string[] }>;
  /** Name, kind and label anew. @throws not_found, forbidden, wrong_state, precondition_missing, changed_meanwhile */
  describe(
    trx: Trx,
    principal: Principal,
    documentId: string,
    described: Description,
    ifMatch: string | undefined,
  ): Promise<{ receipts: string[] }>;
  /** What is needed to give a version out to the caller. @throws not_found, forbidden */
  readable(
    trx: Trx,
    principal: Pick<Principal, 'organisationId'>,
    documentId: string,
    version: number,
  ): Promise<{ document: Document; version: DocumentVersion }>;
  /** The content key for the caller. @throws forbidden when none is wrapped for it */
  open(trx: Trx, principal: Pick<Principal, 'organisationId'>, version: DocumentVersion): Promise<StoredFile>;
}

export function createDocumentService(context: Context, readerKeys: ReaderKeys): DocumentService {
  const { keyring, recorder, now } = context;

  return {
    async prepareDocument(trx, principal, pouchId, described) {
      const pouch = await pouchStore.find(trx, pouchId);
      if (pouch === undefined) throw problem('not_found', { what: 'pouch' });
      await requireMayAdd(trx, principal, await recordStore.find(trx, pouch.recordId));
      await requireRoom(trx, pouch.recordId);
      return { id: newId(), pouchId, recordId: pouch.recordId, ...described };
    },

    async prepareVersion(trx, principal, documentId) {
      const document = await documentStore.find(trx, documentId);
      if (document === undefined) throw problem('not_found', { what: 'document' });
      await requireMayAdd(trx, principal, await recordStore.find(trx, document.recordId));
      await requireRoom(trx, document.recordId);
      return { document, version: (await documentStore.latestVersion(trx, documentId)) + 1 };
    },

    async record(trx, principal, { document, version, mediaType }, file) {
      if ((await recordStore.find(trx, document.recordId)) === undefined)
        throw problem('not_found', { what: 'pouch' });
      return elevated(trx, async (trx) => {
        const at = now();
        const [record] = await recordStore.lock(trx, [document.recordId]);
        const locked = await requireMayAdd(trx, principal, record);
        await requireRoom(trx, document.recordId);
        if ((await documentStore.latestVersion(trx, document.id)) !== version - 1)
          throw problem('changed_meanwhile');

        const salt = newSalt();
        const by = await actingOn(trx, keyring, principal, locked, at);
        const type = `org.openpouch.document.${version === 1 ? 'added' : 'version-added'}` as const;
        const [recorded] = await recorder.append(trx, [
          by.event(RecordId.of(document.recordId), type, {
            ...{ documentId: document.id, version, ...toData(document), mediaType, size: file.size },
            commitment: commitmentOfHash(salt, file.digest, sha256),
          }),
        ]);
        if (recorded === undefined) throw new Error('An event that was appended is gone.');

        const addedBy = principal.organisationId;
        if (version === 1)
          await documentStore.insert(
            trx,
            { ...document, revision: 1, addedBy, createdAt: at },
            recorded.sequence,
          );
        else await documentStore.countChange(trx, document.id);
        await documentStore.insertVersion(trx, {
          ...{
            documentId: document.id,
            version,
            recordId: document.recordId,
            mediaType,
            addedBy,
            createdAt: at,
          },
          ...{ size: file.size, cid: file.cid, salt: toBytes(salt), digest: Buffer.from(file.digest) },
          eventSequence: recorded.sequence,
        });
        await readerKeys.wrap(trx, document.recordId, { documentId: document.id, version }, file.key);
        const done =
          version === 1
            ? await doneByItself(
                trx,
                { recorder, by },
                {
                  ...{ recordId: document.recordId, documentId: document.id },
                  ...{ documentType: document.type, organisationId: addedBy },
                },
              )
            : [];
        return { receipts: [recorded.receipt, ...done] };
      });
    },

    async describe(trx, principal, documentId, described, ifMatch) {
      const found = await documentStore.find(trx, documentId);
      if (found === undefined) throw problem('not_found', { what: 'document' });
      return elevated(trx, async (trx) => {
        const [record] = await recordStore.lock(trx, [found.recordId]);
        const locked = await requireMayAdd(trx, principal, record);
        const { revision } = (await documentStore.find(trx, documentId)) ?? found;
        checkIfMatch(ifMatch, revision);
        const by = await actingOn(trx, keyring, principal, locked, now());
        const [recorded] = await recorder.append(trx, [
          by.event(RecordId.of(found.recordId), 'org.openpouch.document.described', {
            documentId,
            ...toData(described),
          }),
        ]);
        if (recorded === undefined) throw new Error('An event that was appended is gone.');
        await documentStore.describe(
          trx,
          { id: documentId, recordId: found.recordId, ...described },
          recorded.sequence,
        );
        return { receipts: [recorded.receipt] };
      });
    },

    async readable(trx, principal, documentId, number) {
      const document = await documentStore.find(trx, documentId);
      if (document === undefined) throw problem('not_found', { what: 'document' });
      const version = await documentStore.findVersion(trx, documentId, number);
      if (version === undefined) throw problem('not_found', { what: 'version of this document' });
      await requireDownload(trx, principal, document.recordId);
      return { document, version };
    },

    async open(trx, principal, version) {
      const key = await readerKeys.open(trx, version, principal.organisationId);
      if (key === undefined) throw problem('forbidden', { needs: 'a key of this document' });
      const { documentId, version: number, sealedAs = null } = version;
      const as =
        sealedAs === null || sealedAs === documentId
          ? {}
          : { sealedAs: { documentId: sealedAs, version: number } };
      return { cid: version.cid, key, digest: version.digest, size: version.size, ...as };
    },
  };
}

/** What opens the commitment of the version's event over the file's bytes. */
export const saltOf = (version: DocumentVersion): Salt => Salt.of(version.salt);

/** As an event says it: what is not said is left out. */
const toData = ({ name, type, typeName, folder }: Description) => ({
  name,
  type,
  ...(typeName !== null && { typeName }),
  ...(folder !== null && { folder }),
});

const act = 'adding a document';

async function requireMayAdd(
  trx: Trx,
  principal: Principal,
  record: RecordRow | undefined,
): Promise<RecordRow> {
  if (record === undefined) throw problem('not_found', { what: 'pouch' });
  const rights = await recordAccessStore.rightsOf(trx, record.recordId, principal.organisationId);
  if (!rights.has('add')) throw problem('forbidden', { needs: 'the right to add documents' });
  requireActive(record, act);
  return record;
}

async function requireRoom(trx: Trx, recordId: Buffer): Promise<void> {
  if ((await documentStore.countVersions(trx, recordId)) >= maximumVersions)
    throw problem('wrong_state', { what: 'pouch', state: `full, it holds ${maximumVersions} files`, act });
}
