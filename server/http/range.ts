import { problem } from './problem.ts';

/** Of bytes. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * RFC 9110 §14: the one part that is asked for. Undefined: the whole, also where several parts are asked for, another
 * unit, or a part of what is no longer the same (If-Range).
 * @throws range_not_satisfiable
 */
export function readRange(
  header: (name: string) => string | undefined,
  { size, etag }: { readonly size: number; readonly etag: string },
): ByteRange | undefined {
  const asked = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header('range') ?? '');
  const [, from = '', to = ''] = asked ?? [];
  if (asked === null || (from === '' && to === '')) return undefined;
  const condition = header('if-range');
  if (condition !== undefined && condition !== etag) return undefined;
  const offset = from === '' ? Math.max(0, size - Number(to)) : Number(from);
  const end = from === '' || to === '' ? size : Math.min(size, Number(to) + 1);
  if (from !== '' && to !== '' && Number(to) < offset) return undefined;
  if (offset >= end)
    throw problem('range_not_satisfiable', undefined, { headers: { 'content-range': `bytes */${size}` } });
  return { offset, length: end - offset };
}
