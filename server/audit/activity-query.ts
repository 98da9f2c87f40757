import { z } from 'zod';
import { RecordId } from '../../core/ids.ts';
import type { Principal } from '../access/scopes.ts';
import { severalOf } from '../http/several.ts';
import type { TrailPlace, TrailWish } from './trail-lines-store.ts';

const time = z.iso.datetime({ offset: true });

/** What the trail of an organisation can be filtered by, on the screen and in what is exported. */
export const trailFilters = {
  organisation: z.uuid().toLowerCase().optional().meta({ description: 'Whose act it was.' }),
  by: z.enum(['us', 'others']).optional(),
  person: z
    .uuid()
    .toLowerCase()
    .optional()
    .meta({ description: 'Which of one’s own people or systems acted: an id of /activity/people.' }),
  type: z
    .string()
    .regex(/^[a-z-]{1,30}(\.[a-z-]{1,40})?$/, 'handover, or handover.offered')
    .optional()
    .meta({ description: 'handover for all of that kind, or one such as handover.offered.' }),
  since: time.optional(),
  until: time.optional().meta({ description: 'Before this time.' }),
  record: RecordId.schema.optional(),
  destination: z
    .string()
    .regex(/^[A-Z]{2}$/, 'ISO 3166-1 alpha-2')
    .optional()
    .meta({ description: 'Country that the goods of the certificate or pouch go to.' }),
  state: severalOf(['active', 'closed', 'revoked', 'superseded']).optional().meta({
    description: 'Of the record now: active, closed, revoked, superseded; several with commas.',
  }),
  sealed: z.enum(['yes', 'no']).optional().meta({ description: 'Whether it is final on the chain.' }),
};
const filterSchema = z.strictObject(trailFilters);
export type TrailFilter = z.output<typeof filterSchema>;

export function wishOf(query: TrailFilter, { organisationId }: Pick<Principal, 'organisationId'>): TrailWish {
  const { organisation, person, by, type, since, until, record, destination, state, sealed } = query;
  return {
    ...{ organisationId, actor: organisation, person, by, type, recordId: record },
    ...{ destination, state, sealed },
    since: since === undefined ? undefined : new Date(since),
    until: until === undefined ? undefined : new Date(until),
  };
}

const pattern = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)_(\d{1,15})$/;
export const trailCursorSchema = z
  .string()
  .refine((text) => !Number.isNaN(Date.parse(pattern.exec(text)?.[1] ?? '')), 'the next of the page before');

/** @param text as `trailCursorSchema` lets it pass */
export function fromTrailCursor(text: string): TrailPlace {
  const [, time = '', id = ''] = pattern.exec(text) ?? [];
  return { time: new Date(time), id: Number(id) };
}

export const toTrailCursor = ({ time, id }: TrailPlace): string => `${time.toISOString()}_${id}`;
