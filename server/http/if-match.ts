import { problem } from './problem.ts';

/** The ETag of a resource that counts its changes. */
export const etagOf = (version: number): string => `"${version}"`;

/**
 * Nobody writes over what another wrote meanwhile (RFC 9110, 13.1.1; `*` stands for whatever there is).
 * @param header If-Match as it was sent
 * @param version of what is there now
 * @throws precondition_missing, changed_meanwhile
 */
export function checkIfMatch(header: string | undefined, version: number): void {
  if (header === undefined) throw problem('precondition_missing');
  const tags = header.split(',').map((tag) => tag.trim());
  if (!tags.includes('*') && !tags.includes(etagOf(version))) throw problem('changed_meanwhile');
}
