import { BUNDLE_FORMAT } from '../../../core/bundle.ts';
import { fromUtf8 } from '../../../core/bytes.ts';
import type { Trust } from '../../../core/trust.ts';
import type { Verdict } from '../../../core/verdict.ts';
import { verify } from '../../../core/verify.ts';
import { createChainReader } from './chain-reader.ts';

/** Files that a visitor put in: a document, its proof bundle, or a document that carries its own. */
export interface Exhibit {
  readonly document: File | null;
  readonly bundle: File | null;
}

export interface VerifyWith {
  readonly trust: Trust;
  readonly rpcUrl: string;
}

/** Verifies in this page: the files are read here and sent nowhere; the chain is asked about hashes and ids alone. */
export async function verifyExhibit(
  { document, bundle }: Exhibit,
  { trust, rpcUrl }: VerifyWith,
): Promise<Verdict> {
  const input = {
    ...(document !== null && { file: await bytesOf(document) }),
    ...(bundle !== null && { bundle: fromUtf8(await bytesOf(bundle), 'bundle') }),
  };
  return verify(input, trust, createChainReader(rpcUrl));
}

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
  const head = await file.slice(0, 64).text();
  if (!head.trimStart().startsWith('{')) return false;
  const name = BUNDLE_FORMAT.slice(0, BUNDLE_FORMAT.indexOf('/') + 1);
  return (await file.text()).includes(`"${name}`);
}

const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());
