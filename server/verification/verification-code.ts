import { createHash, timingSafeEqual } from 'node:crypto';

/** In constant time. Crockford's base32 as people type it: lower case, grouped, O for 0, I and L for 1. */
export function isSameCode(code: string, given: string): boolean {
  const digest = (text: string) => createHash('sha256').update(normal(text)).digest();
  return timingSafeEqual(digest(code), digest(given));
}

const normal = (code: string): string =>
  code.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
