import { buffer } from 'node:stream/consumers';
import yazl from 'yazl';
import type { ArchiveIndex } from '../../../core/archive.ts';

export type Content = ReadonlyMap<string, Buffer>;
/** As a hostile maker writes it. */
export interface Index extends Omit<ArchiveIndex, 'recordId' | 'documents' | 'certificates'> {
  recordId: string;
  documents: { version: number; documentId: string }[];
  certificates: { path: string; number: string; recordId: string; print: string | null }[];
}

/** A ZIP of these files, always of the same bytes. */
export async function archiveOf(
  content: Content,
  how: { twice?: string; packed?: string } = {},
): Promise<Buffer> {
  const zip = new yazl.ZipFile();
  const mtime = new Date(Date.UTC(2026, 0, 1));
  for (const [path, bytes] of content) zip.addBuffer(bytes, path, { mtime, compress: path !== how.packed });
  if (how.twice !== undefined) zip.addBuffer(Buffer.from('again'), how.twice, { mtime });
  zip.end();
  return buffer(zip.outputStream as NodeJS.ReadableStream as never);
}
