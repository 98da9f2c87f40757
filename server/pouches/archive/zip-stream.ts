import { Readable } from 'node:stream';
import yazl from 'yazl';

/** A file of an archive; it is opened when its turn comes. */
export interface ArchiveEntry {
  readonly path: string;
  /** Bytes, where they are known and not to be compressed. */
  readonly size?: number;
  open(): Promise<AsyncIterable<Uint8Array>>;
}

/** The entries as one ZIP (with ZIP64 where it is needed), made as fast as it is read. An entry that fails ends it with an error. */
export function zipOf(entries: readonly ArchiveEntry[], mtime: Date): Readable {
  const zip = new yazl.ZipFile();
  // The library's own type says no more than that one can read from it.
  const output = zip.outputStream as Readable;
  let current: Readable | undefined;
  zip.on('error', (error: Error) => output.destroy(error));
  output.once('close', () => current?.destroy());
  for (const { path, size, open } of entries) {
    const options = { mtime, compress: size === undefined, ...(size !== undefined && { size }) };
    zip.addReadStreamLazy(path, options, (done) => {
      open().then(
        (source) => {
          current = Readable.from(source, { objectMode: false });
          current.once('error', (error) => output.destroy(error));
          done(null, current);
        },
        (error: Error) => output.destroy(error),
      );
    });
  }
  zip.end();
  return output;
}
