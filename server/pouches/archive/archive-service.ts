import { ARCHIVE_FORMAT, ARCHIVE_INDEX, ARCHIVE_SUMMARY, type ArchiveIndex } from '../../../core/archive.ts';
import { bundleText } from '../../../core/bundle.ts';
import { RecordId } from '../../../core/ids.ts';
import type { SpokenLanguage } from '../../../core/spoken-languages.ts';
import type { Principal } from '../../access/scopes.ts';
import { readTrail } from '../../audit/index.ts';
import type { PrintsOf } from '../../certificates/index.ts';
import type { AppContext } from '../../context.ts';
import type { Trx } from '../../database/database.ts';
import {
  createDocumentService,
  type DocumentVersion,
  documentStore,
  openFile,
  saltOf,
} from '../../documents/index.ts';
import { Problem } from '../../http/problem.ts';
import { organisationNamer } from '../../organisations/index.ts';
import { hexOf, toBytes } from '../../records/bytes.ts';
import { createReaderKeys, requireDownload } from '../../sharing/index.ts';
import type { BuildRecordBundle } from '../../verification/index.ts';
import { pouchView } from '../pouch-views.ts';
import { createArchiveNames, earlierName } from './archive-names.ts';
import { archiveSummary } from './archive-summary.ts';
import type { ArchiveEntry } from './zip-stream.ts';

export interface Archive {
  readonly title: string;
  readonly recordId: Buffer;
  readonly versions: readonly DocumentVersion[];
  readonly entries: readonly ArchiveEntry[];
}

export interface ArchiveWish {
  readonly pouchId: string;
  readonly versions: ArchiveIndex['versions'];
  /** Of the summary. */
  readonly language: SpokenLanguage;
  /** Each part is read when its turn comes, under the reader's rights as they are then. */
  readonly read: <T>(work: (trx: Trx) => Promise<T>) => Promise<T>;
}

export interface ArchiveParts {
  readonly buildRecordBundle: BuildRecordBundle;
  readonly printsOf: PrintsOf;
}

type Context = Pick<AppContext, 'keyring' | 'recorder' | 'content' | 'publicUrl' | 'now'>;

/** What the summary tells of; the whole trail is in the pouch's proof. */
const eventsInSummary = 500;

export function createArchiveService(context: Context, { buildRecordBundle, printsOf }: ArchiveParts) {
  const { content, publicUrl, now } = context;
  const documents = createDocumentService(context, createReaderKeys(context.keyring));

  return {
    /** A pouch that the principal may download, as it is now. @throws not_found, forbidden */
    async collect(
      principal: Principal,
      { pouchId, versions, language, read }: ArchiveWish,
    ): Promise<Archive> {
      const { pouch, latest, kept, named, events, prints } = await read(async (trx) => {
        const pouch = await pouchView(trx, pouchId, principal);
        const recordId = toBytes(pouch.recordId);
        await requireDownload(trx, principal, recordId);
        const latest = await documentStore.ofPouch(trx, recordId);
        const kept =
          versions === 'latest'
            ? latest.map((document) => document.latest)
            : await documentStore.versionsOfPouch(trx, recordId);
        const named = await organisationNamer(
          trx,
          kept.map(({ addedBy }) => addedBy),
        );
        return {
          pouch,
          latest,
          kept,
          named,
          events: await readTrail(trx, principal.organisationId, pouch.recordId, -1, eventsInSummary),
          prints: await printsOf(
            trx,
            principal,
            pouch.certificates.map(({ id }) => id),
          ),
        };
      });

      const nameFor = createArchiveNames();
      const printed = new Map(prints.map((print) => [print.recordId, print]));
      const documentOf = new Map(latest.map((document) => [document.id, document]));
      const reserved = { trail: nameFor('proofs', 'pouch.json') };
      const index: ArchiveIndex = {
        format: ARCHIVE_FORMAT,
        recordId: pouch.recordId,
        title: pouch.title,
        madeAt: now().toISOString(),
        versions,
        trail: reserved.trail,
        documents: kept.flatMap((version) => {
          const document = documentOf.get(version.documentId);
          if (document === undefined) return [];
          const { name, type, typeName, folder } = document;
          const isLatest = version.version === document.latest.version;
          const file = isLatest ? name : earlierName(name, version.version);
          return {
            path: nameFor('documents', ...(folder === null ? [] : [folder]), file),
            proof: nameFor('proofs', `${version.documentId}-${version.version}.json`),
            ...{ documentId: version.documentId, version: version.version, name, type, typeName, folder },
            ...{ mediaType: version.mediaType, size: version.size, sha256: hexOf(version.digest) },
            addedBy: named(version.addedBy).legalName,
            addedAt: version.createdAt.toISOString(),
          };
        }),
        certificates: pouch.certificates.map(({ number, recordId }) => ({
          path: nameFor('certificates', `${number}.json`),
          ...{
            number,
            recordId,
            print: printed.has(recordId) ? nameFor('certificates', `${number}.pdf`) : null,
          },
        })),
      };

      const proofOf = (path: string, build: (trx: Trx) => ReturnType<BuildRecordBundle>): ArchiveEntry => ({
        path,
        open: async () => textOf(bundleText(await read(build))),
      });
      const record = { type: 'record' } as const;
      const versionAt = new Map(kept.map((version) => [`${version.documentId} ${version.version}`, version]));
      return {
        title: pouch.title,
        recordId: toBytes(pouch.recordId),
        versions: kept,
        entries: [
          { path: ARCHIVE_INDEX, open: async () => textOf(`${JSON.stringify(index, null, 2)}\n`) },
          {
            path: ARCHIVE_SUMMARY,
            open: async () =>
              textOf(archiveSummary({ pouch, index, events, publicUrl: publicUrl(), language })),
          },
          proofOf(index.trail, (trx) =>
            buildRecordBundle(trx, pouch.recordId, { subject: record, events: 'all' }).catch(
              (error: unknown) => {
                // A trail that is too long for one proof is read page by page; the archive then says less.
                if (!(error instanceof Problem && error.code === 'invalid_request')) throw error;
                return buildRecordBundle(trx, pouch.recordId, { subject: record });
              },
            ),
          ),
          ...index.certificates.flatMap(({ path, recordId, print }): ArchiveEntry[] => {
            const printOf = printed.get(recordId);
            return [
              proofOf(path, (trx) => buildRecordBundle(trx, recordId, { subject: record })),
              ...(print === null || printOf === undefined
                ? []
                : [{ path: print, open: async () => inOne(await printOf.open(read)) }]),
            ];
          }),
          ...index.documents.flatMap(({ path, proof, documentId, version: number }): ArchiveEntry[] => {
            const version = versionAt.get(`${documentId} ${number}`);
            if (version === undefined) return [];
            const subject = {
              type: 'document' as const,
              sequence: version.eventSequence,
              salt: saltOf(version),
            };
            return [
              proofOf(proof, (trx) => buildRecordBundle(trx, RecordId.of(version.recordId), { subject })),
              {
                path,
                size: version.size,
                async open() {
                  const file = await read(async (trx) => {
                    await documents.readable(trx, principal, documentId, number);
                    return documents.open(trx, principal, version);
                  });
                  return (await openFile(content, version, file)).stream;
                },
              },
            ];
          }),
        ],
      };
    },
  };
}

async function* inOne(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

async function* textOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
