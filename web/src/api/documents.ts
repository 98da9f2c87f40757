import { queryOptions } from '@tanstack/react-query';
import { ApiProblem, call, type Result } from './http.ts';
import { idempotent, upload } from './upload.ts';

type Begun = Result<'GET /uploads/{id}'>;

/** As the server has it (server/documents/document.ts). */
export const largestDocument = 100 * 1024 * 1024;

/** What a document is called, what kind it is, and under which label it lies. */
export interface Described {
  readonly name: string;
  /** UNCL 1001 code, or `other`. */
  readonly type: string;
  /** The kind in words, of type `other`. */
  readonly typeName?: string;
  readonly folder?: string;
}

/** What a file is to become. */
export type Destination =
  | { readonly pouchId: string; readonly described: Described }
  | { readonly documentId: string; readonly revision: number };

/** With all versions and who got which. @param recordId of its pouch, by which changes are told */
export const historyQuery = (id: string, recordId: string) =>
  queryOptions({
    queryKey: ['documents', id],
    queryFn: async ({ signal }) => ({
      recordId,
      ...(await call('GET /documents/{id}', { path: { id }, signal })),
    }),
  });

interface NewDescription {
  readonly id: string;
  /** The one that was read. */
  readonly revision: number;
  readonly described: Described;
}

export const describeDocument = ({ id, revision, described }: NewDescription) =>
  call('PUT /documents/{id}', { path: { id }, body: described, ifMatch: revision });

export interface Sending {
  readonly file: File;
  readonly to: Destination;
  readonly idempotencyKey: string;
  /** Of an earlier try, where one was begun. */
  readonly uploadId: string | undefined;
  readonly onBegun: (uploadId: string) => void;
  readonly onProgress: (sent: number) => void;
}

/** A smaller file is sent at once; a larger one in parts of this size, so that little is lost with a connection. */
const partBytes = 8 * 1024 * 1024;
/** How long to wait before what was not answered is tried again. */
const pausesMs = [1_000, 2_000, 4_000, 8_000];

/** Sends a file and goes on where it broke off, by itself for a while. @throws ApiProblem */
export async function sendDocument(sending: Sending): Promise<void> {
  if (sending.file.size > partBytes) return sendInParts(sending);
  try {
    await patiently(() => sendWhole(sending));
  } catch (problem) {
    // Where one's own keys sign it, in parts: what was sent is there when the signature comes.
    if (!(problem instanceof ApiProblem && problem.code === 'signature_needed')) throw problem;
    await sendInParts(sending);
  }
}

const matching = (revision: number) => ({ 'if-match': `"${revision}"` });

async function sendWhole({ file, to, idempotencyKey, onProgress }: Sending): Promise<void> {
  const headers = idempotent(idempotencyKey);
  if ('pouchId' in to)
    await upload(
      'POST /pouches/{id}/documents',
      { path: { id: to.pouchId }, query: { ...to.described }, body: file, headers },
      onProgress,
    );
  else
    await upload(
      'POST /documents/{id}/versions',
      { path: { id: to.documentId }, body: file, headers: { ...headers, ...matching(to.revision) } },
      onProgress,
    );
}

async function sendInParts(sending: Sending): Promise<void> {
  const { file, idempotencyKey, uploadId, onBegun, onProgress } = sending;
  let begun = await patiently(() => (uploadId === undefined ? begin(sending) : stateOf(uploadId)));
  const { id } = begun;
  onBegun(id);
  while (begun.offset < begun.size) {
    const { offset } = begun;
    const body = file.slice(offset, offset + partBytes, 'application/octet-stream');
    let isFirst = true;
    begun = await patiently(async () => {
      // Some of a part whose answer did not come may have arrived.
      const now: Begun = isFirst ? begun : await stateOf(id);
      isFirst = false;
      if (now.offset !== offset) return now;
      const headers = { 'upload-offset': String(offset) };
      return upload('PATCH /uploads/{id}', { path: { id }, body, headers }, (sent) =>
        onProgress(offset + Math.min(sent, body.size)),
      );
    });
    onProgress(begun.offset);
  }
  await patiently(() =>
    call('POST /uploads/{id}/completion', { path: { id }, idempotencyKey: `${idempotencyKey}-done` }),
  );
}

const stateOf = (id: string) => call('GET /uploads/{id}', { path: { id } });

function begin({ file, to, idempotencyKey }: Sending): Promise<Begun> {
  const { size, type } = file;
  const body = { size, mediaType: type === '' ? 'application/octet-stream' : type };
  return 'pouchId' in to
    ? call('POST /pouches/{id}/uploads', {
        path: { id: to.pouchId },
        body: { ...to.described, ...body },
        idempotencyKey,
      })
    : call('POST /documents/{id}/uploads', {
        path: { id: to.documentId },
        body,
        idempotencyKey,
        ifMatch: to.revision,
      });
}

async function patiently<T>(step: () => Promise<T>): Promise<T> {
  for (const pause of pausesMs) {
    try {
      return await step();
    } catch (problem) {
      if (!(problem instanceof ApiProblem && problem.retryable)) throw problem;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return step();
}
