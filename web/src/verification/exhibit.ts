/** Files that a visitor put in: a document, its proof bundle, or a document that carries its own. */
export interface Exhibit {
  readonly document: File | null;
  readonly bundle: File | null;
}

/** Of any version of the protocol: a later one is said to be one. */
const FORMAT = '"openpouch-proof/';
/** Its text has two million characters at most, of three bytes at most (core/bundle.ts). */
const MOST_BUNDLE_BYTES = 6 * 1024 ** 2;

/** Puts new files to those that are there: a bundle takes the bundle's place, anything else the document's. */
export async function addFiles(exhibit: Exhibit, files: readonly File[]): Promise<Exhibit> {
  let { document, bundle } = exhibit;
  for (const file of files) {
    if (await isBundle(file)) bundle = file;
    else document = file;
  }
  return { document, bundle };
}

/** Proof bundles are JSON and name their format near the beginning or, sorted, behind their contents. */
async function isBundle(file: File): Promise<boolean> {
  if (file.size > MOST_BUNDLE_BYTES) return false;
  const head = await file.slice(0, 64).text();
  return head.trimStart().startsWith('{') && (await file.text()).includes(FORMAT);
}
