import { z } from 'zod';

/** Where a page of a list that shows the latest first ended: time and id of its last row, as `<RFC 3339>_<uuid>`. */
export interface TimeCursor {
  readonly createdAt: Date;
  readonly id: string;
}

const pattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export const timeCursorSchema = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(pattern.exec(text)?.[1] ?? '')), 'the next of the page before');

export const toTimeCursor = ({ createdAt, id }: TimeCursor): string => `${createdAt.toISOString()}_${id}`;

/** @param text as `timeCursorSchema` lets it pass */
export const fromTimeCursor = (text: string): TimeCursor => ({
  createdAt: new Date(text.slice(0, 24)),
  id: text.slice(25),
});
