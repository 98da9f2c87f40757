import { z } from 'zod';
import { problem } from '../http/problem.ts';

/** Where a page of a list ended: the keyset of its last row. */
export interface Keyset {
  readonly createdAt: Date;
  readonly id: string;
}

export const toCursor = ({ createdAt, id }: Keyset): string =>
  Buffer.from(`${createdAt.toISOString()} ${id}`).toString('base64url');

/** @throws invalid_request for what is no cursor of ours */
export function fromCursor(cursor: string): Keyset {
  const [time = '', id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(' ');
  if (!z.iso.datetime({ precision: 3 }).safeParse(time).success || !z.uuid().safeParse(id).success) {
    throw problem('invalid_request', undefined, {
      errors: [{ in: 'query', pointer: '/after', detail: 'Send what the page before gave as next.' }],
    });
  }
  return { createdAt: new Date(time), id };
}
