import type { ContentStore } from '../content/content-store.ts';
import { readRange } from '../http/range.ts';
import type { Reply } from '../http/route.ts';
import type { VersionRef } from '../sharing/index.ts';
import { downloadHeaders } from './document.ts';
import { openFile, type StoredFile } from './document-content.ts';

/** A file that somebody may have, under the name and media type that it was handed in with. */
export interface GivenFile {
  readonly of: VersionRef;
  readonly file: StoredFile;
  readonly name: string;
  readonly mediaType: string;
}

/** The whole file, as what it was handed in. @throws as `openFile` */
export async function giveOut(
  content: ContentStore,
  { of, file, name, mediaType }: GivenFile,
): Promise<Reply> {
  const { stream } = await openFile(content, of, file);
  return {
    status: 200,
    headers: downloadHeaders(name, mediaType, file.size),
    ...{ stream, ownsParts: true },
  };
}

/**
 * The file, or the part of it that is asked for (Range), to go on where a download broke off.
 * @param told writes down that it leaves: what cannot be told does not leave
 * @throws as `openFile`, range_not_satisfiable, and what `told` throws
 */
export async function giveOutInParts(
  content: ContentStore,
  { of, file, name, mediaType }: GivenFile,
  header: (name: string) => string | undefined,
  told: () => Promise<unknown>,
): Promise<Reply> {
  const { size } = file;
  // A version never changes: what it is called is what it is.
  const etag = `"${Buffer.from(file.digest).toString('hex')}"`;
  const range = readRange(header, { size, etag });
  const opened = await openFile(content, of, file, range);
  try {
    await told();
  } catch (error) {
    await opened.close();
    throw error;
  }
  return {
    status: range === undefined ? 200 : 206,
    headers: {
      ...downloadHeaders(name, mediaType, range?.length ?? size),
      ...{ etag, 'accept-ranges': 'bytes' },
      ...(range && {
        'content-range': `bytes ${range.offset}-${range.offset + range.length - 1}/${size}`,
      }),
    },
    ...{ stream: opened.stream, ownsParts: true },
  };
}
